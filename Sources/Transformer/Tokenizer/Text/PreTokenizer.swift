/// Splits a text into pieces that are merged separately.
struct PreTokenizer: Sendable {
  /// A step; each splits the pieces of the one before.
  enum Step: Sendable {
    case split(SplitRule)
    /// Adds a space before each piece that begins with none.
    case prefixSpace
    case metaspace(Metaspace)
  }

  var steps: [Step] = []
  /// Whether bytes are finally written as letters; see ``ByteAlphabet``.
  var isByteLevel = false

  /// Calls `body` with each piece of valid UTF-8 in turn; 16 bytes after a piece are readable.
  ///
  /// 16 bytes after `text` must be readable too; `isStart` says whether it begins the whole text.
  @inline(__always)
  func forEachPiece(
    of text: UnsafeBufferPointer<UInt8>, isStart: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(TokenizationError) {
    if steps.count == 1, case .split(let rule) = steps[0], rule.isWholeText,
      case .words(let splitter) = rule.pattern
    {
      return splitter.forEachPiece(of: text, body)
    }
    if steps.isEmpty { return body(text) }
    try forEachPieceInSteps(of: text, isStart: isStart, body)
  }

  @inline(never)
  private func forEachPieceInSteps(
    of text: UnsafeBufferPointer<UInt8>, isStart: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(TokenizationError) {
    var pieces = Pieces(bytes: Array(text), ranges: [0..<text.count])
    for step in steps { try pieces.apply(step, isStart: isStart) }
    pieces.bytes.append(contentsOf: repeatElement(0, count: EncodingScratch.padding))
    pieces.bytes.withUnsafeBufferPointer { bytes in
      for range in pieces.ranges where !range.isEmpty {
        body(UnsafeBufferPointer(rebasing: bytes[range]))
      }
    }
  }
}

/// SentencePiece's replacement of spaces by a visible mark.
struct Metaspace: Sendable {
  /// When the mark is prepended to a piece that does not begin with it.
  enum PrependScheme: String, Sendable {
    /// At the start of the whole text.
    case first
    case always
    case never
  }

  /// The mark for a space; U+2581 by default.
  let mark: [UInt8]
  let scheme: PrependScheme
  /// Whether a piece ends before each mark.
  let splits: Bool

  /// A piece with marks for its spaces, and one before it if the scheme requires it.
  func marked(_ piece: [UInt8], isStart: Bool) -> [UInt8] {
    let marked = piece.withUnsafeBufferPointer {
      SplitRule.Pattern.replaced([0x20], in: $0, with: mark)
    }
    let isWanted =
      switch scheme {
      case .first: isStart
      case .always: true
      case .never: false
      }
    return isWanted && !marked.starts(with: mark) ? mark + marked : marked
  }
}

extension SplitRule {
  /// Whether the pieces are the matches themselves, since the pattern leaves no gaps.
  fileprivate var isWholeText: Bool { behavior == .isolated && !isInverted }
}

/// A text being split.
private struct Pieces {
  var bytes: [UInt8]
  var ranges: [Range<Int>]

  mutating func apply(
    _ step: PreTokenizer.Step, isStart: Bool
  ) throws(TokenizationError) {
    switch step {
    case .split(let rule): try split(by: rule)
    case .prefixSpace: rewrite { piece, _ in piece.first == 0x20 ? piece : [0x20] + piece }
    case .metaspace(let metaspace):
      rewrite { piece, isFirst in metaspace.marked(piece, isStart: isStart && isFirst) }
      guard metaspace.splits else { return }
      let rule = SplitRule(
        pattern: .string(metaspace.mark), behavior: .mergedWithNext, isInverted: false)
      try split(by: rule)
    }
  }

  private mutating func split(by rule: SplitRule) throws(TokenizationError) {
    var pieces: [Range<Int>] = []
    try bytes.withUnsafeBufferPointer { bytes throws(TokenizationError) in
      for range in ranges {
        let cut = try rule.pieces(of: UnsafeBufferPointer(rebasing: bytes[range]))
        pieces += cut.map {
          $0.lowerBound + range.lowerBound..<$0.upperBound + range.lowerBound
        }
      }
    }
    ranges = pieces
  }

  private mutating func rewrite(_ change: ([UInt8], _ isFirst: Bool) -> [UInt8]) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    ranges = ranges.map { range in
      let start = result.count
      result += change(Array(bytes[range]), range.lowerBound == 0)
      return start..<result.count
    }
    bytes = result
  }
}
