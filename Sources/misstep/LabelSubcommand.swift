import Application
import ArgumentParser
import Trajectories

struct LabelSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Give a verdict without the screen.",
    usage: "misstep label FILE… (--id ID | --index N) VERDICT [--note TEXT] [OPTIONS]")

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions

  @Option(
    help: ArgumentHelp("The first wrong step, counted from 1.", valueName: "step"))
  var firstError: Int?

  @Flag(help: "Every step is right.")
  var noError = false

  @Flag(help: "It cannot be told.")
  var unsure = false

  @Flag(help: "The problem itself cannot be answered.")
  var badProblem = false

  @Option(help: ArgumentHelp("A note beside the verdict.", valueName: "text"))
  var note: String?

  @OptionGroup var labels: LabelOptions
  @OptionGroup var annotator: AnnotatorOptions

  private var verdicts: [Label] {
    var verdicts: [Label] = []
    if let firstError { verdicts.append(.firstError(firstError - 1)) }
    if noError { verdicts.append(.noError) }
    if unsure { verdicts.append(.unsure) }
    if badProblem { verdicts.append(.badProblem) }
    return verdicts
  }

  private func requireOneVerdict() throws(CommandFailure) {
    if let firstError, firstError < 1 {
      throw CommandFailure(.usage, "--first-error counts from 1.")
    }
    guard verdicts.count == 1 || (verdicts.isEmpty && note != nil) else {
      throw CommandFailure(
        .usage,
        "Give exactly one of --first-error, --no-error, --unsure and --bad-problem, or a --note.")
    }
  }

  func run() throws {
    try requireOneVerdict()
    let configuration = try Configuration.current()
    let label = LabelCommand(
      input: try input.input, selection: try selection.selection(), verdict: verdicts.first,
      note: note, annotator: try annotator.name(configuration),
      labels: try labels.choice(configuration)
    )
    try label.run(console: Console()).leave()
  }
}
