/// How one candidate of a question is chosen.
public enum SelectionRule: Equatable, Hashable, Sendable {
  /// The first: what one sample alone is worth.
  case first
  /// The most common answer: Major@N.
  case majority
  /// Any right one, if there is one: Pass@N, the ceiling of all rules.
  case oracle
  /// The highest figure: best-of-N.
  case best(Aggregation)
  /// The answer whose supporters' figures, as probabilities, add up to most.
  case vote(Aggregation)
}

extension SelectionRule: CaseIterable {
  /// Every rule, in the order in which help lists them.
  public static let allCases: [SelectionRule] =
    Aggregation.allCases.map { .best($0) } + [.majority]
    + Aggregation.allCases.map { .vote($0) } + [.first, .oracle]
}

extension SelectionRule {
  /// Understands an argument: `own`, `min`, `majority`, `vote`, `vote-min` and so on.
  ///
  /// `survival` is another word for the product, which S(T) is.
  public init?(argument: String) {
    let word = argument.replacingSurvival
    guard let rule = SelectionRule.allCases.first(where: { $0.argument == word }) else {
      return nil
    }
    self = rule
  }

  /// What it is called in arguments.
  public var argument: String {
    switch self {
    case .first: "first"
    case .majority: "majority"
    case .oracle: "oracle"
    case .best(let aggregation): aggregation.rawValue
    case .vote(.own): "vote"
    case .vote(let aggregation): "vote-\(aggregation.rawValue)"
    }
  }

  /// What it does, in a few words.
  public var summary: String {
    switch self {
    case .first: "the first candidate, as if there were no others"
    case .majority: "the most common answer (Major@N)"
    case .oracle: "a right candidate if there is one (Pass@N)"
    case .best(let aggregation): aggregation.summary
    case .vote(let aggregation):
      "the answer whose supporters weigh most by \(aggregation.rawValue)"
    }
  }

  /// The figure that it needs of a model; `nil` if it needs none.
  public var aggregation: Aggregation? {
    switch self {
    case .best(let aggregation), .vote(let aggregation): aggregation
    case .first, .majority, .oracle: nil
    }
  }
}

extension String {
  fileprivate var replacingSurvival: String {
    self == "survival" ? "product" : self == "vote-survival" ? "vote-product" : self
  }
}
