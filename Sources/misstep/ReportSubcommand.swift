import Application
import ArgumentParser

struct ReportSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write trajectories with figures and curves as an HTML page.",
    usage: "misstep report FILE… (--id ID | --index N | --where FILTER) [-o FILE] [OPTIONS]",
    discussion: """
      The page is one file that loads nothing from elsewhere, light or dark as the reader's system, \
      and can be printed.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var query: QueryOptions

  @Option(help: ArgumentHelp("At most so many of those that --where finds.", valueName: "n"))
  var limit: Int = 20

  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Lines of text instead of HTML.")
  var text = false

  @Flag(help: "Replace the output if it exists.")
  var force = false

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let configuration = try Configuration.current()
    let report = ReportCommand(
      input: try input.input,
      selection: try selection.selection(query: query.query(), limit: limit),
      model: try model.choice(configuration).load(telling: Console()),
      rule: try model.predict ?? configuration.predictionRule(),
      labels: try labels.choice(configuration), output: output == "-" ? nil : output,
      asText: text, replaces: force)
    try report.run(console: Console()).leave()
  }
}
