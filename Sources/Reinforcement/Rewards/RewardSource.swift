/// What a policy is rewarded with: a model's figures, a verifiable answer, or both.
public struct RewardSource: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// How a model's figures become rewards.
  public enum Model: String, CaseIterable, Equatable, Sendable {
    /// Conditional rewards r(t) = log(1 − h(t)), whose sum is log S(T).
    case crm
    /// The probability p₊(t) that a step is right.
    case prm
    /// The raw logit Q(t) of each step.
    case pqm
    /// The probability that the whole is right, at its end.
    case orm
    /// The soft minimum of p₁ − p₀ over the steps.
    case pure
    /// A policy's log-ratio to a reference for each token, by a model that learns from the rollouts.
    case prime
  }

  /// Whose figures; `nil` for the answer alone.
  public var model: Model?
  /// Whether a right answer is rewarded with 1.
  public var isVerified: Bool

  /// What a policy is rewarded with; of PRIME the verifier is always a part.
  public init(model: Model?, isVerified: Bool) {
    (self.model, self.isVerified) = (model, isVerified || model == nil || model == .prime)
  }

  /// `vr`, a model's name, or both as `crm+vr`; `nil` for anything else.
  public init?(argument: String) {
    let words = argument.lowercased().split(separator: "+", omittingEmptySubsequences: false)
    guard words.count <= 2, Set(words).count == words.count else { return nil }
    let names = words.filter { $0 != "vr" }
    guard names.count <= 1 else { return nil }
    let model = names.first.map { Model(rawValue: String($0)) }
    if let model, model == nil { return nil }
    self.init(model: model ?? nil, isVerified: words.contains("vr"))
  }

  /// As an argument names it.
  public var description: String {
    guard let model else { return "vr" }
    return model.rawValue + (isVerified && model != .prime ? "+vr" : "")
  }

  /// Whether the model says something about each step.
  public var needsSteps: Bool {
    switch model {
    case .crm, .prm, .pqm, .pure: true
    case .orm, .prime, nil: false
    }
  }
}
