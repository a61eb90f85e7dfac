import JSON
import Transformer

/// A run that is judged on a validation part now and then, and ends when that gets no better.
///
/// The weights that were best there are kept, and saved with the run.
public final class ValidatedRun {
  /// What is trained.
  public let run: TrainingRun
  /// Losses of the validation part: before training, then after every ``interval`` steps and the last one.
  public private(set) var losses: [Double] = []
  /// Losses of the steps so far.
  public private(set) var stepLosses: [Double] = []
  /// What was read of the validation part before training.
  public private(set) var firstValues: [[Double]] = []
  /// What the best weights read of it.
  public private(set) var bestValues: [[Double]] = []
  /// Steps between two judgements.
  public let interval: Int

  private let validation: [TrainingExample]
  private let patience: Int
  /// Tells data from others that look alike, such as states of another decoder.
  private let identity: String
  private var stopping: EarlyStopping
  private var best: NamedParameters

  /// A run that is first to be judged as it is.
  ///
  /// - Parameters:
  ///   - run: one that has not begun.
  ///   - validation: examples that it is not trained on.
  ///   - patience: judgements without a lower loss after which it ends.
  ///   - interval: steps between two judgements; `nil` for an epoch.
  ///   - identity: what a saved state must have been saved with.
  public init(
    _ run: TrainingRun, validation: [TrainingExample], patience: Int, interval: Int? = nil,
    identity: String
  ) {
    (self.run, self.validation, self.patience) = (run, validation, patience)
    self.identity = identity
    self.interval = max(1, interval ?? run.epochStepCount)
    stopping = EarlyStopping(patience: patience)
    best = run.state.weights
  }

  /// The model with the weights that were best on the validation part.
  public var bestModel: TrainedModel { run.model.with(best) }

  /// The lowest loss of the validation part so far.
  public var bestLoss: Double { stopping.best ?? .nan }

  /// Whether ``judge(continuing:)`` comes before the next step.
  public var isJudgementDue: Bool {
    let step = run.state.step
    let isOdd = step == run.stepCount && !step.isMultiple(of: interval)
    return losses.count <= step / interval + (isOdd ? 1 : 0)
  }

  /// Whether the last thing done was a look at the validation part.
  public var hasJustJudged: Bool {
    !losses.isEmpty && step(ofLoss: losses.count - 1) == run.state.step
  }

  /// The step that a loss was found after.
  public func step(ofLoss index: Int) -> Int { min(index * interval, run.stepCount) }

  /// Takes the next step; `nil` when there is no more to gain.
  ///
  /// - Throws: ``TrainingError``; the state is then that of the step before.
  public func next() throws(TrainingError) -> TrainingProgress? {
    guard !stopping.shouldStop, let progress = try run.next() else { return nil }
    stepLosses.append(progress.loss)
    return progress
  }

  /// Judges the weights as they are, and keeps them if they are the best so far.
  ///
  /// - Throws: ``TrainingError``: examples that the objective cannot use; `DecoderError.cancelled` within it
  ///   when `continuing` says no, after which it is still due.
  @discardableResult
  public func judge(continuing: () -> Bool = { true }) throws(TrainingError) -> Double {
    let judgement = try run.judgement(of: validation, continuing: continuing)
    // A decoder that gives no numbers before training never will.
    guard !losses.isEmpty || judgement.loss.isFinite else {
      throw .notFinite(step: run.state.step, what: .loss)
    }
    if losses.isEmpty { firstValues = judgement.values }
    losses.append(judgement.loss)
    if stopping.isBest(judgement.loss) {
      (best, bestValues) = (run.state.weights, judgement.values)
    }
    return judgement.loss
  }
}

extension ValidatedRun {
  private static let jsonName = "validation.json"
  private static let weightsName = "best.safetensors"

  /// Saves the run, its best weights and its losses in a folder that is replaced, whole or not at all.
  ///
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``.
  public func save(to path: String) throws(TrainingError) {
    // Numbers as text, since JSON has none for infinity.
    func lists(_ values: [[Double]]) -> JSONValue { .array(values.map { .string(Self.text($0)) }) }
    let values: [JSONObject.Member] = [
      .init(key: "identity", value: .string(identity)),
      .init(key: "losses", value: .string(Self.text(losses))),
      .init(key: "step_losses", value: .string(Self.text(stepLosses))),
      .init(key: "first_values", value: lists(firstValues)),
      .init(key: "best_values", value: lists(bestValues)),
    ]
    try run.save(to: path) { folder throws(TrainingError) in
      try folder.write(Self.jsonName, JSONWriter.bytes(of: values))
      try folder.write(Self.weightsName, best.stored(as: .float32))
    }
  }

  private static func text(_ numbers: [Double]) -> String {
    numbers.map { "\($0)" }.joined(separator: " ")
  }

  private static func numbers(_ value: JSONValue?) -> [Double] {
    (value?.string ?? "").split(separator: " ").compactMap { Double($0) }
  }

  /// Goes on where a run of the same model, data and settings was saved.
  ///
  /// - Throws: ``TrainingError/stateDiffers(path:what:)``, ``TrainingError/cannotRead(path:what:)``.
  public func resume(
    from path: String, allowsOtherRate: Bool = false
  ) throws(TrainingError) {
    guard let folder = DurableFolder.existing(path) else {
      throw .cannotRead(path: path, what: "no such folder")
    }
    let saved = try TrainingRun.json(folder + "/" + Self.jsonName)
    guard saved["identity"]?.string == identity else {
      throw .stateDiffers(path: path, what: "decoder or trajectories")
    }
    let steps = Self.numbers(saved["step_losses"])
    var weights = best
    try TrainingRun.load(&weights, folder, Self.weightsName)
    try run.resume(from: path, allowsOtherRate: allowsOtherRate)
    guard steps.count == run.state.step else {
      throw .cannotRead(path: path, what: "\(Self.jsonName) is not of step \(run.state.step)")
    }
    (best, stepLosses) = (weights, steps)
    losses = Self.numbers(saved["losses"])
    firstValues = saved["first_values"]?.array?.map { Self.numbers($0) } ?? []
    bestValues = saved["best_values"]?.array?.map { Self.numbers($0) } ?? []
    stopping = EarlyStopping(patience: patience)
    for loss in losses { _ = stopping.isBest(loss) }
  }
}
