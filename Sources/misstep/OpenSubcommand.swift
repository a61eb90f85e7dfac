import Application
import ArgumentParser
import Drawing
import Foundation
import Labeling
import Trajectories

struct OpenSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the inspector; the default command.",
    usage: "misstep FILE… [--model MODEL] [--labels FILE] [--blind] [OPTIONS]",
    discussion: "Without a terminal on standard output, prints the first page as text.")

  @OptionGroup var input: InputOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var annotator: AnnotatorOptions

  @Flag(help: "Hide every model figure until a verdict is given.")
  var blind = false

  @Option(
    help: ArgumentHelp(
      "A second model, whose curve is drawn beside the first one's.", valueName: "model"),
    completion: .file())
  var compare: String?

  @Flag(help: "Watch the files: trajectories that are added to them show up.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "What to label next: informative, uncertain, disagreement, convincing, noise or random; with a "
        + "share of random draws, as in 'informative 20%'. Default: the order of the files.",
      valueName: "order"),
    completion: .list(LabelingOrder.allCases.map(\.rawValue)))
  var next: String?

  @Option(
    help: ArgumentHelp("dark, light, mono or colorblind.", valueName: "name"),
    completion: .list(Theme.names))
  var theme: String?

  private func suggestCommand() throws(CommandFailure) {
    guard let file = input.files.first, !FileManager.default.fileExists(atPath: file) else {
      return
    }
    let names = Misstep.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let command = NearMiss.nearest(to: file, among: names) else { return }
    throw CommandFailure(
      .noInput, "There is no file '\(file)'. Did you mean 'misstep \(command)'?")
  }

  func run() throws {
    try suggestCommand()
    let configuration = try Configuration.current()
    let open = OpenCommand(
      input: try input.input, model: try model.choice(configuration, comparedWith: compare),
      comparison: try compare.map {
        try ModelChoice(argument: $0, checkpoint: model.checkpoint.arguments.fitting($0))
      }, checkpoint: model.checkpoint.arguments,
      rule: try model.predict ?? configuration.predictionRule(),
      labels: try labels.choice(configuration), annotator: try annotator.name(configuration),
      blind: blind || configuration.blind, follows: follow,
      next: try configuration.labelingPlan(argument: next), theme: theme ?? configuration.theme,
      configuration: configuration)
    try open.run(console: Console()).leave()
  }
}
