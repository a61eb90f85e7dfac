import Annotations
import Application
import ArgumentParser
import Foundation
import Queries
import Checkpoints
import Survival
import Trajectories

/// Which files, and how to read them: the same names and meanings in every command.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Files of trajectories; '-' is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read every file as this format instead of telling by content ('misstep formats' lists them).",
      valueName: "name"),
    completion: .list(TrajectoryFormats.all.map(\.name)))
  var format: String?

  @Option(
    name: .customLong("split-steps"),
    help: ArgumentHelp(
      "How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.",
      valueName: "rule"),
    transform: { try StepSplitting(argument: $0) })
  var splitSteps: StepSplitting = .automatic

  @Option(
    help: ArgumentHelp(
      "The requests that OpenAI's batch outputs answer. Default: the file beside them that holds them.",
      valueName: "file"),
    completion: .file())
  var requests: String?

  /// Asked for when the command runs, so that a misspelt option is what gets reported first.
  var input: TrajectoryInput {
    get throws(CommandFailure) {
      guard !files.isEmpty else {
        throw CommandFailure(
          .usage,
          "Name at least one file; '-' is standard input. 'misstep --help' lists the commands.")
      }
      return TrajectoryInput(
        files: files, format: format, splitting: splitSteps, requests: requests)
    }
  }
}

/// Which problems of the files a language model solves, and what their answers are compared with.
struct ProblemOptions: ParsableArguments {
  @Flag(
    name: .customLong("solutions"),
    help:
      "The files' responses are right solutions, such as GSM8K's own: compare with their answers.")
  var holdsSolutions = false

  @Option(help: ArgumentHelp("Only the first so many problems.", valueName: "n"))
  var limit: Int?
}

/// Which of the trajectories that are read a command is about.
struct QueryOptions: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only these, such as 'S < 0.3 and outcome = right and not labelled' (docs/guide.md).",
      valueName: "filter"))
  var filter: String?

  /// - Throws: ``CommandFailure`` that points at what cannot be understood.
  func query() throws(CommandFailure) -> Query? {
    guard let filter, filter.contains(where: { !$0.isWhitespace }) else { return nil }
    do throws(QueryError) {
      return try Query(filter)
    } catch {
      throw CommandFailure(.usage, error.pointing(at: filter))
    }
  }
}

/// Which model gives the figures.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "builtin, recorded (scores that the file carries), a checkpoint's folder, or a file that "
        + "'misstep train' wrote.",
      valueName: "model"),
    completion: .file())
  var model: String?

  @OptionGroup var checkpoint: CheckpointOptions

  @Option(
    help: ArgumentHelp(
      "How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). "
        + "Default: the model's own rule.",
      valueName: "rule"))
  var predict: PredictionRule?

  /// What was asked for; `nil` when nothing was.
  func given() throws(CommandFailure) -> ModelChoice? {
    guard let model else { return nil }
    return try ModelChoice(argument: model, checkpoint: checkpoint.arguments)
  }

  /// What was asked for, else what the configuration says, else the built-in model.
  ///
  /// A base that is given is for whichever of two models is an adapter.
  func choice(
    _ configuration: Configuration, comparedWith other: String? = nil
  ) throws(CommandFailure) -> ModelChoice {
    let name = model ?? configuration.model ?? "builtin"
    let isForOther = other.map(CheckpointModel.isAdapter) ?? false
    return try ModelChoice(
      argument: name,
      checkpoint: isForOther ? checkpoint.arguments.fitting(name) : checkpoint.arguments)
  }
}

/// Where people's verdicts are kept, and whose they are.
struct LabelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The label store, or 'none'. Default: $MISSTEP_LABELS, else labels.sqlite in "
        + "$XDG_DATA_HOME/misstep.",
      valueName: "file"),
    completion: .file())
  var labels: String?

  func choice(_ configuration: Configuration) throws -> LabelStoreLocation {
    try configuration.labelStore(
      argument: labels, environment: ProcessInfo.processInfo.environment)
  }
}

/// Whose verdicts these are.
struct AnnotatorOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Your name in the history. Default: $USER.", valueName: "name"))
  var annotator: String?

  func name(_ configuration: Configuration) throws(CommandFailure) -> String {
    let name =
      annotator ?? configuration.annotator
      ?? ProcessInfo.processInfo.environment["USER"].flatMap { $0.isEmpty ? nil : $0 }
      ?? NSUserName()
    guard !name.isEmpty else {
      throw CommandFailure(.usage, "The annotator has no name. Give one with --annotator.")
    }
    return name
  }
}

extension PredictionRule: ExpressibleByArgument {}

extension Configuration {
  static func current() throws -> Configuration {
    try load(environment: ProcessInfo.processInfo.environment)
  }
}

extension ExitStatus {
  /// Ends the command with this status, if it is not plain success.
  func leave() throws {
    if self != .done { throw ExitCode(rawValue) }
  }
}

/// What becomes of an output that is there already, and of what an interrupted run left beside it.
struct WritingOptions: ParsableArguments {
  @Flag(help: "Keep what an interrupted run wrote beside the output, and go on with it.")
  var resume = false

  @Flag(help: "Replace the output if it exists.")
  var force = false
}
