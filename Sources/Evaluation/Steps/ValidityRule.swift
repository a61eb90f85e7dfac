import Scoring

/// How a model's figures say whether a step is valid, each step for itself.
public enum ValidityRule: Equatable, Sendable {
  /// Valid if the probability that the step is right, p₊ or 1 − h, is above the value.
  case probability(Double)
  /// Valid if that probability has not fallen by too much since the step before: the difference is
  /// above the value; at the first step the probability itself.
  case difference(Double)
  /// Valid if S(t) is above the value: nothing after a likely error is valid.
  case survival(Double)

  /// For models whose authors say nothing else.
  public static let standard = ValidityRule.probability(0.5)
  /// As PRMBench reads Skywork's models.
  public static let skywork = ValidityRule.difference(-0.05)

  /// Whether each step is valid, shape `(T)`.
  public func validity(by score: TrajectoryScore) -> [Bool] {
    switch self {
    case .probability(let value): return Self.probabilities(score).map { $0 > value }
    case .survival(let value): return score.curve.survival.map { $0 > value }
    case .difference(let value):
      var before = 0.0
      return Self.probabilities(score).map { probability in
        defer { before = probability }
        return probability - before > value
      }
    }
  }

  /// Exact where the model gave probabilities, else 1 − h(t).
  private static func probabilities(_ score: TrajectoryScore) -> [Double] {
    if score.kind == .prm, score.values.count == score.curve.stepCount { return score.values }
    return score.curve.hazards.map { 1 - $0 }
  }
}

extension ValidityRule: CustomStringConvertible {
  /// The accepted arguments, for help and messages.
  public static let argumentForms = "probability=x, difference=x or survival=x"

  /// The rule that an argument names; nil for anything but ``argumentForms``.
  public init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let value = Double(parts[1]), (-1...1).contains(value) else {
      return nil
    }
    switch parts[0] {
    case "probability": self = .probability(value)
    case "difference": self = .difference(value)
    case "survival": self = .survival(value)
    default: return nil
    }
  }

  /// The argument that names this rule.
  public var description: String {
    switch self {
    case .probability(let value): "probability=\(value)"
    case .difference(let value): "difference=\(value)"
    case .survival(let value): "survival=\(value)"
    }
  }
}
