/// A regular expression as a tree.
indirect enum ExpressionNode {
  case empty
  case set(ScalarSet)
  case sequence([ExpressionNode])
  /// The first that fits counts.
  case choice([ExpressionNode])
  case repetition(ExpressionNode, least: Int, most: Int?, Greed)
  case look(ExpressionNode, isAhead: Bool, isNegated: Bool)
  case assertion(Assertion)

  /// How much a repetition takes.
  enum Greed {
    case greedy
    case lazy
    /// All it can, and never gives back.
    case possessive
  }

  /// What holds at a place without taking anything.
  enum Assertion {
    case textStart
    case textEnd
    /// At the end, or before a line feed that is the last character.
    case lastLineEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
  }

  /// Whether it matches nothing at every place, whatever stands there.
  var isAlwaysMet: Bool {
    switch self {
    case .empty: true
    case .set, .look, .assertion: false
    case .sequence(let nodes): nodes.allSatisfy(\.isAlwaysMet)
    case .choice(let nodes): nodes.contains(where: \.isAlwaysMet)
    case .repetition(let node, let least, _, _): least == 0 || node.isAlwaysMet
    }
  }

  /// Lengths beyond this are as good as this.
  private static let lengthLimit = 1 << 20

  /// The most scalars it takes; `nil` when there is no limit.
  var longest: Int? {
    switch self {
    case .empty, .look, .assertion: 0
    case .set: 1
    case .sequence(let nodes): nodes.reduce(0) { sum, node in Self.sum(sum, node.longest) }
    case .choice(let nodes):
      nodes.reduce(0) { most, node in
        guard let most, let length = node.longest else { return nil }
        return max(most, length)
      }
    case .repetition(let node, _, let most, _):
      if let most, let length = node.longest { min(most * length, Self.lengthLimit) } else { nil }
    }
  }

  private static func sum(_ first: Int?, _ second: Int?) -> Int? {
    if let first, let second { min(first + second, lengthLimit) } else { nil }
  }

  /// The same read from right to left.
  var reversed: ExpressionNode {
    switch self {
    case .sequence(let nodes): .sequence(nodes.reversed().map(\.reversed))
    case .choice(let nodes): .choice(nodes.map(\.reversed))
    case .repetition(let node, let least, let most, let greed):
      .repetition(node.reversed, least: least, most: most, greed)
    default: self
    }
  }
}
