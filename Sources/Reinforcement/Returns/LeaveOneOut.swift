/// A reward less the mean of the others': the baseline that owes nothing to the sample itself.
///
/// Source: Ahmadian et al. 2024, "Back to basics: revisiting REINFORCE-style optimization", arXiv:2402.14740.
public enum LeaveOneOut {
  /// R(i) − mean of R(j), j ≠ i; shape (n).
  ///
  /// A single sample has nothing to be compared with, and gets 0.
  public static func advantages(of rewards: [Double]) -> [Double] {
    let baselines = baselines(of: rewards)
    return rewards.indices.map { rewards.count > 1 ? rewards[$0] - baselines[$0] : 0 }
  }

  /// The mean of the others, shape (n); 0 for a single one.
  public static func baselines(of rewards: [Double]) -> [Double] {
    guard rewards.count > 1 else { return rewards.map { _ in 0 } }
    let others = Double(rewards.count - 1)
    return rewards.indices.map { own in
      rewards.indices.reduce(0) { $1 == own ? $0 : $0 + rewards[$1] } / others
    }
  }
}
