import Application
import ArgumentParser

struct ShowSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one trajectory with its figures as text.",
    usage: "misstep show FILE… (--id ID | --index N) [OPTIONS]")

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var annotator: AnnotatorOptions

  @Option(help: ArgumentHelp("Columns to fill.", valueName: "columns"))
  var width: Int?

  @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  func run() throws {
    if let width, !(20...10_000).contains(width) {
      throw CommandFailure(.usage, "--width must be between 20 and 10000.")
    }
    let configuration = try Configuration.current()
    let show = ShowCommand(
      input: try input.input, selection: try selection.selection(),
      model: try ModelChoice(argument: model.model ?? configuration.model ?? "builtin").load(),
      rule: try model.predict ?? configuration.predictionRule(),
      labels: try labels.choice(configuration), annotator: try annotator.name(configuration),
      width: width, color: color)
    try show.run(console: Console()).leave()
  }
}

/// Which trajectory: exactly one of `--id` and `--index`.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The trajectory of this id.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The trajectory at this place, counted from 1.", valueName: "n"))
  var index: Int?

  func selection() throws(CommandFailure) -> TrajectorySelection {
    switch (id, index) {
    case (let id?, nil): return .id(id)
    case (nil, let index?) where index >= 1: return .index(index - 1)
    case (nil, _?): throw CommandFailure(.usage, "--index counts from 1.")
    default: throw CommandFailure(.usage, "Give exactly one of --id and --index.")
    }
  }
}

extension ColorChoice: ExpressibleByArgument {}
