/// Why numbers were refused by the mathematics of first-error survival.
///
/// Steps count from 0 here and from 1 in the message.
public enum SurvivalError: Error, Equatable, Sendable {
  /// A logit that is NaN.
  case logitIsNotANumber(step: Int)
  /// A hazard or probability outside 0...1, or NaN.
  case notAProbability(step: Int, value: Double)
  /// A score that is NaN and can be ranked nowhere.
  case scoreIsNotANumber(place: Int)
  /// A reward log(1 − h) above 0, or NaN.
  case rewardAboveZero(step: Int, value: Double)
  /// A first error that the trajectory has no step for.
  case noSuchStep(step: Int, stepCount: Int)
  /// A gradient buffer whose length is not the number of logits.
  case gradientHasOtherLength(gradient: Int, logits: Int)
  /// Two lists that must go together, one value of each per trajectory.
  case listsDiffer(predictions: Int, labels: Int)
  /// The mean over no trajectories.
  case emptyBatch
}

extension SurvivalError: CustomStringConvertible {
  /// What is wrong, where, and what would be right.
  public var description: String {
    switch self {
    case .logitIsNotANumber(let step):
      "The logit of step \(step + 1) is NaN, not a number, so the step has no probability. "
        + "Check the model or file that gave it."
    case .notAProbability(let step, let value):
      "Value \(step + 1) is \(value). Probabilities lie between 0 and 1."
    case .scoreIsNotANumber(let place):
      "Score \(place + 1) is NaN, not a number, so it ranks nowhere. Check the model that gave it."
    case .rewardAboveZero(let step, let value):
      "The reward of step \(step + 1) is \(value). log(1 − h) is never above 0."
    case .noSuchStep(let step, let stepCount):
      "The first error is said to be at step \(step < Int.max ? step + 1 : step), but the "
        + "trajectory has \(stepCount) steps. Steps count from 1."
    case .gradientHasOtherLength(let gradient, let logits):
      "The gradient has room for \(gradient) values, but there are \(logits) logits. "
        + "Both need one value per step."
    case .listsDiffer(let predictions, let labels):
      "There are \(predictions) predictions for \(labels) labels. Each needs exactly one."
    case .emptyBatch:
      "A batch without trajectories has no mean. Give at least one."
    }
  }
}
