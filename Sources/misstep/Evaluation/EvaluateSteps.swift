import Application
import ArgumentParser
import Evaluation
import Survival

struct EvaluatePRMBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prmbench", abstract: "How well a model judges single steps, class by class.",
    usage: "misstep evaluate prmbench FILE… [--model MODEL] [--valid RULE] [OPTIONS]",
    discussion: """
      PRMScore as PRMBench counts it: every wrong step of its records, or ratings, or a label that \
      makes all later steps wrong.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "When a step is valid: probability=X, difference=X or survival=X. Default: probability=0.5, for "
        + "Skywork's models difference=-0.05.",
      valueName: "rule"))
  var valid: ValidityRule?

  func run() throws {
    let configuration = try Configuration.current()
    let choice = try model.choice(configuration)
    let request = try options.request(models: [choice], rule: model.predict, configuration)
    let command = PRMBenchCommand(request, validity: try valid ?? choice.validity())
    try command.run(console: Console()).leave()
  }
}

struct EvaluateHacking: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hacking", abstract: "Whether the reward follows what solutions look like.",
    usage: "misstep evaluate hacking FILE… [--model MODEL] [OPTIONS]",
    discussion: """
      Rank correlation of S(T) with length, repetition and self-reflection, among right and wrong \
      solutions, within questions, and by training step where files' names state one.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var model: ModelOptions

  func run() throws {
    let configuration = try Configuration.current()
    let request = try options.request(
      models: [try model.choice(configuration)], rule: model.predict, configuration)
    try HackingCommand(request).run(console: Console()).leave()
  }
}

/// Several models, each asked about the same trajectories.
struct SeveralModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "builtin, recorded, a checkpoint's folder, or a file that 'misstep train' wrote; may be given "
        + "several times.",
      valueName: "model"),
    completion: .file())
  var model: [String] = []

  @OptionGroup var checkpoint: CheckpointOptions

  @Option(
    help: ArgumentHelp(
      "How first errors are predicted by all of them: map, median, threshold=X or hazard=X. Default: "
        + "each model's own rule.",
      valueName: "rule"))
  var predict: PredictionRule?

  /// A base that is given is for those that are adapters.
  func choices() throws(CommandFailure) -> [ModelChoice] {
    var choices: [ModelChoice] = []
    for name in model {
      choices.append(
        try ModelChoice(argument: name, checkpoint: checkpoint.arguments.fitting(name)))
    }
    return choices
  }
}

struct EvaluateCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Several models on the same trajectories.",
    usage: "misstep evaluate compare FILE… --model MODEL --model MODEL… [OPTIONS]",
    discussion: """
      One table of figures, and each model's differences from the first, drawn in pairs. Counted are \
      trajectories that every model could score.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var models: SeveralModelOptions

  func run() throws {
    let configuration = try Configuration.current()
    let request = try options.request(
      models: try models.choices(), rule: models.predict, configuration)
    try CompareCommand(request).run(console: Console()).leave()
  }
}

struct EvaluateNoise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "noise", abstract: "Labels that models and exact arithmetic contradict.",
    usage: "misstep evaluate noise FILE… --model MODEL [--model MODEL] [OPTIONS]",
    discussion: """
      Confident learning by each model, and equations that fail in steps that a label calls right. \
      Listed are labels against which two voices or more speak.
      """)

  @OptionGroup var options: EvaluationOptions
  @OptionGroup var models: SeveralModelOptions

  @Option(help: ArgumentHelp("List at most so many labels.", valueName: "n"))
  var limit: Int = 20

  func run() throws {
    let configuration = try Configuration.current()
    var choices = try models.choices()
    if choices.isEmpty { choices = [try ModelChoice(argument: configuration.model ?? "builtin")] }
    let request = try options.request(models: choices, rule: models.predict, configuration)
    try NoiseCommand(request, limit: max(0, limit)).run(console: Console()).leave()
  }
}

extension ValidityRule: ExpressibleByArgument {}
