/// Figures that a file carries for a trajectory, whatever model produced them.
///
/// Values are kept as in the file; `meaning` says how to interpret them. What else `misstep score`
/// wrote beside them is kept too, so that its figures come back unchanged.
public struct RecordedScores: Equatable, Sendable {
  /// The meaning of the values.
  public enum Meaning: String, Equatable, Sendable, CaseIterable {
    /// Logits of hazards, one per step.
    case hazardLogits
    /// Hazards in 0...1, one per step.
    case hazards
    /// Probabilities that a step is right, in 0...1, one per step.
    case probabilities
    /// Rewards without a fixed range, one per step.
    case rewards
    /// No values: there is only the outcome's probability.
    case outcome
  }
  /// The model that produced them, if the file says.
  public var model: String?
  /// How to interpret the values.
  public var meaning: Meaning
  /// Shape `(T)`; empty for ``Meaning/outcome``.
  public var values: [Double]
  /// The kind of model, as the file spells it: `crm`, `prm`, `pqm`, `orm`, `iprm`.
  public var kind: String?
  /// The model's own figures before they became a curve, shape `(T)`; for an outcome model its one
  /// logit; empty if the file has none.
  public var modelValues: [Double] = []
  /// Implicit models: q(t), shape `(T)`.
  public var cumulativeRewards: [Double]?
  /// Outcome models: Pr(the final answer is right), in 0...1.
  public var outcomeProbability: Double?
  /// Whether the text was outside what the model knows.
  public var isOutside = false
  /// The rule by which the file's first error was predicted, as an argument says it.
  public var rule: String?

  /// Values, one per step; the other members are set afterwards.
  public init(model: String? = nil, meaning: Meaning, values: [Double], kind: String? = nil) {
    self.model = model
    self.meaning = meaning
    self.values = values
    self.kind = kind
  }
}

extension RecordedScores {
  /// The kind of shares of continuations that end right, which are soft labels and no model's figures.
  public static let rolloutKind = "rollouts"
}
