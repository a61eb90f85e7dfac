import Survival

/// A model's score of one trajectory.
public struct TrajectoryScore: Equatable, Sendable {
  /// The kind of figure the curve was computed from; shown on screen.
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    /// A conditional reward model's hazards.
    case crm
    /// A process reward model's probabilities p₊, shown as hazards 1 − p₊.
    case prm
    /// Unbounded rewards, which are not probabilities.
    case pqm
    /// One probability for the whole trajectory: an outcome reward model's.
    case orm
    /// Implicit rewards: log-ratios against a reference model.
    case iprm
  }
  /// The name of the model.
  public var model: String
  /// The kind of the figures.
  public var kind: Kind
  /// Hazards of all steps, shape `(T)`.
  ///
  /// PRM: 1 − p₊; PQM: σ(−Q); implicit: 1 − σ(q). For an outcome model only S(T) is meaningful: it
  /// is the outcome's probability, and the last step carries the whole hazard.
  public var curve: HazardCurve
  /// The model's raw figures, shape `(T)`: hazard logits (CRM), probabilities p₊ (PRM), logits
  /// (PQM), or implicit rewards r(t) = q(t) − q(t − 1).
  ///
  /// For an outcome model its one logit; empty if only the curve is known.
  public var values: [Double] = []
  /// Implicit models only: q(t), β times the log-ratio of all tokens up to step t; shape `(T)`.
  public var cumulativeRewards: [Double]?
  /// Outcome models only: Pr(the final answer is right), in 0...1.
  public var outcomeProbability: Double?
  /// The model's own rule; `--predict` overrides it on screen.
  public var rule: PredictionRule
  /// The terms of each hazard, largest contribution first; shape `(T)`, or empty if the model gives
  /// no reasons.
  public var reasons: [[HazardReason]]
  /// Whether the text is outside what the model knows: its hazards are then a flat base rate, not a
  /// judgement.
  public var isOutside = false
  /// The time that scoring took, in seconds.
  public var seconds: Double

  /// Creates a score; `reasons` stays empty for models that do not explain themselves.
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

  /// The predicted first error ẑ, by the model's own rule unless another is given.
  ///
  /// Always `noError` if ``namesStep`` is false.
  public func firstError(by override: PredictionRule? = nil) -> FirstError {
    namesStep ? curve.firstError(by: override ?? rule) : .noError
  }

  /// Whether the curve can name a step: not an outcome model's, nor a flat base rate.
  public var namesStep: Bool { kind != .orm && !isOutside }
}

/// One term of the sum whose logistic function is a hazard.
public struct HazardReason: Equatable, Sendable {
  /// The reason in words, such as `a number from nowhere: 18`; quotes foreign text.
  public var text: String
  /// The feature's value.
  public var value: Double
  /// Weight times value, in logits; a positive value is evidence for an error.
  public var contribution: Double

  /// Creates a reason.
  public init(text: String, value: Double, contribution: Double) {
    self.text = text
    self.value = value
    self.contribution = contribution
  }
}
