import Checkpoints
import Drawing
import Files
import Foundation
import JSON
import Learning
import Survival
import Trajectories
import Transformer

/// `misstep train --objective`: trains a reward model or a policy on a decoder, and writes its folder.
package struct TrainModelCommand {
  package var input: TrajectoryInput
  package var options: Options
  /// Where states are kept; `nil` nowhere.
  var cache = StateCache.standard
  /// Asked between steps; Ctrl-C unless a test says otherwise.
  var isInterrupted: () -> Bool = { Interruption.isRequested }

  package init(input: TrajectoryInput, options: Options) {
    (self.input, self.options) = (input, options)
  }

  static func stopped(_ words: String) -> CommandFailure { CommandFailure(.interrupted, words) }

  /// Reads, trains, chooses rule and temperature, and puts the model's folder in its place.
  package func run(console: Console) throws -> ExitStatus {
    try check()
    Interruption.begin()
    defer { Interruption.end() }
    guard let new = options.newDecoder else { return try train(console) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "misstep-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try new.write(
      to: folder, input, seed: options.seed, console: console, isInterrupted: isInterrupted)
    var command = self
    command.options.body = folder
    return try command.train(console)
  }

  private func train(_ console: Console) throws -> ExitStatus {
    let reader = try openedReader()
    let readings = try TrainingReadings(
      input, reader, for: options.objective, seed: options.seed, console: console,
      isInterrupted: isInterrupted)
    console.report(readings.issues)
    say(readings, console)
    let material = try material(reader, readings, console)
    let training = try ModelTraining(options, reader, material)
    try training.run(console, isInterrupted: isInterrupted)
    try training.save(console)
    let status = console.report(readings.failures)
    return status ?? (readings.issues.bad + readings.unreadable.count > 0 ? .badData : .done)
  }

  // MARK: Arguments

  private func require(_ isRight: Bool, _ words: String) throws(CommandFailure) {
    if !isRight { throw CommandFailure(.usage, words) }
  }

  private func check() throws(CommandFailure) {
    let name = options.objective.rawValue
    try checkNumbers()
    try require(
      options.firstErrorShare == 1 || options.objective == .crm,
      "--z-fraction is for the objective crm: only that one learns from trajectories that are wrong "
        + "somewhere. Leave it out.")
    try require(
      options.objective.hasHead || options.tune != .head,
      "'\(name)' has no head to train. Say --tune lora or --tune all.")
    try require(
      options.newDecoder == nil || options.tune == .all,
      "All of a new decoder is trained. Say --tune all, or leave it out.")
    try require(
      options.newDecoder == nil || options.objective != .iprm,
      "An implicit model starts from the policy that is its reference. Train that with --objective lm, and name "
        + "its folder with --body.")
    try require(
      options.objective == .iprm || options.referenceModel == nil,
      "--reference-model is for the objective iprm. Leave it out.")
    try require(
      options.tune == .all || !CheckpointModel.isAdapter(folder: options.body),
      "\(options.body) is an adapter, and what is trained is saved as one itself. Merge it into its base "
        + "with peft's merge_and_unload(), and name that folder with --body, or say --tune all.")
    try input.requireReadable()
    try ModelFolderPlace.check(options.output, body: options.body, replaces: options.replaces)
    try OutputPlace.check(
      options.log, inputs: input.files, replaces: options.replaces || options.resumes)
  }

  private func checkNumbers() throws(CommandFailure) {
    try require(options.epochs ?? 1 > 0, "--epochs must be at least 1.")
    try require(options.stepLimit ?? 1 > 0, "--steps must be at least 1.")
    try require(1...4096 ~= options.batchSize ?? 1, "--batch must be 1 to 4096.")
    let rate = options.rate ?? 1e-3
    try require(rate > 0 && rate.isFinite, "--rate must be above 0.")
    try require(1...2 ~= options.layers, "--layers must be 1 or 2.")
    try require(
      options.validationShare > 0 && options.validationShare < 1,
      "--validation-share must be above 0 and below 1.")
    try require(0...1 ~= options.firstErrorShare, "--z-fraction must be in 0 to 1.")
    try require(1...4096 ~= options.adapter.rank, "--rank must be 1 to 4096.")
    try require(
      options.adapter.alpha > 0 && options.adapter.alpha.isFinite, "--alpha must be above 0.")
    try require(options.beta > 0 && options.beta.isFinite, "--beta must be above 0.")
    for target in options.adapter.targets where !LowRankShape.allTargets.contains(target) {
      throw CommandFailure(.usage, "\(TrainingError.unknownTarget(target))")
    }
  }

  // MARK: Decoder

  /// Opens the decoder for the objective's layout.
  func openedReader() throws -> StepReader {
    var settings = options.objective.settings(stepTag: options.stepTag)
    settings.trimsSteps = true
    if options.objective == .iprm { settings.beta = options.beta }
    var reader: StepReader
    do throws(CheckpointModelError) {
      reader = try opened(settings)
    } catch {
      guard error.reason == .unknownChatTemplate else { throw error }
      var plain = options.objective.plainSettings(stepTag: options.stepTag)
      (plain.beta, plain.trimsSteps) = (settings.beta, settings.trimsSteps)
      reader = try opened(plain)
    }
    // A chat's own ways of cutting white space are not among the settings that the model is saved with.
    if options.objective == .orm { reader = try opened(reader.settings) }
    if options.objective.hasHead {
      try requireFittingHead(reader)
    } else if !reader.hasLanguageHead {
      throw TrainingError.noOutputMatrix
    }
    return reader
  }

  private func opened(
    _ settings: CheckpointSettings, folder: String? = nil
  ) throws(CheckpointModelError) -> StepReader {
    // Log-ratios are differences of what is nearly equal.
    let isExact = options.objective == .iprm && options.precision == .auto
    return try StepReader(
      folder: folder ?? options.body, layout: options.objective.layout,
      layer: folder == nil ? options.layer : nil, overrides: settings,
      precision: isExact ? .f32 : options.precision)
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

  // MARK: Material

  private func say(_ readings: TrainingReadings, _ console: Console) {
    for reason in readings.unreadable.reasons { console.say("left out: \(reason)") }
    let count = NumberText.counted(
      readings.readings.count, "labelled trajectory", plural: "labelled trajectories")
    console.say("\(count), left out \(readings.unlabelled + readings.unreadable.count)")
  }

  /// What is trained and on what.
  func material(
    _ reader: StepReader, _ readings: TrainingReadings, _ console: Console
  ) throws -> ModelTraining.Material {
    let split = try parts(of: readings)
    // A new decoder is the same whenever it is made.
    let decoder = options.newDecoder.map { "\($0) \(options.seed)" } ?? reader.identity
    let key = StateCache.key(readings.readings, decoder: decoder)
    let pass = StatePass(
      reader: reader, cache: cache, console: console, isInterrupted: isInterrupted)
    guard options.tune != .head else {
      let states = try pass.states(readings.readings, key: key)
      return ModelTraining.Material(
        readings: readings, split: split, examples: readings.stateExamples,
        model: try headModel(reader, states), identity: key)
    }
    let reference = try reference(reader, readings, console)
    return ModelTraining.Material(
      readings: readings, split: split,
      examples: readings.tokenExamples(reference: reference),
      model: try decoderModel(reader), identity: key)
  }

  private func parts(
    of readings: TrainingReadings
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

  /// log π_ref of each response, of implicit models only.
  private func reference(
    _ reader: StepReader, _ readings: TrainingReadings, _ console: Console
  ) throws -> [[Float]] {
    guard options.objective == .iprm else { return [] }
    var other = reader
    if let folder = options.referenceModel {
      other = try opened(reader.settings, folder: folder)
      try other.requireReference(of: reader)
    }
    let pass = StatePass(
      reader: other, cache: cache, console: console, isInterrupted: isInterrupted)
    let key = StateCache.key(readings.readings, decoder: other.identity + "\nlog-probabilities")
    return try pass.logProbabilities(readings.readings, key: key)
  }

  // MARK: Models

  private func headModel(_ reader: StepReader, _ states: HiddenStates) throws -> TrainedModel {
    let name = reader.settings.head ?? "score"
    let shape = options.objective.head(
      named: name, inner: options.layers == 2 ? states.width : nil)
    let head = try NamedParameters(head: shape, inputs: states.width, seed: options.seed)
    return .head(head, name: name, states: states)
  }

  private func decoderModel(_ reader: StepReader) throws -> TrainedModel {
    var decoder = try reader.parameters()
    let name = options.objective.hasHead ? reader.settings.head ?? "score" : nil
    let head = name.map { name in
      let inner = options.layers == 2 ? reader.configuration.hiddenSize : nil
      return options.objective.head(named: name, inner: inner)
    }
    if options.tune == .lora {
      let adapter = try NamedParameters(
        adapter: options.adapter, of: decoder, head: head, seed: options.seed)
      return .adapter(adapter, options.adapter, base: decoder, head: name)
    }
    // A head that the decoder came with is trained on.
    if let head, let name, !decoder.has(head: name) {
      do throws(ParameterError) {
        try decoder.addRandom(head, seed: options.seed)
      } catch {
        throw TrainingError.parameters(error)
      }
    }
    return .all(decoder, head: name)
  }
}

extension DecoderParameters {
  fileprivate func has(head name: String) -> Bool {
    values.layout.contains { $0.name.hasPrefix(name + ".") }
  }
}
