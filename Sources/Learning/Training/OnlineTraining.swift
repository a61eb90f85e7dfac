import Transformer

/// Weights that are trained on examples as they come, such as a policy's own responses.
///
/// Takes one update after another. Everything follows from model, settings and examples to the last bit, on one
/// machine with one number of cores. Saved by ``save(_:_:to:)`` together with others.
public final class OnlineTraining {
  /// What for, how many tokens at once, the optimizer and its rate; what chooses examples is not used.
  public let settings: TrainingSettings
  let weights: WeightTraining

  /// An update that was taken.
  public struct Update: Equatable, Sendable {
    /// The mean before it: of tokens for policies, else of examples.
    public var loss: Double
    /// Before it was shortened.
    public var gradientNorm: Double
    /// Of the examples, prompts included.
    public var tokens: Int
  }

  /// A model that is to be trained.
  ///
  /// - Throws: ``TrainingError``: no output matrix, or lack of memory.
  public convenience init(
    _ model: consuming TrainedModel, _ settings: TrainingSettings
  ) throws(TrainingError) {
    try self.init(model, settings, pool: .shared)
  }

  package init(
    _ model: consuming TrainedModel, _ settings: TrainingSettings, pool: WorkerPool
  ) throws(TrainingError) {
    self.settings = settings
    weights = try WeightTraining(model, settings, pool: pool)
  }

  /// What changes with each update.
  public var state: TrainingState { weights.state }
  /// The model as it is now.
  public var model: TrainedModel { weights.model }

  /// Moves the weights by the gradient of the mean loss of some examples.
  ///
  /// - Throws: ``TrainingError``: examples that the objective cannot use, or a loss that is no number; the weights are
  ///   then as before.
  public func update(_ examples: [TrainingExample]) throws(TrainingError) -> Update {
    let loss = try lossAndGradient(examples)
    let number = state.step + 1
    guard loss.isFinite else { throw .notFinite(step: number, what: .loss) }
    let norm = try weights.gradientNorm()
    guard norm.isFinite else { throw .notFinite(step: number, what: .gradient) }
    let tokens = examples.reduce(0) { $0 + $1.length }
    try weights.update(rate: settings.rate, norm: norm, tokens: tokens)
    return Update(loss: loss, gradientNorm: norm, tokens: tokens)
  }

  private func lossAndGradient(_ examples: [TrainingExample]) throws(TrainingError) -> Double {
    try check(examples)
    let total =
      settings.objective.countsTokens
      ? examples.reduce(0) { $0 + $1.responseRange.count } : examples.count
    let passes = TrainingPlan.passes(
      examples.enumerated().map { ($0, $1.length) }, limit: settings.tokensPerPass)
    return try weights.lossAndGradient(
      passes.map { places in
        WeightTraining.Pass(
          examples: places.map { examples[$0] }, places: places,
          scales: places.map { _ in 1 / Double(total) })
      })
  }

  private func check(_ examples: [TrainingExample]) throws(TrainingError) {
    guard !examples.isEmpty else { throw .noExamples }
    if let place = examples.firstIndex(where: { !settings.objective.suits($0) }) {
      throw .missingLabel(objective: settings.objective.name, example: place)
    }
    try weights.learner.check(examples)
  }

  /// The gradient of the mean loss by the weights as they are; for tests.
  package func gradient(
    of examples: [TrainingExample]
  ) throws(TrainingError) -> (loss: Double, gradient: NamedParameters) {
    let loss = try lossAndGradient(examples)
    return (loss, weights.gradient)
  }

  /// log p of the tokens of each response, at the objective's temperature; shape (examples) of shape (tokens).
  ///
  /// - Parameters:
  ///   - examples: texts; nothing but tokens and where responses start is looked at.
  ///   - other: weights of the same layout in place of those that are trained, such as a reference's.
  ///   - continuing: asked now and then.
  /// - Returns: nats, none above 0.
  /// - Throws: ``TrainingError``; `DecoderError.cancelled` within it when `continuing` says no.
  public func logProbabilities(
    of examples: [TrainingExample], by other: NamedParameters? = nil,
    continuing: () -> Bool = { true }
  ) throws(TrainingError) -> [[Double]] {
    guard let learner = weights.learner as? DecoderLearner else { throw .noOutputMatrix }
    try learner.check(examples)
    var all: [[Double]] = []
    try weights.forPasses(examples, by: other) { _, own, weights throws(TrainingError) in
      guard continuing() else { throw .decoder(.cancelled) }
      all += try learner.logProbabilities(of: own, weights: weights)
    }
    return all
  }
}
