import Checkpoints
import Drawing
import Files
import Glibc
import JSON
import Learning
import Survival
import Trajectories
import Transformer

/// `misstep train --objective`: trains a reward head on a decoder that stays as it is, and writes the
/// model's folder.
package struct TrainHeadCommand {
  /// What is trained, on what, and how.
  package struct Options: Equatable, Sendable {
    package var objective: HeadObjective
    /// The decoder's folder.
    package var body: String
    package var output: String
    package var seed: UInt64 = 1
    /// At most so many; fewer when the validation part gets no better.
    package var epochs = 40
    /// Share of wrong trajectories whose first error is used; only `crm`.
    ///
    /// The others are wrong somewhere.
    package var firstErrorShare = 1.0
    /// 1, or 2 with ReLU between.
    package var layers = 1
    /// Share of the questions that the head is judged by.
    package var validationShare = 0.1
    package var precision = DecoderPrecision.auto
    /// `nil` reads the line break behind each step.
    package var stepTag: String?
    package var resumes = false
    package var replaces = false
    /// Where a line of JSON goes for each step.
    package var log: String?
    /// The program's arguments, recorded in the model's folder.
    package var arguments: [String] = []

    package init(objective: HeadObjective, body: String, output: String) {
      (self.objective, self.body, self.output) = (objective, body, output)
    }
  }

  package var input: TrajectoryInput
  package var options: Options
  /// Where states are kept; `nil` nowhere.
  var cache = StateCache.standard
  /// Asked between steps; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(input: TrajectoryInput, options: Options) {
    (self.input, self.options) = (input, options)
  }

  /// Epochs without a lower validation loss after which training ends.
  private static let patience = 5

  static func stopped(_ words: String) -> CommandFailure { CommandFailure(.interrupted, words) }

  /// Reads, trains, chooses the rule, and puts the model's folder in its place.
  package func run(console: Console) throws -> ExitStatus {
    try check()
    Interruption.begin()
    defer { Interruption.end() }
    let reader = try openedReader()
    let readings = try HeadReadings(
      input, reader, for: options.objective, seed: options.seed, console: console,
      isInterrupted: isInterrupted)
    console.report(readings.issues)
    say(readings, console)
    let split = try parts(of: readings)
    let key = StateCache.key(readings.readings, decoder: reader.identity)
    let states = try StatePass(
      reader: reader, cache: cache, console: console, isInterrupted: isInterrupted
    ).states(readings.readings, key: key)
    let training = try HeadTraining(
      options, reader, readings, split, states, identity: key, patience: Self.patience)
    try training.run(console, isInterrupted: isInterrupted)
    try training.save(console)
    let status = console.report(readings.failures)
    return status ?? (readings.issues.bad + readings.unreadable.count > 0 ? .badData : .done)
  }

  // MARK: Arguments

  private func check() throws(CommandFailure) {
    func require(_ isRight: Bool, _ words: String) throws(CommandFailure) {
      if !isRight { throw CommandFailure(.usage, words) }
    }
    try require(options.epochs > 0, "--epochs must be at least 1.")
    try require(1...2 ~= options.layers, "--layers must be 1 or 2.")
    try require(
      options.validationShare > 0 && options.validationShare < 1,
      "--validation-share must be above 0 and below 1.")
    try require(0...1 ~= options.firstErrorShare, "--z-fraction must be in 0 to 1.")
    try require(
      options.firstErrorShare == 1 || options.objective == .crm,
      "--z-fraction is for the objective crm: only that one learns from trajectories that are wrong "
        + "somewhere. Leave it out.")
    try require(
      !CheckpointModel.isAdapter(folder: options.body),
      "\(options.body) is an adapter, and a head is saved as one itself. Merge it into its base with "
        + "peft's merge_and_unload(), and name that folder with --body.")
    try input.requireReadable()
    try ModelFolderPlace.check(options.output, body: options.body, replaces: options.replaces)
    try OutputPlace.check(
      options.log, inputs: input.files, replaces: options.replaces || options.resumes)
  }

  /// Opens the decoder for the objective's layout.
  private func openedReader() throws -> StepReader {
    let settings = options.objective.settings(stepTag: options.stepTag)
    var reader: StepReader
    do throws(CheckpointModelError) {
      reader = try opened(settings)
    } catch {
      guard options.objective == .orm, error.reason == .unknownChatTemplate else { throw error }
      var plain = settings
      plain.promptTemplate = "{problem}\n"
      reader = try opened(plain)
    }
    // A chat's own ways of cutting white space are not among the settings that the model is saved with.
    if options.objective == .orm { reader = try opened(reader.settings) }
    try requireFittingHead(reader)
    return reader
  }

  private func opened(_ settings: CheckpointSettings) throws(CheckpointModelError) -> StepReader {
    try StepReader(
      folder: options.body, layout: options.objective.layout, overrides: settings,
      precision: options.precision)
  }

  /// A head of the same name that the decoder came with is replaced only by one of the same layers.
  private func requireFittingHead(_ reader: StepReader) throws(CommandFailure) {
    let head = reader.settings.head ?? ""
    let other = options.layers == 1 ? head + ".0.weight" : head + ".weight"
    guard reader.tensors.names.contains(other) else { return }
    throw CommandFailure(
      .usage,
      "\(options.body) has a head '\(head)' with \(3 - options.layers) "
        + "\(options.layers == 1 ? "layers" : "layer") already. Train one like it with --layers "
        + "\(3 - options.layers), or name the decoder without it.")
  }

  // MARK: Parts

  private func say(_ readings: HeadReadings, _ console: Console) {
    for reason in readings.unreadable.reasons { console.say("left out: \(reason)") }
    let count = NumberText.counted(
      readings.readings.count, "labelled trajectory", plural: "labelled trajectories")
    console.say("\(count), left out \(readings.unlabelled + readings.unreadable.count)")
  }

  private func parts(
    of readings: HeadReadings
  ) throws -> (training: [Int], validation: [Int]) {
    guard !readings.readings.isEmpty else {
      if let failure = readings.failures.first { throw failure }
      throw CommandFailure(
        .badData,
        "No trajectory says what '\(options.objective.rawValue)' learns from: "
          + "\(options.objective.need). Verdicts given in the inspector are not in the files: "
          + "'misstep export FILE --only verdict --to native -o LABELLED.jsonl' writes them.")
    }
    try readings.requireClasses(Array(readings.readings.indices), for: options.objective)
    let split = try readings.split(share: options.validationShare)
    try readings.requireClasses(split.training, for: options.objective)
    return split
  }
}
