import Application
import ArgumentParser
import Queries

struct ShowSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one trajectory with its figures as text.",
    usage: "misstep show FILE… (--id ID | --index N | --where FILTER) [OPTIONS]")

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var query: QueryOptions

  @Option(help: ArgumentHelp("Show at most so many of those that --where finds.", valueName: "n"))
  var limit: Int = 10

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
      input: try input.input,
      selection: try selection.selection(query: query.query(), limit: limit),
      model: try model.choice(configuration).load(telling: Console()),
      rule: try model.predict ?? configuration.predictionRule(),
      labels: try labels.choice(configuration), annotator: try annotator.name(configuration),
      width: width, color: color)
    try show.run(console: Console()).leave()
  }
}

/// Which trajectories: exactly one of `--id`, `--index` and `--where`.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The trajectory of this id.", valueName: "id"))
  var id: String?

  @Option(help: ArgumentHelp("The trajectory at this place, counted from 1.", valueName: "n"))
  var index: Int?

  func selection(query: Query? = nil, limit: Int = 1) throws(CommandFailure) -> TrajectorySelection
  {
    switch (id, index, query) {
    case (let id?, nil, nil): return .id(id)
    case (nil, let index?, nil) where index >= 1: return .index(index - 1)
    case (nil, _?, nil): throw CommandFailure(.usage, "--index counts from 1.")
    case (nil, nil, let query?): return .matching(query, limit: max(0, limit))
    default: throw CommandFailure(.usage, "Give exactly one of --id, --index and --where.")
    }
  }
}

extension ColorChoice: ExpressibleByArgument {}
