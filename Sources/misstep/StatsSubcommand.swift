import Application
import ArgumentParser

struct StatsSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count trajectories and labels, and judge a model by them.",
    usage: "misstep stats FILE… [--model MODEL] [--labels FILE] [--json] [OPTIONS]",
    discussion: """
      With --model: a, the exact hits on wrong trajectories; b, the correct ones called correct; \
      their harmonic mean F1; and the calibration of S(T).
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var query: QueryOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let configuration = try Configuration.current()
    let stats = StatsCommand(
      input: try input.input, labels: try labels.choice(configuration),
      model: try model.given()?.load(telling: Console()),
      rule: model.predict, query: try query.query(), asJSON: json)
    try stats.run(console: Console()).leave()
  }
}
