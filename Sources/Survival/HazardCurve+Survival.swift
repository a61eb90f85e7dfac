import Glibc

extension HazardCurve {
  /// log S(t) = Σ r(k) over k ≤ t, at most 0; −∞ from the first hazard of 1 on.
  public var logSurvival: [Double] {
    var sum = 0.0
    return steps.map { step in
      sum += step.reward
      return sum
    }
  }

  /// S(t) = Pr(z > t), in 0...1 and never rising.
  public var survival: [Double] { logSurvival.map { exp($0) } }

  /// W(t) = 1 − S(t) = Pr(z ≤ t), in 0...1 and never falling.
  public var wrongByStep: [Double] { logSurvival.map { 0 - expm1($0) } }

  /// log W(t), at most 0; −∞ before the first hazard above 0.
  ///
  /// Finite also where W, and even log S, is 0 as a double: logits of −1000 give −1000 + log t.
  public var logWrongByStep: [Double] {
    var logSurvival = 0.0
    var logCumulativeHazard = -Double.infinity  // log(−log S), which does not underflow
    return steps.map { step in
      logSurvival += step.reward
      logCumulativeHazard = LogArithmetic.logAddExp(logCumulativeHazard, step.logDecrement)
      return logCumulativeHazard < LogArithmetic.tinyLogit
        ? logCumulativeHazard : LogArithmetic.logOneMinusExp(logSurvival)
    }
  }

  /// log S(T), at most 0; 0 for a curve without steps.
  public var logNoneProbability: Double { steps.reduce(0) { $0 + $1.reward } }

  /// S(T) = Pr(no step is wrong), in 0...1: the score that best-of-N ranks by.
  public var noneProbability: Double { exp(logNoneProbability) }
}
