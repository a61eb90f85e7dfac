import Application
import ArgumentParser
import Labeling

struct SimulateSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Replay the labelling of a labelled file in several orders, and compare them.",
    usage: "misstep simulate FILE… [--model MODEL] [--orders LIST] [--seeds N] [OPTIONS]",
    discussion: """
      Begins with a few labels, fits the model, takes those that an order puts first, and fits again; \
      each time it judges the model on questions that are never labelled. Prints how many labels each \
      order needs to reach an F1, beside drawing at random.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var query: QueryOptions

  @Option(
    help: ArgumentHelp(
      "A second model, with which the first one disagrees. Default: the model as it is before labelling.",
      valueName: "model"),
    completion: .file())
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "Orders to compare with random, with commas: uncertain, informative, disagreement, convincing. "
        + "Default: all of them.",
      valueName: "list"))
  var orders: String?

  @Option(help: ArgumentHelp("How many seeds, from 1 on.", valueName: "n"))
  var seeds: Int = 5

  @Option(help: ArgumentHelp("Labels drawn at random before the first order.", valueName: "n"))
  var start: Int = 20

  @Option(help: ArgumentHelp("Labels between two fits.", valueName: "n"))
  var batch: Int = 20

  @Option(help: ArgumentHelp("Labels at the end.", valueName: "n"))
  var limit: Int = 200

  @Option(
    name: .customLong("held-out"),
    help: ArgumentHelp("The share of the questions that is only judged on.", valueName: "share"))
  var heldOut: Double = 0.3

  @Option(
    name: .customLong("random-share"),
    help: ArgumentHelp("The share that every order draws at random.", valueName: "share"))
  var randomShare: Double?

  @Option(
    help: ArgumentHelp(
      "The F1 to be reached. Default: what random has with half of the labels, on average.",
      valueName: "f1"))
  var target: Double?

  @Flag(
    name: .customLong("from-scratch"), help: "Let the built-in model forget what it knows.")
  var fromScratch = false

  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Also write a page with the picture.", valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Replace the page if it exists.")
  var force = false

  func validate() throws {
    for (name, value) in [("--seeds", seeds), ("--batch", batch)] where !(1...1000).contains(value)
    {
      throw ValidationError("\(name) must be between 1 and 1000.")
    }
    guard start >= 0, limit >= start else {
      throw ValidationError("--start must be 0 or more, and --limit at least as much.")
    }
    let shares = [
      ("--held-out", heldOut), ("--random-share", randomShare ?? 0), ("--target", target ?? 0),
    ]
    for (name, share) in shares where !(0...1).contains(share) {
      throw ValidationError("\(name) must be between 0 and 1.")
    }
  }

  func run() throws {
    let configuration = try Configuration.current()
    let orders = try orders.map { try SimulateCommand.orders($0) } ?? SimulateCommand.usualOrders
    var models = [try model.choice(configuration, comparedWith: compare)]
    if let compare {
      models.append(
        try ModelChoice(argument: compare, checkpoint: model.checkpoint.arguments.fitting(compare)))
    }
    let request = EvaluationRequest(
      input: try input.input, models: try models.map { try $0.load(telling: Console()) },
      rule: model.predict, labels: try labels.choice(configuration), query: try query.query(),
      asJSON: json, page: html, replaces: force)
    var settings = LabelingSimulation.Settings()
    (settings.start, settings.batch, settings.limit) = (start, batch, limit)
    settings.heldOut = heldOut
    settings.randomShare = randomShare ?? configuration.randomShare ?? LabelingPlan.usualShare
    let command = SimulateCommand(
      request, orders: orders, seeds: (1...UInt64(seeds)).map { $0 }, settings: settings,
      target: target, fromScratch: fromScratch)
    try command.run(console: Console()).leave()
  }
}
