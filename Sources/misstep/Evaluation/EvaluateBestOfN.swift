import Application
import ArgumentParser

struct EvaluateBestOfN: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "best-of-n", abstract: "How often a right candidate is chosen among N.",
    usage: "misstep evaluate best-of-n FILE… [--model MODEL]… [--max-n N] [OPTIONS]",
    discussion: """
      For N = 1, 2, 4 … the first N candidates of each question: Pass@N, the majority, and for each \
      model the best candidate and the weighted vote by every aggregation.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var models: SeveralModelOptions

  @Option(name: .customLong("max-n"), help: ArgumentHelp("The largest N.", valueName: "n"))
  var largest: Int = 128

  func run() throws {
    let configuration = try Configuration.current()
    var choices = try models.choices()
    if choices.isEmpty { choices = [try ModelChoice(argument: configuration.model ?? "builtin")] }
    let request = try options.request(models: choices, rule: models.predict, configuration)
    try BestOfNCommand(request, limit: largest).run(console: Console()).leave()
  }
}
