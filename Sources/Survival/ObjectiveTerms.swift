import Glibc

/// One trajectory's part of the training objective, ready for its losses and their gradients.
///
/// Takes one pass over the logits, shape (T), and allocates nothing. Losses are in nats and at least
/// 0; gradients are with respect to one logit. Both keep all digits for any logits, also for those
/// below −745, whose hazards are no doubles.
/// Source: Zhang et al. 2025, arXiv:2509.26578: L_S, L_W and L_z.
public struct ObjectiveTerms: Sendable {
  /// L_S = −log S(T), the loss of a correct trajectory.
  public let allCorrect: Double
  /// L_W = −log(1 − S(T)), the loss of a wrong trajectory; ∞ without steps or with all hazards 0.
  public let someWrong: Double

  /// How dL_W / dx = −h / (e^L_S − 1) is computed without underflow.
  private enum WrongGradient {
    /// h(x) times the odds S(T) / (1 − S(T)).
    case odds(Double)
    /// With all hazards tiny the softmax of the logits: the largest one, and Σ exp(x − largest).
    case softmax(largest: Double, sum: Double)
  }
  private let wrongGradient: WrongGradient

  /// - Throws: ``SurvivalError/logitIsNotANumber(step:)`` for the first NaN.
  public init(logits: Span<Double>) throws(SurvivalError) {
    var loss = 0.0
    var largest = -Double.infinity
    for step in logits.indices {
      let logit = logits[step]
      if logit.isNaN { throw .logitIsNotANumber(step: step) }
      loss += LogArithmetic.softplus(logit)
      largest = max(largest, logit)
    }
    allCorrect = loss
    guard largest < LogArithmetic.tinyLogit else {
      someWrong = 0 - LogArithmetic.logOneMinusExp(-loss)
      wrongGradient = .odds(exp(-loss) / -expm1(-loss))
      return
    }
    var sum = 0.0
    for step in logits.indices { sum += Self.relativeHazard(of: logits[step], to: largest) }
    someWrong = -(largest + log(sum))
    wrongGradient = .softmax(largest: largest, sum: sum)
  }

  /// L_z = −log p(z), the further loss of a wrong trajectory whose first error is known.
  ///
  /// - Parameters:
  ///   - step: z, counted from 0.
  ///   - logits: shape (T).
  /// - Returns: the loss, in 0...∞.
  /// - Throws: ``SurvivalError/noSuchStep(step:stepCount:)`` if z is not one of the steps.
  public static func firstError(
    at step: Int, logits: Span<Double>
  ) throws(SurvivalError) -> Double {
    guard logits.indices.contains(step) else {
      throw .noSuchStep(step: step, stepCount: logits.count)
    }
    var loss = LogArithmetic.softplus(-logits[step])
    for earlier in 0..<step { loss += LogArithmetic.softplus(logits[earlier]) }
    return loss
  }

  /// dL_S / dx = h, for the logit x of any step.
  static func gradientOfAllCorrect(logit: Double) -> Double { LogArithmetic.sigmoid(logit) }

  /// dL_W / dx = −h / (e^L_S − 1), for the logit x of any step.
  ///
  /// Where all logits are −∞ this is the limit for equal ones, −1 / T.
  func gradientOfSomeWrong(logit: Double) -> Double {
    switch wrongGradient {
    case .odds(let odds) where logit < -700:
      // In halves, for the hazard alone would be subnormal where its product with the odds is not.
      0 - exp(logit / 2) * odds * exp(logit / 2)
    case .odds(let odds):
      0 - LogArithmetic.sigmoid(logit) * odds
    case .softmax(let largest, let sum):
      0 - Self.relativeHazard(of: logit, to: largest) / sum
    }
  }

  /// dL_z / dx: h before the first error, −(1 − h) at it, 0 after it.
  static func gradientOfFirstError(at firstError: Int, step: Int, logit: Double) -> Double {
    if step > firstError { return 0 }
    return step < firstError ? LogArithmetic.sigmoid(logit) : 0 - LogArithmetic.sigmoid(-logit)
  }

  /// exp(x − largest); 1 for the largest, also if it is −∞.
  private static func relativeHazard(of logit: Double, to largest: Double) -> Double {
    logit == largest ? 1 : exp(logit - largest)
  }
}
