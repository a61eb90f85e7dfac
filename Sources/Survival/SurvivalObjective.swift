/// What is known about a trajectory for training.
public enum ObjectiveLabel: Equatable, Sendable {
  /// The first wrong step, L_W + L_z, or that none is wrong, L_S.
  case known(FirstError)
  /// Wrong, at an unknown step: L_W.
  case wrongSomewhere

  /// No step is wrong.
  public static var correct: ObjectiveLabel { .known(.noError) }
  /// This step, from 0, is the first wrong one.
  public static func firstError(_ step: Int) -> ObjectiveLabel { .known(.step(step)) }
}

/// The training objective: the mean over trajectories of L_S, L_W or L_W + L_z by their label.
///
/// Losses are in nats; gradients are with respect to the logits, shape (T), and are sums of the
/// terms' gradients, each exact to its last digits. Nothing is clamped.
/// Source: Zhang et al. 2025, arXiv:2509.26578.
public enum SurvivalObjective {
  /// The loss of one trajectory, in 0...∞.
  ///
  /// - Throws: ``SurvivalError`` for a NaN logit or a first error that is not one of the steps.
  public static func loss(
    of logits: [Double], label: ObjectiveLabel
  ) throws(SurvivalError) -> Double {
    let logits = logits.span
    return try loss(of: logits, terms: ObjectiveTerms(logits: logits), label: label)
  }

  /// The loss of one trajectory and its gradient, shape (T).
  ///
  /// - Throws: ``SurvivalError`` for a NaN logit or a first error that is not one of the steps.
  public static func lossAndGradient(
    of logits: [Double], label: ObjectiveLabel
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    try weightedLossAndGradient(of: logits, label: label, weight: 1)
  }

  /// Adds `weight` times the gradient of one trajectory's loss to `gradient`; the form for training.
  ///
  /// Allocates nothing.
  /// - Parameters:
  ///   - logits: shape (T).
  ///   - label: what is known of the trajectory.
  ///   - weight: 1 / (number of trajectories) for the mean of a batch.
  ///   - gradient: shape (T); untouched when an error is thrown.
  /// - Returns: the loss, not weighted.
  /// - Throws: ``SurvivalError`` for a NaN logit, a first error that is not one of the steps, or a
  ///   gradient of another length.
  public static func addGradient(
    of logits: Span<Double>, label: ObjectiveLabel, weight: Double = 1,
    to gradient: inout MutableSpan<Double>
  ) throws(SurvivalError) -> Double {
    guard gradient.count == logits.count else {
      throw .gradientHasOtherLength(gradient: gradient.count, logits: logits.count)
    }
    let terms = try ObjectiveTerms(logits: logits)
    let loss = try loss(of: logits, terms: terms, label: label)
    for step in logits.indices {
      gradient[step] += weight * slope(at: step, logit: logits[step], terms: terms, label: label)
    }
    return loss
  }

  /// The mean loss of a batch and its gradient, one list per trajectory.
  ///
  /// - Throws: ``SurvivalError/emptyBatch`` without trajectories, or what one of them has wrong.
  public static func meanLossAndGradients(
    of batch: [(logits: [Double], label: ObjectiveLabel)]
  ) throws(SurvivalError) -> (loss: Double, gradients: [[Double]]) {
    guard !batch.isEmpty else { throw .emptyBatch }
    var sum = 0.0
    var gradients: [[Double]] = []
    gradients.reserveCapacity(batch.count)
    for (logits, label) in batch {
      let (loss, gradient) = try weightedLossAndGradient(
        of: logits, label: label, weight: 1 / Double(batch.count))
      sum += loss
      gradients.append(gradient)
    }
    return (sum / Double(batch.count), gradients)
  }

  private static func weightedLossAndGradient(
    of logits: [Double], label: ObjectiveLabel, weight: Double
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: logits.count)
    var span = gradient.mutableSpan
    let loss = try addGradient(of: logits.span, label: label, weight: weight, to: &span)
    return (loss, gradient)
  }

  private static func loss(
    of logits: Span<Double>, terms: ObjectiveTerms, label: ObjectiveLabel
  ) throws(SurvivalError) -> Double {
    switch label {
    case .known(.noError): terms.allCorrect
    case .wrongSomewhere: terms.someWrong
    case .known(.step(let step)):
      try terms.someWrong + ObjectiveTerms.firstError(at: step, logits: logits)
    }
  }

  /// d loss / d logit of one step.
  private static func slope(
    at step: Int, logit: Double, terms: ObjectiveTerms, label: ObjectiveLabel
  ) -> Double {
    switch label {
    case .known(.noError): ObjectiveTerms.gradientOfAllCorrect(logit: logit)
    case .wrongSomewhere: terms.gradientOfSomeWrong(logit: logit)
    case .known(.step(let firstError)):
      terms.gradientOfSomeWrong(logit: logit)
        + ObjectiveTerms.gradientOfFirstError(at: firstError, step: step, logit: logit)
    }
  }
}
