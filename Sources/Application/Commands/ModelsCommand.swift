import VisibleText

/// `misstep models`: what can be a model, and what one of them is.
package struct ModelsCommand {
  /// `nil` lists what there is.
  package var model: String?
  package var checkpoint: CheckpointArguments
  package var asJSON: Bool

  package init(
    model: String?, checkpoint: CheckpointArguments = CheckpointArguments(), asJSON: Bool
  ) {
    self.model = model
    self.checkpoint = checkpoint
    self.asJSON = asJSON
  }

  package func run(console: Console) throws -> ExitStatus {
    guard let model else {
      try console.print(lines: [
        "builtin    the built-in conditional reward model; works on any English text",
        "recorded   scores that the file carries",
        "FOLDER     a checkpoint in Hugging Face layout: CRM, PRM, PQM, ORM or implicit PRM",
        "FILE       weights of the built-in kind, or of an ensemble, written by 'misstep train'",
        "A+B        several of these, their logits averaged; 'misstep train --stack A+B' fits weights",
      ])
      return .done
    }
    let summary = try ModelChoice(argument: model, checkpoint: checkpoint).summary()
    if asJSON {
      try console.print(json: .members(summary.members))
    } else {
      try console.print(lines: summary.lines)
    }
    return .done
  }
}
