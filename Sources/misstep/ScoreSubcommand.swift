import Application
import ArgumentParser

struct ScoreSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Write native JSONL with a model's figures for every step.",
    usage: "misstep score FILE… [--model MODEL] [-o FILE] [OPTIONS]")

  @OptionGroup var input: InputOptions
  @OptionGroup var model: ModelOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run() throws {
    let configuration = try Configuration.current()
    let score = ScoreCommand(
      input: try input.input,
      model: try ModelChoice(argument: model.model ?? configuration.model ?? "builtin").load(),
      rule: try model.predict ?? configuration.predictionRule(), output: output)
    try score.run(console: Console()).leave()
  }
}
