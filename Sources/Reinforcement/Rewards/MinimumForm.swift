import Survival

/// PURE's advantages: a response is worth its worst step.
///
/// Rewards are r*(t) = softmax(−r / T)(t) · r(t), which add up to about the least of them. At the end of each step the
/// others' reward for as many tokens is taken away; what is still to come is summed with γ = 1. A verifier adds
/// −1 for a wrong answer, less the mean of the others', at the end. Tokens that only separate steps get 0.
/// Source: Cheng et al. 2025, arXiv:2504.15275, as in its authors' code.
public struct MinimumForm: Equatable, Sendable {
  /// With T.
  public var minimum: SoftMinimum

  /// With the published temperature.
  public init(minimum: SoftMinimum = SoftMinimum()) { self.minimum = minimum }

  /// Σ r*.
  public func score(_ rewards: [Double]) -> Double { minimum(rewards) }

  /// The advantage of each token of each sample of one prompt; shape (samples) of shape (tokens).
  ///
  /// `steps` of a group hold p₁ − p₀ of each step.
  public func advantages(of group: [ResponseRewards], isVerified: Bool) -> [[Double]] {
    guard group.count > 1 else { return group.map { $0.spans.spread($0.steps.map { _ in 0 }) } }
    let terms = group.map { minimum.terms($0.steps) }
    let sums = terms.map { $0.reduce(0, +) }
    let lengths = group.map { Double($0.spans.tokenCount) }
    let verified = LeaveOneOut.advantages(of: group.map { isVerified ? $0.verified - 1 : 0 })
    return group.indices.map { own in
      let others = group.indices.filter { $0 != own }
      let tokens = others.reduce(0) { $0 + lengths[$1] }
      let perToken = tokens > 0 ? others.reduce(0) { $0 + sums[$1] } / tokens : 0
      let spans = group[own].spans
      var rewards = terms[own].enumerated().map { step, term in
        term - perToken * Double(spans.tokens(of: step).count)
      }
      if !rewards.isEmpty { rewards[rewards.count - 1] += verified[own] }
      let advantages = spans.spread(RewardToGo.returns(of: rewards))
      return advantages.enumerated().map { spans.separators.contains($0) ? 0 : $1 }
    }
  }
}
