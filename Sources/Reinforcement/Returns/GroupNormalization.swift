/// Rewards in units of their group's standard deviation, as GRPO compares the samples of a prompt.
///
/// Source: Shao et al. 2024, "DeepSeekMath", arXiv:2402.03300.
public struct GroupNormalization: Equatable, Sendable {
  /// What deviations are divided by.
  public enum Deviation: Equatable, Sendable {
    /// √(Σ (R − mean)² / (n − 1)), as torch has it.
    case sample
    /// √(Σ (R − mean)² / n).
    case population
  }

  /// ε, added to the standard deviation.
  public var epsilon: Double
  /// Of the sample, unless told otherwise.
  public var deviation: Deviation

  /// With the constant of verl.
  public init(epsilon: Double = 1e-6, deviation: Deviation = .sample) {
    (self.epsilon, self.deviation) = (epsilon, deviation)
  }

  /// (R − mean) / (σ + ε), shape (n); 0 for a single one.
  public func advantages(of rewards: [Double]) -> [Double] {
    let (mean, deviation) = moments(of: rewards)
    return rewards.map { rewards.count > 1 ? ($0 - mean) / (deviation + epsilon) : 0 }
  }

  /// Mean and standard deviation; 0 of nothing.
  public func moments(of rewards: [Double]) -> (mean: Double, deviation: Double) {
    guard !rewards.isEmpty else { return (0, 0) }
    let count = Double(rewards.count)
    // The second sum takes back what the first one lost by rounding.
    let rough = rewards.reduce(0, +) / count
    let mean = rough + rewards.reduce(0) { $0 + ($1 - rough) } / count
    let squares = rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let divisor = deviation == .population ? count : max(1, count - 1)
    return (mean, (squares / divisor).squareRoot())
  }
}
