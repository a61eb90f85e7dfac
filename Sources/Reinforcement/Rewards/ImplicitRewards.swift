/// PRIME's advantages: log-ratios of a model that learns beside the policy, token by token, and the verifier.
///
/// q = β (log π_φ − log π_ref) of each token is divided by the largest |Σ of what is to come| of the whole batch.
/// Then each token's q · n / (n − 1) less Σ mean(q) / (n − 1) of the prompt's n samples, times ``coefficient``; at the last
/// token the verifier's leave-one-out advantage; summed from the end; whitened over the whole batch last. The
/// coefficient stands behind the division: before it, it would change nothing.
/// Source: Cui et al. 2025, arXiv:2502.01456, as in verl's recipe.
public struct ImplicitRewards: Equatable, Sendable {
  /// The weight of the model's rewards against the verifier's.
  public var coefficient: Double
  /// The share of right answers outside which a prompt teaches nothing.
  public var keptAccuracy: ClosedRange<Double>

  /// The published constants.
  public init(coefficient: Double = 5, keptAccuracy: ClosedRange<Double> = 0.2...0.8) {
    (self.coefficient, self.keptAccuracy) = (coefficient, keptAccuracy)
  }

  /// Whether a prompt whose samples are right or not is kept.
  public func keeps(_ isRight: [Bool]) -> Bool {
    guard !isRight.isEmpty else { return false }
    return keptAccuracy.contains(Double(isRight.count { $0 }) / Double(isRight.count))
  }

  /// q of all responses, none of whose sums from the end is larger than 1.
  public func normalized(_ rewards: [[Double]]) -> [[Double]] {
    let largest = rewards.reduce(0) { largest, list in
      RewardToGo.returns(of: list).reduce(largest) { max($0, abs($1)) }
    }
    return rewards.map { $0.map { $0 / (largest + 1e-6) } }
  }

  /// The advantage of each token of the whole batch; shape (groups) of shape (samples) of shape (tokens).
  ///
  /// - Parameters:
  ///   - groups: q of each token of each sample of each prompt.
  ///   - isRight: what the verifier says of each sample of each prompt.
  /// - Returns: one number a token, in the groups' shape.
  public func advantages(of groups: [[[Double]]], isRight: [[Bool]]) -> [[[Double]]] {
    let flat = normalized(groups.flatMap(\.self))
    var (start, all): (Int, [[Double]]) = (0, [])
    for (group, right) in zip(groups, isRight) {
      let own = Array(flat[start..<start + group.count])
      start += group.count
      all += returns(own, verified: LeaveOneOut.advantages(of: right.map { $0 ? 1 : 0 }))
    }
    let whitened = Whitening.whitened(all)
    start = 0
    return groups.map { group in
      defer { start += group.count }
      return Array(whitened[start..<start + group.count])
    }
  }

  private func returns(_ group: [[Double]], verified: [Double]) -> [[Double]] {
    let others = Double(max(1, group.count - 1))
    let means = group.map { $0.isEmpty ? 0 : $0.reduce(0, +) / Double($0.count) }
    let baseline = means.reduce(0, +) / others
    return group.indices.map { sample in
      guard group.count > 1 else { return group[sample].map { _ in 0 } }
      var rewards = group[sample].map {
        coefficient * ($0 * Double(group.count) / others - baseline)
      }
      if !rewards.isEmpty { rewards[rewards.count - 1] += verified[sample] }
      return RewardToGo.returns(of: rewards)
    }
  }
}
