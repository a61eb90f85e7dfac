import Application
import ArgumentParser
import Search
import Selection

struct SearchSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Let a language model solve problems step by step, led by a reward model.",
    usage:
      "misstep search FILE… --policy FOLDER --model MODEL [-n N] [--width M] [-o FILE] [OPTIONS]",
    discussion: """
      In each round N beams take a step each; the best N/M by the model's figure, S(t) of a conditional \
      one, are kept and continued M times each. With --diverse, N/M trees that never meet each take M \
      steps and keep one. The best complete solution of each problem is a native record; --tree keeps \
      every step that was looked at, its figure, and why it was dropped: 'misstep FILE' shows it, also \
      while it grows, with --follow. docs/search.md has it in full.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "The model that ranks: builtin, a checkpoint's folder, or a file that 'misstep train' wrote.",
      valueName: "model"),
    completion: .file())
  var model: String

  @Option(
    name: [.customShort("n"), .customLong("beams")],
    help: ArgumentHelp("Beams, a multiple of the width.", valueName: "n"))
  var beams: Int = 16

  @Option(help: ArgumentHelp("How often each kept beginning is continued.", valueName: "m"))
  var width: Int = 4

  @Option(help: ArgumentHelp("At most so many steps.", valueName: "n"))
  var rounds: Int = 40

  @Flag(help: "N/M trees that never meet, each of which keeps one (DVTS).")
  var diverse = false

  @Option(
    help: ArgumentHelp(
      "What beginnings are ranked by: the model's 'own', or as of 'misstep select'.",
      valueName: "rule"),
    completion: .list(Aggregation.allCases.map(\.rawValue)), transform: Self.aggregation)
  var rule: Aggregation = .own

  @Option(
    help: ArgumentHelp(
      "Which complete solution is taken: best, majority or vote.", valueName: "rule"))
  var choose: SearchChoice.Taking = .best

  @Option(
    name: .customLong("step-end"),
    help: ArgumentHelp("The text that ends a step; \\n is a line break.", valueName: "text"))
  var stepEnd: String = "\\n\\n"

  @Flag(
    name: .customLong("keep-duplicates"),
    help: "Keep the same text twice where it was drawn twice.")
  var keepDuplicates = false

  @OptionGroup var problems: ProblemOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where to write. Default: standard output, which '-' names too.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("Write all steps of each search there, a line each.", valueName: "file"),
    completion: .file())
  var tree: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    var settings = StepSearch.Settings()
    (settings.beams, settings.width, settings.rounds) = (beams, width, rounds)
    settings.method = diverse ? .diverse : .beam
    settings.keepsDuplicates = keepDuplicates
    let policy = try self.policy.choice
    let arguments = CheckpointArguments(base: policy.base, precision: policy.precision)
    var search = SearchCommand(
      input: try input.input, policy: policy,
      model: try ModelChoice(argument: model, checkpoint: arguments.fitting(model)),
      choice: SearchChoice(
        settings, rule: rule, taking: choose, stepEnd: CheckpointOptions.unescaped(stepEnd)),
      output: output == "-" ? nil : output)
    search.tree = tree
    search.holdsSolutions = problems.holdsSolutions
    search.limit = problems.limit
    search.resumes = writing.resume
    search.replaces = writing.force
    try search.run(console: Console()).leave()
  }

  private static func aggregation(_ argument: String) throws -> Aggregation {
    guard case .best(let rule)? = SelectionRule(argument: argument) else {
      let names = Aggregation.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no rule '\(argument)'. Rules are \(names).")
    }
    return rule
  }
}

extension SearchChoice.Taking: ExpressibleByArgument {}
