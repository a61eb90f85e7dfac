import Application
import ArgumentParser
import Evaluation
import Selection
import Survival

struct EvaluateSubcommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure models on labelled trajectories: benchmarks, calibration, comparison.",
    discussion: """
      Every evaluation prints a text, or JSON with --json. Figures have bootstrap intervals that draw \
      whole questions; the same --seed draws the same ones.
      """,
    subcommands: [
      EvaluateProcessBench.self, EvaluatePRMBench.self, EvaluateCalibration.self,
      EvaluateBestOfN.self, EvaluateCompare.self, EvaluateHacking.self, EvaluateNoise.self,
    ])
}

/// What all evaluations have in common.
struct EvaluationOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var labels: LabelOptions
  @OptionGroup var query: QueryOptions

  @Option(help: ArgumentHelp("Seed of the bootstrap.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("Draws of the bootstrap.", valueName: "n"))
  var draws: Int = 1000

  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.",
      valueName: "file"),
    completion: .file())
  var html: String?

  @Flag(help: "Replace the page if it exists.")
  var force = false

  func validate() throws {
    guard (1...100_000).contains(draws) else {
      throw ValidationError("--draws must be between 1 and 100000.")
    }
  }

  /// - Throws: ``CommandFailure`` for files or models that are not there.
  func request(
    models: [ModelChoice], rule: PredictionRule?, _ configuration: Configuration
  ) throws -> EvaluationRequest {
    EvaluationRequest(
      input: try input.input, models: try models.map { try $0.load(telling: Console()) },
      rule: rule, labels: try labels.choice(configuration), query: try query.query(),
      bootstrap: QuestionBootstrap(seed: seed, resamples: draws), asJSON: json, page: html,
      replaces: force)
  }
}

struct EvaluateProcessBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "processbench", abstract: "How exactly a model finds first wrong steps.",
    usage: "misstep evaluate processbench FILE… [--model MODEL] [--choose-on SUBSET] [OPTIONS]",
    discussion: """
      a, b and F1 for each file and their average, as ProcessBench counts them. Files are subsets, \
      named without folder and suffix. The rule is the model's own, the one of --predict, or the best \
      one on a named subset, which then counts in no average.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var model: ModelOptions

  @Option(
    name: .customLong("choose-on"),
    help: ArgumentHelp(
      "Choose the rule on this subset, or on this other file.", valueName: "subset"),
    completion: .file())
  var chooseOn: String?

  @Flag(
    name: .customLong("upper-bound"),
    help: "Also tell the best rule on each subset itself: an upper bound, no result.")
  var upperBound = false

  func run() throws {
    let configuration = try Configuration.current()
    let request = try options.request(
      models: [try model.choice(configuration)], rule: model.predict, configuration)
    let command = ProcessBenchCommand(request, chosenOn: chooseOn, upperBound: upperBound)
    try command.run(console: Console()).leave()
  }
}

struct EvaluateCalibration: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibration", abstract: "Whether S(T) and h(t) can be trusted as probabilities.",
    usage: "misstep evaluate calibration FILE… [--model MODEL] [--against TARGET] [OPTIONS]",
    discussion: """
      Reliability in ten bins, expected calibration error, Brier score, and the areas under the ROC \
      and precision-recall curves: pooled over questions, and among candidates of one question.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "What S(T) is compared with: label or outcome. Default: both, where known.",
      valueName: "target"))
  var against: CalibrationFigures.Target?

  func run() throws {
    let configuration = try Configuration.current()
    let request = try options.request(
      models: [try model.choice(configuration)], rule: model.predict, configuration)
    try CalibrationCommand(request, target: against).run(console: Console()).leave()
  }
}

extension CalibrationFigures.Target: ExpressibleByArgument {}
