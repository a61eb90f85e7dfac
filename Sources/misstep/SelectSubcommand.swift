import Application
import ArgumentParser
import Selection

struct SelectSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "select", abstract: "Choose one candidate of every question.",
    usage: "misstep select FILE… [--rule RULE] [--model MODEL] [-o FILE] [--json] [OPTIONS]",
    discussion: """
      Writes the chosen as native JSONL, every field kept, and says on standard error how often the \
      rule, the majority and the oracle are right. Ties go to the first seen. Rules:

      \(SelectionRule.allCases.map { "  \($0.argument.filled(to: 14))\($0.summary)" }.joined(separator: "\n"))

      docs/selection.md has them in full.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var query: QueryOptions

  @Option(
    help: ArgumentHelp(
      "How one is chosen: the model's 'own', 'majority', 'vote' or another of those listed above.",
      valueName: "rule"),
    completion: .list(SelectionRule.allCases.map(\.argument)),
    transform: Self.rule)
  var rule: SelectionRule = .best(.own)

  @Option(
    help: ArgumentHelp("Choose among the first so many candidates of a question.", valueName: "n"))
  var among: Int?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Print a summary as JSON; without -o, in place of the chosen.")
  var json = false

  @Flag(help: "Replace the output if it exists.")
  var force = false

  func run() throws {
    let configuration = try Configuration.current()
    let filter = try query.query()
    let needsModel = rule.aggregation != nil || model.model != nil || filter != nil
    let select = SelectCommand(
      input: try input.input, rule: rule,
      model: needsModel ? try model.choice(configuration).load(telling: Console()) : nil,
      among: among, output: output, labels: try labels.choice(configuration), query: filter,
      prediction: try model.predict ?? configuration.predictionRule(), asJSON: json,
      replaces: force)
    try select.run(console: Console()).leave()
  }

  private static func rule(_ argument: String) throws -> SelectionRule {
    guard let rule = SelectionRule(argument: argument) else {
      let names = SelectionRule.allCases.map(\.argument).joined(separator: ", ")
      throw ValidationError("There is no rule '\(argument)'. Rules are \(names).")
    }
    return rule
  }
}

extension String {
  fileprivate func filled(to count: Int) -> String {
    self + String(repeating: " ", count: max(1, count - self.count))
  }
}
