import Glibc

/// How likely each step of a trajectory is to be its first wrong one.
///
/// With z the first wrong step and T steps, h(t) = Pr(z = t given z ≥ t) is what a model predicts
/// from the problem and the steps up to t. All arrays have shape (T), with steps counted from 0, and
/// all logarithms are natural. Values are exact to the last digits of a double and never clamped:
/// what underflows as a probability is still there as a logarithm. A curve without steps is allowed;
/// none of its steps is wrong.
///
/// Two curves are equal if all their numbers are, so a curve made from hazards need not equal the
/// one made from its logits. Every property takes O(T).
/// Source: Zhang et al. 2025, Conditional Reward Modeling, arXiv:2509.26578.
public struct HazardCurve: Equatable, Sendable {
  let steps: [StepHazard]

  /// A curve from the model's logits, log(h / (1 − h)).
  ///
  /// - Parameter logits: one per step, shape (T); infinite ones stand for h = 0 and h = 1.
  /// - Throws: ``SurvivalError/logitIsNotANumber(step:)`` for the first NaN.
  public init(logits: [Double]) throws(SurvivalError) {
    if let step = logits.firstIndex(where: \.isNaN) { throw .logitIsNotANumber(step: step) }
    steps = logits.map(StepHazard.init(logit:))
  }

  /// A curve from hazards, each kept as it was given.
  ///
  /// - Parameter hazards: one per step, shape (T), in 0...1.
  /// - Throws: ``SurvivalError/notAProbability(step:value:)`` for the first value outside, or NaN.
  public init(hazards: [Double]) throws(SurvivalError) {
    if let step = hazards.firstIndex(where: { !(0...1).contains($0) }) {
      throw .notAProbability(step: step, value: hazards[step])
    }
    steps = hazards.map(StepHazard.init(hazard:))
  }

  /// A curve from rewards r(t) = log(1 − h(t)).
  ///
  /// - Parameter rewards: one per step, shape (T), at most 0; −∞ stands for h = 1.
  /// - Throws: ``SurvivalError/rewardAboveZero(step:value:)`` for the first value above, or NaN.
  public init(rewards: [Double]) throws(SurvivalError) {
    if let step = rewards.firstIndex(where: { !($0 <= 0) }) {
      throw .rewardAboveZero(step: step, value: rewards[step])
    }
    steps = rewards.map(StepHazard.init(reward:))
  }

  /// T, the number of steps.
  public var stepCount: Int { steps.count }

  /// log(h(t) / (1 − h(t))), any number but NaN.
  public var logits: [Double] { steps.map(\.logit) }

  /// h(t) = Pr(z = t given z ≥ t), in 0...1.
  ///
  /// Conditional on "no step before t is wrong", so it says little once S(t − 1) is small.
  public var hazards: [Double] { steps.map(\.hazard) }

  /// r(t) = log(1 − h(t)) = log S(t) − log S(t − 1), at most 0; −∞ where h(t) = 1.
  ///
  /// The shaping reward with potential log S: the rewards add up to log S(T).
  public var rewards: [Double] { steps.map(\.reward) }
}
