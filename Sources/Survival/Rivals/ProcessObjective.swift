/// The objective of process reward models: whether each step is right, each by its own logit.
public enum ProcessObjective {
  /// The mean loss over the steps that have a target, and its gradient, shape (T).
  ///
  /// - Parameters:
  ///   - logits: shape (T); σ(x) is the probability that the step is right.
  ///   - targets: shape (T), in 0...1: that probability as far as it is known, by rollouts for
  ///     example; `nil` where it is not, and the step counts for nothing.
  /// - Returns: the loss in nats, and its gradient.
  /// - Throws: ``SurvivalError/emptyBatch`` without a target, ``SurvivalError/listsDiffer(predictions:labels:)``,
  ///   ``SurvivalError/notAProbability(step:value:)``, ``SurvivalError/logitIsNotANumber(step:)``.
  public static func lossAndGradient(
    of logits: [Double], targets: [Double?]
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    guard logits.count == targets.count else {
      throw .listsDiffer(predictions: logits.count, labels: targets.count)
    }
    let count = Double(targets.count { $0 != nil })
    guard count > 0 else { throw .emptyBatch }
    try SurvivalError.check(logits)
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: logits.count)
    for (step, target) in targets.enumerated() {
      guard let target else { continue }
      guard (0...1).contains(target) else { throw .notAProbability(step: step, value: target) }
      loss += BinaryCrossEntropy.loss(logit: logits[step], target: target)
      gradient[step] = BinaryCrossEntropy.slope(logit: logits[step], target: target) / count
    }
    return (loss / count, gradient)
  }
}
