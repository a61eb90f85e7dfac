import Application
import ArgumentParser
import Labeling

struct NextSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "List what to label next, as the inspector offers it.",
    usage: "misstep next FILE… [--order ORDER] [-n N] [--model MODEL] [--json] [OPTIONS]",
    discussion: """
      Orders are informative, uncertain, convincing, noise and random. Whatever the order, a share is \
      drawn at random. What has a verdict is left out.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var query: QueryOptions

  @Option(
    help: ArgumentHelp(
      "What comes first, with a share of random draws if wanted: 'noise 20%'. Default: informative.",
      valueName: "order"),
    completion: .list(LabelingOrder.allCases.filter { !$0.comparesModels }.map(\.rawValue)))
  var order: String?

  @Option(
    name: [.customShort("n"), .customLong("count")], help: ArgumentHelp("How many.", valueName: "n")
  )
  var count: Int = 20

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("-n must be between 1 and 1000000.")
    }
  }

  func run() throws {
    let configuration = try Configuration.current()
    let share = configuration.randomShare ?? LabelingPlan.usualShare
    let plan =
      try configuration.labelingPlan(argument: order)
      ?? LabelingPlan(.informative, randomShare: share)
    let next = NextCommand(
      input: try input.input, plan: plan, count: count, labels: try labels.choice(configuration),
      model: try model.choice(configuration).load(telling: Console()), rule: model.predict,
      query: try query.query(), asJSON: json)
    try next.run(console: Console()).leave()
  }
}
