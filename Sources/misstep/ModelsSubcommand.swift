import Application
import ArgumentParser

struct ModelsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Describe a model, or list what can be one.")

  @Argument(help: ArgumentHelp("What --model would take.", valueName: "model"))
  var model: String?

  @OptionGroup var checkpoint: CheckpointOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try ModelsCommand(model: model, checkpoint: checkpoint.arguments, asJSON: json).run(
      console: Console()
    ).leave()
  }
}
