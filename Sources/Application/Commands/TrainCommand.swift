import Files
import Annotations
import BuiltIn
import Drawing
import Trajectories
import TrajectoryFiles
import VisibleText

/// `misstep train --kind builtin`: fits the built-in model and writes its file.
package struct TrainCommand {
  package var input: TrajectoryInput
  package var output: String
  package var seed: UInt64
  /// Files whose problems must not be trained on.
  package var excluding: [String]
  /// Files of right solutions: learned from as they are, and with one number changed.
  package var references: [String]
  /// The program's arguments, recorded in the model so that it can be made again.
  package var arguments: [String]
  /// Whether a file that stands where the output goes is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, output: String, seed: UInt64, excluding: [String],
    references: [String] = [], arguments: [String], replaces: Bool = false
  ) {
    self.input = input
    self.output = output
    self.seed = seed
    self.excluding = excluding
    self.references = references
    self.arguments = arguments
    self.replaces = replaces
  }

  /// Reads, fits, chooses the rule, and puts the model's file in its place.
  package func run(console: Console) throws -> ExitStatus {
    try OutputPlace.check(
      output, inputs: input.files + excluding + references, replaces: replaces)
    let outcome = try fit(console)
    try AtomicFile.write(outcome.file.json, to: output)
    console.report(outcome.issues)
    for line in Self.summary(of: outcome) { console.say(line) }
    return outcome.issues.contains { $0.severity == .bad } ? .badData : .done
  }

  private func fit(_ console: Console) throws -> BuiltInTraining.Outcome {
    var progress = Progress("training", unit: "%", console: console)
    defer { progress.finish() }
    do {
      return try BuiltInTraining.run(options) { stage in
        progress.update(done: Int(stage.fraction * 100), total: 100)
      }
    } catch let error as BuiltInModelError {
      guard case .tooFewLabels = error else { throw error }
      throw CommandFailure(
        .badData,
        "\(error) Verdicts given in the inspector are not in the files: 'misstep export FILE "
          + "--only verdict --to native -o LABELLED.jsonl' writes them; then train on that file.")
    }
  }

  private var options: BuiltInTraining.Options {
    var options = BuiltInTraining.Options(
      inputs: input.files, excluding: excluding, seed: seed,
      command: (["misstep"] + arguments).joined(separator: " "),
      reading: input.readingOptions)
    options.references = references
    return options
  }

  private static func summary(of outcome: BuiltInTraining.Outcome) -> [String] {
    let figures = outcome.file.validation.sorted { $0.key < $1.key }
      .map { "\($0.key) \(NumberText.decimals($0.value, places: 3))" }
    return [
      "fitted to "
        + NumberText.counted(outcome.trained, "trajectory", plural: "trajectories")
        + ", judged on \(outcome.validated) of other questions",
      "left out \(outcome.leftOut): their problems occur in files named with --excluding",
      "rule \(outcome.file.rule), \(outcome.file.weights.count) weights",
    ] + figures
  }
}
