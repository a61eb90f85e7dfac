/// A split at every match of a pattern, and what becomes of the matches.
struct SplitRule: Sendable {
  /// The pattern to match.
  enum Pattern: Sendable {
    case string([UInt8])
    /// A known pattern with its own scanner.
    case words(WordSplitter)
    case expression(SplitExpression)
  }

  /// What becomes of the matches.
  enum Behavior: String, Sendable {
    case removed = "Removed"
    case isolated = "Isolated"
    case mergedWithPrevious = "MergedWithPrevious"
    case mergedWithNext = "MergedWithNext"
    case contiguous = "Contiguous"
  }

  let pattern: Pattern
  let behavior: Behavior
  /// Whether the text between the matches is treated as the matches instead.
  let isInverted: Bool

  /// The non-empty pieces of a text, as offsets from its start.
  func pieces(of text: UnsafeBufferPointer<UInt8>) throws(TokenizationError) -> [Range<Int>] {
    var stretches: [(range: Range<Int>, isMatch: Bool)] = []
    var end = 0
    for match in try pattern.matches(in: text) {
      if match.lowerBound > end { stretches.append((end..<match.lowerBound, isInverted)) }
      // An empty match is no piece, but separates its neighbours.
      stretches.append((match, !isInverted))
      end = match.upperBound
    }
    if end < text.count { stretches.append((end..<text.count, isInverted)) }
    return joined(stretches)
  }

  private func joined(_ stretches: [(range: Range<Int>, isMatch: Bool)]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var lastIsMatch: Bool?
    for (index, (range, isMatch)) in stretches.enumerated() {
      let joins =
        switch behavior {
        case .removed, .isolated: false
        case .mergedWithPrevious: isMatch && lastIsMatch == false
        case .mergedWithNext: !isMatch && lastIsMatch == true
        case .contiguous: isMatch == lastIsMatch
        }
      if behavior == .removed, isMatch { continue }
      if joins, index > 0, let last = pieces.popLast() {
        pieces.append(last.lowerBound..<range.upperBound)
      } else {
        pieces.append(range)
      }
      lastIsMatch = isMatch
    }
    return pieces.filter { !$0.isEmpty }
  }
}

extension SplitRule.Pattern {
  /// All matches from left to right; none overlap.
  func matches(in text: UnsafeBufferPointer<UInt8>) throws(TokenizationError) -> [Range<Int>] {
    switch self {
    case .string(let wanted): return Self.matches(of: wanted, in: text)
    case .expression(let expression): return try expression.matches(in: text)
    case .words(let splitter):
      var ranges: [Range<Int>] = []
      var start = 0
      splitter.forEachPiece(of: text) { piece in
        ranges.append(start..<start + piece.count)
        start += piece.count
      }
      return ranges
    }
  }

  /// The text with every match replaced by `content`.
  func replaced(
    in text: UnsafeBufferPointer<UInt8>, with content: [UInt8]
  ) throws(TokenizationError) -> [UInt8] {
    Self.replaced(try matches(in: text), in: text, with: content)
  }

  /// The text with every occurrence of a string replaced by `content`.
  static func replaced(
    _ wanted: [UInt8], in text: UnsafeBufferPointer<UInt8>, with content: [UInt8]
  ) -> [UInt8] {
    replaced(matches(of: wanted, in: text), in: text, with: content)
  }

  private static func replaced(
    _ matches: [Range<Int>], in text: UnsafeBufferPointer<UInt8>, with content: [UInt8]
  ) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var end = 0
    for match in matches {
      result.append(contentsOf: text[end..<match.lowerBound])
      result += content
      end = match.upperBound
    }
    result.append(contentsOf: text[end...])
    return result
  }

  /// The maximum factor by which replacing may lengthen a text; saturates.
  func growth(with content: [UInt8]) -> Int {
    switch self {
    case .string(let wanted):
      wanted.isEmpty
        ? 1 : min(max(1, (content.count + wanted.count - 1) / wanted.count), 1 << 20)
    // A match may be empty, so there may be one before every byte.
    case .words, .expression: min(content.count + 1, 1 << 20)
    }
  }

  /// Linear in the text; algorithm of Knuth, Morris and Pratt.
  private static func matches(
    of wanted: [UInt8], in text: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    guard !wanted.isEmpty else { return [] }
    let borders = borders(of: wanted)
    var ranges: [Range<Int>] = []
    var matched = 0
    for (offset, byte) in text.enumerated() {
      while matched > 0, wanted[matched] != byte { matched = borders[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      if matched == wanted.count {
        ranges.append(offset + 1 - matched..<offset + 1)
        matched = 0
      }
    }
    return ranges
  }

  /// For each prefix of a string, the length of its longest border.
  private static func borders(of wanted: [UInt8]) -> [Int] {
    var borders = [0]
    var length = 0
    for place in wanted.indices.dropFirst() {
      while length > 0, wanted[place] != wanted[length] { length = borders[length - 1] }
      if wanted[place] == wanted[length] { length += 1 }
      borders.append(length)
    }
    return borders
  }
}
