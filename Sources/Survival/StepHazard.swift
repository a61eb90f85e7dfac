import Glibc

/// One step's hazard h in every form that the curve needs.
///
/// h, log h and log(1 − h) are each derived from the given number: a logit keeps hazards too close
/// to 0 or 1 for a double, and a given hazard keeps its own digits, which a detour through the
/// logit would round.
struct StepHazard: Equatable, Sendable {
  /// log(h / (1 − h)); −∞ for h = 0, ∞ for h = 1.
  let logit: Double
  /// h = Pr(z = t given z ≥ t), in 0...1.
  let hazard: Double
  /// log h, at most 0.
  let logHazard: Double
  /// r = log(1 − h), at most 0.
  let reward: Double
  /// log(−r), which is finite for logits whose r is 0 as a double.
  let logDecrement: Double

  /// - Parameter logit: any number but NaN.
  init(logit: Double) {
    self.logit = logit
    hazard = LogArithmetic.sigmoid(logit)
    logHazard = 0 - LogArithmetic.softplus(-logit)
    reward = 0 - LogArithmetic.softplus(logit)
    logDecrement = logit < LogArithmetic.tinyLogit ? logit : log(-reward)
  }

  /// - Parameter hazard: a probability in 0...1.
  init(hazard: Double) {
    self.hazard = hazard
    logHazard = log(hazard)
    reward = 0 + log1p(-hazard)
    logDecrement = log(-reward)
    // 2h − 1 is exact in the middle, where the difference of two logarithms would cancel.
    logit = (0.25...0.75).contains(hazard) ? 2 * atanh(2 * hazard - 1) : logHazard - reward
  }

  /// - Parameter reward: log(1 − h), at most 0.
  init(reward: Double) {
    self.reward = 0 + reward
    hazard = 0 - expm1(reward)
    logHazard = LogArithmetic.logOneMinusExp(reward)
    logDecrement = log(-reward)
    // log((1 − eʳ) / eʳ), in the form that neither overflows nor cancels.
    logit = reward < -1 ? logHazard - reward : log(expm1(-reward))
  }
}
