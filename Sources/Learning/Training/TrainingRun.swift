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
  /// What changes with each step.
  public internal(set) var state: TrainingState
  private var plan: TrainingPlan
  private let learner: any Learner
  private var gradient: NamedParameters
  private let pool: WorkerPool
  /// The model with zeros in place of its weights, which the state has.
  private let template: TrainedModel
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
    self.pool = pool
    plan = try TrainingPlan(examples, settings)
    learner = try model.learner(settings, pool)
    try learner.check(examples)
    let weights = model.trained
    let layout = weights.layout
    let (state, gradient) = try TrainingError.making { () throws(ParameterError) in
      (try TrainingState(weights: weights), try NamedParameters(zeros: layout))
    }
    (self.state, self.gradient) = (state, gradient)
    // Of memory that nobody touches the system gives none.
    template = model.with(gradient)
    var digest = Digest()
    for example in examples { example.add(to: &digest) }
    examplesDigest = digest.text
  }

  /// Steps of the whole run.
  public var stepCount: Int { plan.schedule.stepCount }
  /// Steps of one epoch.
  public var epochStepCount: Int { plan.epochSteps }
  /// What training changes of ``TrainingState/weights``.
  public var parameters: [Parameter] { learner.parameters }
  /// The model as it is now.
  public var model: TrainedModel { template.with(state.weights) }

  /// Takes the next step; `nil` when all are done.
  ///
  /// - Throws: ``TrainingError``; the state is then that of the step before.
  public func next() throws(TrainingError) -> TrainingProgress? {
    guard state.step < stepCount else { return nil }
    let step = plan.step(state.step)
    let loss = try lossAndGradient(step)
    guard loss.isFinite else { throw .notFinite(step: state.step + 1, what: .loss) }
    let norm = try gradientNorm()
    guard norm.isFinite else { throw .notFinite(step: state.step + 1, what: .gradient) }
    let rate = plan.schedule.rate(at: state.step)
    try update(rate: rate, factor: min(1, settings.gradientLimit / (norm + 1e-6)))
    state.step += 1
    state.tokens += step.tokens
    return TrainingProgress(
      step: state.step, stepCount: stepCount, epoch: (state.step - 1) / plan.epochSteps + 1,
      loss: loss, rate: rate, gradientNorm: norm, tokens: step.tokens, totalTokens: state.tokens)
  }

  // MARK: One step

  private func lossAndGradient(_ step: TrainingPlan.Step) throws(TrainingError) -> Double {
    var loss = 0.0
    try withGradient { weights, gradient throws(TrainingError) in
      gradient.update(repeating: 0, count: state.weights.layout.floatCount)
      for (places, scales) in zip(step.passes, step.scales) {
        let losses = try learner.losses(
          places.map { plan.examples[$0] }, at: places, scales: scales, weights: weights,
          gradient: gradient)
        loss += zip(losses, scales).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return loss
  }

  /// The gradient of a step's mean loss by the weights as they are; for tests and measurements.
  package func gradient(atStep index: Int) throws(TrainingError) -> (Double, NamedParameters) {
    let loss = try lossAndGradient(plan.step(index))
    return (loss, gradient)
  }

  private func withGradient(
    _ body: (Numbers, MutableNumbers) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    try gradient.withAllMutableFloats { gradient throws(TrainingError) in
      try state.weights.withAllFloats { weights throws(TrainingError) in
        guard let weights = weights.baseAddress, let gradient = gradient.baseAddress else { return }
        try pool.exclusively { () throws(TrainingError) in try body(weights, gradient) }
      }
    }
  }

  private func gradientNorm() throws(TrainingError) -> Double {
    var norm = 0.0
    try withGradient { _, gradient throws(TrainingError) in
      norm = try TrainingError.computing { () throws(DecoderError) in
        try AdamW.norm(gradient, learner.parameters, pool)
      }
    }
    return norm
  }

  private func update(rate: Double, factor: Double) throws(TrainingError) {
    let (parameters, count) = (learner.parameters, state.step + 1)
    try gradient.withAllFloats { gradient throws(TrainingError) in
      guard let gradient = gradient.baseAddress else { return }
      try pool.exclusively { () throws(TrainingError) in
        try TrainingError.computing { () throws(DecoderError) in
          try settings.optimizer.update(
            &state, gradient, factor: factor, rate: rate, count: count, parameters, pool)
        }
      }
    }
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
    try learner.check(examples)
    var (sum, values): (Double, [[Double]]) = (0, [])
    try forPasses(examples) { places, own, weights throws(TrainingError) in
      guard continuing() else { throw .decoder(.cancelled) }
      let judged = try learner.judgement(of: own, at: places, weights: weights)
      sum += judged.losses.reduce(0, +)
      values += judged.values
    }
    let count =
      settings.objective == .lm
      ? examples.reduce(0) { $0 + $1.responseRange.count } : examples.count
    return Judgement(loss: sum / Double(count), values: values)
  }

  private func forPasses(
    _ examples: [TrainingExample],
    _ body: ([Int], [TrainingExample], Numbers) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    let passes = TrainingPlan.passes(
      examples.enumerated().map { ($0, $1.length) }, limit: settings.tokensPerPass)
    try state.weights.withAllFloats { weights throws(TrainingError) in
      guard let weights = weights.baseAddress else { return }
      for places in passes {
        try pool.exclusively { () throws(TrainingError) in
          try body(places, places.map { examples[$0] }, weights)
        }
      }
    }
  }
}
