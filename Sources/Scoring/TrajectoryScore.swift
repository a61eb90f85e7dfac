import Survival

/// What a model says of one trajectory.
public struct TrajectoryScore: Equatable, Sendable {
  /// What kind of figure the curve was made from; the screen says so.
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    /// A conditional reward model's hazards.
    case crm
    /// A process reward model's probabilities p₊, drawn as hazards 1 − p₊.
    case prm
    /// Rewards without a probability's meaning.
    case pqm
    /// One probability for the whole trajectory.
    case orm
    /// Implicit rewards, log-ratios against a reference.
    case iprm
  }
  /// The name of the model that gave it.
  public var model: String
  /// What the figures are.
  public var kind: Kind
  /// Hazards of all steps, shape `(T)`.
  ///
  /// PRM: 1 − p₊; PQM: σ(−Q); implicit: 1 − σ(q). Of an outcome model only S(T) means anything, and is
  /// the outcome's probability: all else is drawn at the last step for want of a place.
  public var curve: HazardCurve
  /// The model's own figures, before they became a curve: CRM logits of hazards, PRM probabilities
  /// p₊, PQM logits, implicit rewards r(t) = q(t) − q(t − 1), shape `(T)`; of an outcome model its one
  /// logit; empty when nothing else is known than the curve.
  public var values: [Double] = []
  /// Implicit models: q(t), β times the log-ratio of all tokens up to step t; shape `(T)`.
  public var cumulativeRewards: [Double]?
  /// Outcome models: Pr(the final answer is right), in 0...1.
  public var outcomeProbability: Double?
  /// The rule that the model brought; `--predict` overrides it on screen.
  public var rule: PredictionRule
  /// Why each hazard is what it is, largest contribution first; shape `(T)`, or empty when the model
  /// cannot explain itself.
  public var reasons: [[HazardReason]]
  /// Seconds it took.
  public var seconds: Double

  /// A score; a model that cannot explain itself gives no reasons.
  public init(
    model: String, kind: Kind, curve: HazardCurve, rule: PredictionRule,
    reasons: [[HazardReason]] = [], seconds: Double = 0
  ) {
    self.model = model
    self.kind = kind
    self.curve = curve
    self.rule = rule
    self.reasons = reasons
    self.seconds = seconds
  }

  /// ẑ by the model's own rule unless another is given.
  ///
  /// Outcome models name no step: always no error.
  public func firstError(by override: PredictionRule? = nil) -> FirstError {
    kind == .orm ? .noError : curve.firstError(by: override ?? rule)
  }
}

/// One term of the sum whose logistic function is a hazard.
public struct HazardReason: Equatable, Sendable {
  /// In a reader's words, such as `a number from nowhere: 18`; quotes foreign text.
  public var text: String
  /// The feature's value.
  public var value: Double
  /// Weight times value, in logits; positive speaks for an error.
  public var contribution: Double

  /// One reason.
  public init(text: String, value: Double, contribution: Double) {
    self.text = text
    self.value = value
    self.contribution = contribution
  }
}
