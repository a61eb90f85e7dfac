import JSON
import Transformer

/// A run that is judged on a validation part behind each epoch, and ends when that gets no better.
///
/// The weights that were best there are kept, and saved with the run.
public final class ValidatedRun {
  /// What is trained.
  public let run: TrainingRun
  /// Losses of the validation part: before training, then behind each epoch.
  public private(set) var losses: [Double] = []
  private let validation: [TrainingExample]
  private let patience: Int
  /// Tells data from others that look alike, such as states of another decoder.
  private let identity: String
  private var stopping: EarlyStopping
  private var best: NamedParameters

  /// Judges the run as it is, before its first step.
  ///
  /// - Parameters:
  ///   - run: one that has not begun.
  ///   - validation: examples that it is not trained on.
  ///   - patience: epochs without a lower loss after which it ends.
  ///   - identity: what a saved state must have been saved with.
  /// - Throws: ``TrainingError``: examples that the objective cannot use.
  public init(
    _ run: TrainingRun, validation: [TrainingExample], patience: Int, identity: String
  ) throws(TrainingError) {
    (self.run, self.validation, self.patience) = (run, validation, patience)
    self.identity = identity
    stopping = EarlyStopping(patience: patience)
    best = run.state.weights
    try judge()
  }

  /// The model with the weights that were best on the validation part.
  public var bestModel: TrainedModel { run.model.with(best) }

  /// The lowest loss of the validation part so far.
  public var bestLoss: Double { stopping.best ?? .nan }

  /// Takes the next step, and judges where an epoch ends; `nil` when there is no more to gain.
  ///
  /// - Throws: ``TrainingError``; the state is then that of the step before.
  public func next() throws(TrainingError) -> (progress: TrainingProgress, loss: Double?)? {
    guard !stopping.shouldStop, let progress = try run.next() else { return nil }
    let isEnd = progress.step % run.epochStepCount == 0 || progress.step == run.stepCount
    return (progress, isEnd ? try judge() : nil)
  }

  /// The logits of the validation part by the best weights, one list for each example.
  ///
  /// - Throws: ``TrainingError``.
  public func bestLogits() throws(TrainingError) -> [[Double]] {
    let current = run.state.weights
    run.state.weights = best
    defer { run.state.weights = current }
    return try run.logits(of: validation)
  }

  @discardableResult
  private func judge() throws(TrainingError) -> Double {
    let loss = try run.meanLoss(of: validation)
    losses.append(loss)
    if stopping.isBest(loss) { best = run.state.weights }
    return loss
  }
}

extension ValidatedRun {
  private static let jsonName = "validation.json"
  private static let weightsName = "best.safetensors"

  /// Saves the run, its best weights and its losses in a folder that is replaced, whole or not at all.
  ///
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``.
  public func save(to path: String) throws(TrainingError) {
    let values: [JSONObject.Member] = [
      .init(key: "identity", value: .string(identity)),
      // As text, since JSON has no number for infinity.
      .init(key: "losses", value: .array(losses.map { .string("\($0)") })),
    ]
    try run.save(to: path) { folder throws(TrainingError) in
      try folder.write(Self.jsonName, JSONWriter.bytes(of: values))
      try folder.write(Self.weightsName, best.stored(as: .float32))
    }
  }

  /// Goes on where a run of the same model, data and settings was saved.
  ///
  /// - Throws: ``TrainingError/stateDiffers(path:what:)``, ``TrainingError/cannotRead(path:what:)``.
  public func resume(from path: String) throws(TrainingError) {
    guard let folder = DurableFolder.existing(path) else {
      throw .cannotRead(path: path, what: "no such folder")
    }
    let saved = try TrainingRun.json(folder + "/" + Self.jsonName)
    guard saved["identity"]?.string == identity else {
      throw .stateDiffers(path: path, what: "decoder or trajectories")
    }
    let earlier = saved["losses"]?.array?.compactMap { $0.string.flatMap { Double($0) } } ?? []
    guard !earlier.isEmpty else {
      throw .cannotRead(path: path, what: "\(Self.jsonName) has no losses")
    }
    var weights = best
    try TrainingRun.load(&weights, folder, Self.weightsName)
    try run.resume(from: path)
    (best, losses) = (weights, earlier)
    stopping = EarlyStopping(patience: patience)
    for loss in earlier { _ = stopping.isBest(loss) }
  }
}
