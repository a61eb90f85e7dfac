/// How the rewards of a prompt's samples become advantages of their tokens.
///
/// What a model gives each step and what is known only at the end are compared apart: the latter is one number of the
/// whole response, the former a sum of what is still to come. γ = 1 throughout.
public enum AdvantageEstimator: String, CaseIterable, Equatable, Sendable {
  /// Less the mean of the prompt's other samples.
  case rloo
  /// Less the mean, in units of the standard deviation.
  case grpo

  /// The advantage of each token of each sample of one prompt; shape (samples) of shape (tokens).
  ///
  /// With `rloo` the advantage of a step is its return less the mean of the others' returns from the same step on; one
  /// that has ended has nothing to come. That mean depends on the others and on the step's number only, so it
  /// favours neither long responses nor short ones. With `grpo` all step rewards of the prompt are normalized together,
  /// and then summed from each step on, as DeepSeekMath's process supervision does.
  public func advantages(
    of group: [ResponseRewards], isVerified: Bool = false
  ) -> [[Double]] {
    let ends = group.map { $0.final + (isVerified ? $0.verified : 0) }
    let whole = scalar(ends)
    let steps = stepAdvantages(group)
    return group.indices.map { sample in
      let spans = group[sample].spans
      let values = (0..<spans.stepCount).map { step in
        whole[sample] + (steps[sample].isEmpty ? 0 : steps[sample][step])
      }
      return spans.spread(values)
    }
  }

  private func scalar(_ rewards: [Double]) -> [Double] {
    switch self {
    case .rloo: LeaveOneOut.advantages(of: rewards)
    case .grpo: GroupNormalization().advantages(of: rewards)
    }
  }

  private func stepAdvantages(_ group: [ResponseRewards]) -> [[Double]] {
    guard group.count > 1 else { return group.map { $0.steps.map { _ in 0 } } }
    switch self {
    case .rloo:
      let returns = group.map { RewardToGo.returns(of: $0.steps) }
      return returns.indices.map { own in
        returns[own].indices.map { step in
          let sum = returns.indices.reduce(0.0) {
            $1 != own && step < returns[$1].count ? $0 + returns[$1][step] : $0
          }
          return returns[own][step] - sum / Double(group.count - 1)
        }
      }
    case .grpo:
      let (mean, deviation) = GroupNormalization().moments(of: group.flatMap(\.steps))
      let scale = deviation + GroupNormalization().epsilon
      return group.map { RewardToGo.returns(of: $0.steps.map { ($0 - mean) / scale }) }
    }
  }
}
