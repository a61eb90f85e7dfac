import Transformer

/// What a model makes of examples that it is not trained on.
public struct Judgement: Equatable, Sendable {
  /// The mean, in nats; of tokens for `lm`.
  public var loss: Double
  /// What is read at each example's read-outs: a head's logits, or q of implicit models; empty for `lm`.
  public var values: [[Double]]
}

/// A training run: takes one step after another, as long as it is asked to.
///
/// Whoever runs it draws the progress, saves the state when it likes, and stops between two steps. Everything
/// follows from model, examples and settings to the last bit, on one machine with one number of cores.
public final class TrainingRun {
  /// How it is trained.
  public let settings: TrainingSettings
  private var plan: TrainingPlan
  let weights: WeightTraining
  /// Tells other data from the same.
  let examplesDigest: String

  /// A run from the start.
  ///
  /// - Parameters:
  ///   - model: what is trained, with its first weights.
  ///   - examples: what on, in an order that counts.
  ///   - settings: how.
  /// - Throws: ``TrainingError``: data that the objective cannot use, a head of another size, or lack of memory.
  public convenience init(
    _ model: consuming TrainedModel, on examples: [TrainingExample], _ settings: TrainingSettings
  ) throws(TrainingError) {
    try self.init(model, on: examples, settings, pool: .shared)
  }

  package init(
    _ model: consuming TrainedModel, on examples: [TrainingExample], _ settings: TrainingSettings,
    pool: WorkerPool
  ) throws(TrainingError) {
    self.settings = settings
    plan = try TrainingPlan(examples, settings)
    weights = try WeightTraining(model, settings, pool: pool)
    try weights.learner.check(examples)
    var digest = Digest()
    for example in examples { example.add(to: &digest) }
    examplesDigest = digest.text
  }

  /// Steps of the whole run.
  public var stepCount: Int { plan.schedule.stepCount }
  /// Steps of one epoch.
  public var epochStepCount: Int { plan.epochSteps }
  /// What training changes of ``TrainingState/weights``.
  public var parameters: [Parameter] { weights.learner.parameters }
  /// What changes with each step.
  public internal(set) var state: TrainingState {
    get { weights.state }
    set { weights.state = newValue }
  }
  /// The model as it is now.
  public var model: TrainedModel { weights.model }

  /// Takes the next step; `nil` when all are done.
  ///
  /// - Throws: ``TrainingError``; the state is then that of the step before.
  public func next() throws(TrainingError) -> TrainingProgress? {
    guard state.step < stepCount else { return nil }
    let step = plan.step(state.step)
    let loss = try lossAndGradient(step)
    guard loss.isFinite else { throw .notFinite(step: state.step + 1, what: .loss) }
    let norm = try weights.gradientNorm()
    guard norm.isFinite else { throw .notFinite(step: state.step + 1, what: .gradient) }
    let rate = plan.schedule.rate(at: state.step)
    try weights.update(rate: rate, norm: norm, tokens: step.tokens)
    return TrainingProgress(
      step: state.step, stepCount: stepCount, epoch: (state.step - 1) / plan.epochSteps + 1,
      loss: loss, rate: rate, gradientNorm: norm, tokens: step.tokens, totalTokens: state.tokens)
  }

  // MARK: One step

  private func lossAndGradient(_ step: TrainingPlan.Step) throws(TrainingError) -> Double {
    try weights.lossAndGradient(
      zip(step.passes, step.scales).map { places, scales in
        WeightTraining.Pass(
          examples: places.map { plan.examples[$0] }, places: places, scales: scales)
      })
  }

  /// The gradient of a step's mean loss by the weights as they are; for tests and measurements.
  package func gradient(atStep index: Int) throws(TrainingError) -> (Double, NamedParameters) {
    let loss = try lossAndGradient(plan.step(index))
    return (loss, weights.gradient)
  }

  // MARK: Validation

  /// The mean loss of other examples; of their tokens for `lm`.
  ///
  /// - Throws: ``TrainingError``: examples that the objective cannot use.
  public func meanLoss(of examples: [TrainingExample]) throws(TrainingError) -> Double {
    try judgement(of: examples).loss
  }

  /// The logits of other examples at their read-outs, one list for each; for objectives with a head.
  ///
  /// - Throws: ``TrainingError``.
  public func logits(of examples: [TrainingExample]) throws(TrainingError) -> [[Double]] {
    try judgement(of: examples).values
  }

  /// Judges other examples by the weights as they are.
  ///
  /// `continuing` is asked now and then.
  /// - Throws: ``TrainingError``: examples that the objective cannot use; `DecoderError.cancelled` within it
  ///   when `continuing` says no.
  public func judgement(
    of examples: [TrainingExample], continuing: () -> Bool = { true }
  ) throws(TrainingError) -> Judgement {
    guard !examples.isEmpty else { throw .noExamples }
    if let place = examples.firstIndex(where: { !settings.objective.suits($0) }) {
      throw .missingLabel(objective: settings.objective.name, example: place)
    }
    try weights.learner.check(examples)
    var (sum, values): (Double, [[Double]]) = (0, [])
    let learner = weights.learner
    try weights.forPasses(examples) { places, own, weights throws(TrainingError) in
      guard continuing() else { throw .decoder(.cancelled) }
      let judged = try learner.judgement(of: own, at: places, weights: weights)
      sum += judged.losses.reduce(0, +)
      values += judged.values
    }
    let count =
      settings.objective.countsTokens
      ? examples.reduce(0) { $0 + $1.responseRange.count } : examples.count
    return Judgement(loss: sum / Double(count), values: values)
  }
}
