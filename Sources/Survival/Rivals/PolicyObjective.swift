import Glibc

/// The loss of one token of a rollout: PPO's clipped objective, and the divergence from a reference.
///
/// With ρ = π / π_sampled and the advantage A: −min(ρ A, clip(ρ, 1 − ε, 1 + ε) A) + β (e^d − d − 1), d = log π_ref − log π.
/// The last term estimates KL(π ‖ π_ref) without bias where the token was drawn from π, and is never negative. Sources: Schulman
/// et al. 2017, arXiv:1707.06347; Schulman 2020, "Approximating KL divergence" (k3).
public struct PolicyObjective: Equatable, Sendable {
  /// ε; `nil` clips nothing.
  public var clip: Double?
  /// β.
  public var divergenceWeight: Double

  /// The usual constants.
  public init(clip: Double? = 0.2, divergenceWeight: Double = 0) {
    (self.clip, self.divergenceWeight) = (clip, divergenceWeight)
  }

  /// The loss, its slope with respect to log π, and whether the ratio was clipped.
  ///
  /// - Parameters:
  ///   - logProbability: log π of the token, in nats.
  ///   - sampled: log π of it when it was drawn.
  ///   - advantage: A.
  ///   - reference: log π_ref; `nil` leaves the divergence out.
  /// - Returns: all three of one token.
  public func lossAndSlope(
    _ logProbability: Double, sampled: Double, advantage: Double, reference: Double?
  ) -> (loss: Double, slope: Double, isClipped: Bool) {
    let ratio = exp(logProbability - sampled)
    var (loss, slope, isClipped) = (-ratio * advantage, -ratio * advantage, false)
    if let clip {
      let bounded = -min(max(ratio, 1 - clip), 1 + clip) * advantage
      if bounded > loss { (loss, slope, isClipped) = (bounded, 0, true) }
    }
    if let reference, divergenceWeight > 0 {
      let difference = reference - logProbability
      loss += divergenceWeight * (expm1(difference) - difference)
      slope -= divergenceWeight * expm1(difference)
    }
    return (loss, slope, isClipped)
  }
}
