import Application
import ArgumentParser

struct ScoreSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Write native JSONL with a model's figures for every step.",
    usage: "misstep score FILE… [--model MODEL] [-o FILE] [OPTIONS]")

  @OptionGroup var input: InputOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var query: QueryOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var writing: WritingOptions

  func run() throws {
    let configuration = try Configuration.current()
    let score = ScoreCommand(
      input: try input.input,
      model: try model.choice(configuration).load(telling: Console()),
      rule: try model.predict ?? configuration.predictionRule(), output: output,
      labels: try labels.choice(configuration), query: try query.query(), resumes: writing.resume,
      replaces: writing.force)
    try score.run(console: Console()).leave()
  }
}
