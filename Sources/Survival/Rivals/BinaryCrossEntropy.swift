/// The loss of a probability that is given as its logit, for a target in 0...1.
///
/// Losses are in nats, slopes with respect to the logit; both keep all digits for any logit.
public enum BinaryCrossEntropy {
  /// −target · log σ(x) − (1 − target) · log(1 − σ(x)), in 0...∞.
  public static func loss(logit: Double, target: Double) -> Double {
    // A factor of 0 takes its term away, also where that is infinite.
    (target == 0 ? 0 : target * LogArithmetic.softplus(-logit))
      + (target == 1 ? 0 : (1 - target) * LogArithmetic.softplus(logit))
  }

  /// d loss / dx = σ(x) − target, without its cancellation near 0 and 1.
  public static func slope(logit: Double, target: Double) -> Double {
    (1 - target) * LogArithmetic.sigmoid(logit) - target * LogArithmetic.sigmoid(-logit)
  }
}
