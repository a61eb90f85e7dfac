import Transformer

/// Weights under training: loss, gradient and update, whoever chooses the examples.
final class WeightTraining {
  /// What changes with each step.
  var state: TrainingState
  let settings: TrainingSettings
  let learner: any Learner
  /// That of the last ``lossAndGradient(_:)``, in the weights' layout.
  private(set) var gradient: NamedParameters
  private let pool: WorkerPool
  /// The model with zeros in place of its weights, which the state has.
  private let template: TrainedModel

  /// Examples that are computed at once.
  struct Pass {
    var examples: [TrainingExample]
    /// What each is called in messages.
    var places: [Int]
    /// What each one's loss is multiplied by in the mean.
    var scales: [Double]
  }

  init(
    _ model: consuming TrainedModel, _ settings: TrainingSettings, pool: WorkerPool
  ) throws(TrainingError) {
    (self.settings, self.pool) = (settings, pool)
    learner = try model.learner(settings, pool)
    let weights = model.trained
    let layout = weights.layout
    let (state, gradient) = try TrainingError.making { () throws(ParameterError) in
      (try TrainingState(weights: weights), try NamedParameters(zeros: layout))
    }
    (self.state, self.gradient) = (state, gradient)
    // Of memory that nobody touches the system gives none.
    template = model.with(gradient)
  }

  /// The model as it is now.
  var model: TrainedModel { template.with(state.weights) }

  // MARK: One step

  /// The weighted sum of the examples' losses; its gradient is kept.
  func lossAndGradient(_ passes: [Pass]) throws(TrainingError) -> Double {
    var loss = 0.0
    try withGradient { weights, gradient throws(TrainingError) in
      gradient.update(repeating: 0, count: state.weights.layout.floatCount)
      for pass in passes {
        let losses = try learner.losses(
          pass.examples, at: pass.places, scales: pass.scales, weights: weights, gradient: gradient)
        loss += zip(losses, pass.scales).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    return loss
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

  /// The norm of the gradient of all that changes.
  func gradientNorm() throws(TrainingError) -> Double {
    var norm = 0.0
    try withGradient { _, gradient throws(TrainingError) in
      norm = try TrainingError.computing { () throws(DecoderError) in
        try AdamW.norm(gradient, learner.parameters, pool)
      }
    }
    return norm
  }

  /// Moves the weights by the gradient, shortened where its norm is above the limit, and counts the step.
  func update(rate: Double, norm: Double, tokens: Int) throws(TrainingError) {
    let (parameters, count) = (learner.parameters, state.step + 1)
    let factor = min(1, settings.gradientLimit / (norm + 1e-6))
    try gradient.withAllFloats { gradient throws(TrainingError) in
      guard let gradient = gradient.baseAddress else { return }
      try pool.exclusively { () throws(TrainingError) in
        try TrainingError.computing { () throws(DecoderError) in
          try settings.optimizer.update(
            &state, gradient, factor: factor, rate: rate, count: count, parameters, pool)
        }
      }
    }
    state.step += 1
    state.tokens += tokens
  }

  // MARK: Passes without a gradient

  /// Runs `body` with some examples at a time and the weights, inside the pool's lock.
  func forPasses(
    _ examples: [TrainingExample], by weights: NamedParameters? = nil,
    _ body: ([Int], [TrainingExample], Numbers) throws(TrainingError) -> Void
  ) throws(TrainingError) {
    let passes = TrainingPlan.passes(
      examples.enumerated().map { ($0, $1.length) }, limit: settings.tokensPerPass)
    try (weights ?? state.weights).withAllFloats { weights throws(TrainingError) in
      guard let weights = weights.baseAddress else { return }
      for places in passes {
        try pool.exclusively { () throws(TrainingError) in
          try body(places, places.map { examples[$0] }, weights)
        }
      }
    }
  }
}

/// Weights and moments in a folder: `weights.safetensors`, `first.safetensors` and `second.safetensors`.
extension WeightTraining {
  private static let names = ["weights.safetensors", "first.safetensors", "second.safetensors"]

  /// Writes all that changes; `prefix` stands before the files' names.
  func write(to folder: DurableFolder, prefix: String = "") throws(TrainingError) {
    let parts = [state.weights.stored(as: .float32), state.firstMoments, state.secondMoments]
    for (name, part) in zip(Self.names, parts) { try folder.write(prefix + name, part) }
  }

  /// Reads what ``write(to:prefix:)`` wrote.
  func load(
    _ loaded: inout TrainingState, _ folder: String, prefix: String = ""
  ) throws(TrainingError) {
    try TrainingRun.load(&loaded.weights, folder, prefix + Self.names[0])
    try TrainingRun.load(&loaded.firstMoments, folder, prefix + Self.names[1])
    try TrainingRun.load(&loaded.secondMoments, folder, prefix + Self.names[2])
  }

  /// Tells other parameters from the same.
  var layoutDigest: String {
    var digest = Digest()
    for parameter in state.weights.layout {
      digest.add(parameter.name.utf8.map { UInt64($0) })
      digest.add(parameter.shape.map { UInt64($0) })
    }
    return digest.text
  }
}
