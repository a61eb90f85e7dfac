import Glibc

/// PURE's reading of a trajectory's rewards: their soft minimum, so that one bad step counts most.
///
/// r*(t) = softmax(−r / T)(t) · r(t), and the trajectory's score is Σ r*. Rewards are p₁ − p₀ in −1...1
/// there; any real numbers do. Source: Cheng et al. 2025, arXiv:2504.15275.
public struct SoftMinimum: Equatable, Sendable {
  /// T: the smaller, the closer to the smallest reward.
  public var temperature: Double

  /// The published constant.
  public init(temperature: Double = 0.1) { self.temperature = temperature }

  /// r*(t), shape (T).
  ///
  /// What has a weight of 0 counts nothing, an infinite reward too; −∞ takes all the weight.
  /// - Parameter rewards: r, shape (T), none of them NaN.
  /// - Returns: r*, whose sum is the trajectory's score.
  public func terms(_ rewards: [Double]) -> [Double] {
    zip(weights(rewards), rewards).map { weight, reward in weight == 0 ? 0 : weight * reward }
  }

  /// softmax(−r / T), shape (T); adds up to 1.
  public func weights(_ rewards: [Double]) -> [Double] {
    guard let least = rewards.min() else { return [] }
    // Where the least is infinite, no difference to it is a number: those equal to it share the weight.
    let powers = rewards.map { reward in
      reward == least ? 1 : least.isFinite ? exp((least - reward) / temperature) : 0
    }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// Σ r*: what best-of-N ranks by; 0 without rewards.
  public func callAsFunction(_ rewards: [Double]) -> Double { terms(rewards).reduce(0, +) }
}
