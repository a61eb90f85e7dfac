import Glibc

/// The distribution of the first wrong step over the T steps and "none".
extension HazardCurve {
  /// log p(t) = log h(t) + log S(t − 1), at most 0; −∞ where p(t) = 0.
  public var logMass: [Double] {
    var logSurvivalBefore = 0.0
    return steps.map { step in
      defer { logSurvivalBefore += step.reward }
      return step.logHazard + logSurvivalBefore
    }
  }

  /// p(t) = Pr(z = t) = h(t) S(t − 1), in 0...1; with ``noneProbability`` the masses sum to 1.
  public var mass: [Double] { logMass.map { exp($0) } }

  /// The entropy of {p(0), …, p(T − 1), S(T)} in nats, in 0...log(T + 1), with 0 log 0 = 0.
  public var entropy: Double {
    let information = logMass.reduce(0) { $0 + Self.information(ofLog: $1) }
    return information + Self.information(ofLog: logNoneProbability)
  }

  /// −p log p from log p.
  private static func information(ofLog logProbability: Double) -> Double {
    let probability = exp(logProbability)
    return probability == 0 ? 0 : 0 - probability * logProbability
  }
}
