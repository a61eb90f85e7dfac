/// The grapheme clusters of a text as ranges of scalar positions (UAX #29, Unicode 15).
///
/// The standard library's `Character` differs in one of Unicode's 602 test cases, a joiner between
/// two dingbats, and cannot work on scalars in place.
public struct GraphemeClusters: Sequence, Sendable {
  /// The text's scalars; elements are ranges into it, in order and without gaps.
  public let scalars: [Unicode.Scalar]

  /// Splits a text.
  public init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Starts at the first cluster.
  public func makeIterator() -> Iterator { Iterator(scalars: scalars) }

  /// Walks from cluster to cluster.
  public struct Iterator: IteratorProtocol {
    let scalars: [Unicode.Scalar]
    var position = 0
    private var traits = ScalarTraitsCache()

    init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    /// The next cluster's positions, or nil at the end.
    public mutating func next() -> Range<Int>? {
      guard position < scalars.count else { return nil }
      let start = position
      position = GraphemeRules.clusterEnd(in: scalars, from: start, &traits)
      return start..<position
    }
  }
}

enum GraphemeRules {
  /// The position after the cluster that begins at `start`; linear in the cluster's length.
  static func clusterEnd(
    in scalars: [Unicode.Scalar], from start: Int, _ traits: inout ScalarTraitsCache
  ) -> Int {
    var position = start + 1
    var before = traits[scalars[start]].graphemeClass
    var indicators = before == .regionalIndicator ? 1 : 0
    // GB11: a pictograph, then only Extend, then a joiner.
    var joinsPictographs = before == .pictograph
    while position < scalars.count {
      let after = traits[scalars[position]].graphemeClass
      let joined = joinsPictographs && before == .zeroWidthJoiner && after == .pictograph
      let paired = indicators % 2 == 1 && after == .regionalIndicator
      guard joined || paired || binds(before, after) else { break }
      indicators = after == .regionalIndicator ? indicators + 1 : 0
      joinsPictographs =
        after == .pictograph || joinsPictographs && (after == .extend || after == .zeroWidthJoiner)
      before = after
      position += 1
    }
    return position
  }

  /// GB3 to GB9b: whether two neighbours stay together regardless of context.
  private static func binds(_ before: GraphemeClass, _ after: GraphemeClass) -> Bool {
    switch (before, after) {
    case (.carriageReturn, .lineFeed): true
    case (.carriageReturn, _), (.lineFeed, _), (.control, _): false
    case (_, .carriageReturn), (_, .lineFeed), (_, .control): false
    case (.hangulL, .hangulL), (.hangulL, .hangulV): true
    case (.hangulL, .hangulLV), (.hangulL, .hangulLVT): true
    case (.hangulLV, .hangulV), (.hangulV, .hangulV): true
    case (.hangulLV, .hangulT), (.hangulV, .hangulT): true
    case (.hangulLVT, .hangulT), (.hangulT, .hangulT): true
    case (_, .extend), (_, .zeroWidthJoiner), (_, .spacingMark), (.prepend, _): true
    default: false
    }
  }
}
