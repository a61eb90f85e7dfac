import Annotations
import Application
import ArgumentParser
import Trajectories

struct ExportSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write corrected data sets; also converts between formats.",
    usage: "misstep export FILE… --to FORMAT [-o FILE] [--only WHICH] [--where FILTER] [OPTIONS]",
    discussion: """
      A trajectory's label is the latest verdict, else the file's own. What a format cannot hold is \
      skipped or mapped by a rule of docs/formats.md, and counted.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var query: QueryOptions
  @OptionGroup var model: ModelOptions

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("The format to write.", valueName: "format"),
    completion: .list(TrajectoryFormats.writable.map(\.name)))
  var target: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "verdict: only what a person judged; labelled: that or the file's own label; all.",
      valueName: "which"))
  var only: ExportSelection = .all

  @Option(
    help: ArgumentHelp(
      "Split by question, such as train=0.9,test=0.1; writes one file for each beside OUT.",
      valueName: "parts"))
  var split: String?

  @Option(help: ArgumentHelp("Seed of the split.", valueName: "n"))
  var seed: UInt64 = 0

  @Flag(
    name: .customLong("soft-labels"),
    help: "Write trl's labels as shares of right continuations, where 'rollouts' counted them.")
  var softLabels = false

  @OptionGroup var writing: WritingOptions

  func run() throws {
    if split != nil, output == nil {
      throw CommandFailure(
        .usage, "--split writes several files: name the first part of them with -o.")
    }
    let configuration = try Configuration.current()
    var export = ExportCommand(
      input: try input.input, labels: try labels.choice(configuration), format: target,
      output: output, only: only, split: split, seed: seed, query: try query.query(),
      model: try model.given()?.load(telling: Console()),
      rule: try model.predict ?? configuration.predictionRule(), resumes: writing.resume,
      replaces: writing.force)
    export.writesSoftLabels = softLabels
    try export.run(console: Console()).leave()
  }
}

extension ExportSelection: ExpressibleByArgument {}
