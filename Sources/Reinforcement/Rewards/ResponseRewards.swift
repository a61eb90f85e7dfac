/// The rewards of one response.
public struct ResponseRewards: Equatable, Sendable {
  /// Where its steps end.
  public var spans: StepSpans
  /// At the last token of each step: shape (T), or empty.
  public var steps: [Double]
  /// At the last token of all, by a model; 0 for none.
  public var final: Double
  /// Whether the answer is right; `nil` where nobody can tell.
  public var isRight: Bool?

  /// A response's rewards.
  public init(
    spans: StepSpans, steps: [Double] = [], final: Double = 0, isRight: Bool? = nil
  ) {
    (self.spans, self.steps, self.final, self.isRight) = (spans, steps, final, isRight)
  }

  /// 1 for a right answer, else 0.
  public var verified: Double { isRight == true ? 1 : 0 }

  /// What the policy gets in all: the model's, in PURE's form the soft minimum, and the verifier's.
  public func total(_ source: RewardSource) -> Double {
    let model = source.model == .pure ? MinimumForm().score(steps) : steps.reduce(0, +)
    return model + final + (source.isVerified ? verified : 0)
  }
}
