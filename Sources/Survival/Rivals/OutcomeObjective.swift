/// The objective of outcome reward models: whether all is right, told by the last step's logit.
public enum OutcomeObjective {
  /// The loss of one trajectory and its gradient, shape (T): 0 but for the last step.
  ///
  /// - Parameters:
  ///   - logits: shape (T); σ(x) of the last is the probability that nothing is wrong.
  ///   - isCorrect: whether nothing is.
  /// - Returns: the loss in nats, and its gradient.
  /// - Throws: ``SurvivalError/emptyBatch`` without steps, ``SurvivalError/logitIsNotANumber(step:)``.
  public static func lossAndGradient(
    of logits: [Double], isCorrect: Bool
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    guard let last = logits.last else { throw .emptyBatch }
    try SurvivalError.check(logits)
    let target = isCorrect ? 1.0 : 0
    var gradient = [Double](repeating: 0, count: logits.count)
    gradient[logits.count - 1] = BinaryCrossEntropy.slope(logit: last, target: target)
    return (BinaryCrossEntropy.loss(logit: last, target: target), gradient)
  }
}

extension SurvivalError {
  /// - Throws: ``logitIsNotANumber(step:)`` for the first NaN.
  static func check(_ logits: [Double]) throws(SurvivalError) {
    if let step = logits.firstIndex(where: \.isNaN) { throw .logitIsNotANumber(step: step) }
  }
}
