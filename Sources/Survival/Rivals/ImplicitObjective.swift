/// The objective of implicit process reward models: the outcome, told by a policy's log-ratio.
///
/// The reward is β Σ (log π − log π_ref) over the tokens of the response. Source: Yuan et al. 2024,
/// arXiv:2412.01981.
public struct ImplicitObjective: Equatable, Sendable {
  /// β, which log-ratios are multiplied by.
  public var factor: Double

  /// The published constant.
  public init(factor: Double = 0.05) { self.factor = factor }

  /// The loss of one response, and its slope with respect to log π of each of its tokens alike.
  ///
  /// - Parameters:
  ///   - policy: log π, shape (tokens of the response), or sums of it.
  ///   - reference: log π_ref of the same.
  ///   - target: 1 for a right response, 0 for a wrong one.
  /// - Returns: the reward, the loss, and the slope that all tokens share.
  /// - Throws: ``SurvivalError/listsDiffer(predictions:labels:)``, ``SurvivalError/emptyBatch``
  ///   without tokens, ``SurvivalError/logitIsNotANumber(step:)``.
  public func lossAndSlope(
    policy: [Double], reference: [Double], target: Double
  ) throws(SurvivalError) -> (reward: Double, loss: Double, slope: Double) {
    guard policy.count == reference.count else {
      throw .listsDiffer(predictions: policy.count, labels: reference.count)
    }
    guard !policy.isEmpty else { throw .emptyBatch }
    let ratios = zip(policy, reference).map { $0 - $1 }
    try SurvivalError.check(ratios)
    let reward = factor * ratios.reduce(0, +)
    return (
      reward, BinaryCrossEntropy.loss(logit: reward, target: target),
      factor * BinaryCrossEntropy.slope(logit: reward, target: target)
    )
  }
}
