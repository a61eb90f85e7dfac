extension StepSplitting {
  /// Cuts a response into steps; joining them gives the response back, byte for byte.
  ///
  /// No step is empty or nothing but white space, unless all of the response is: such a piece goes
  /// to the step before it, or after it at the very beginning. Time is linear in the response,
  /// except for `pattern`, which takes what its expression takes. An empty response has no steps.
  public func split(_ response: String) -> [String] {
    let bytes = Array(response.utf8)
    let cuts = cuts(in: bytes, text: response)
    return Self.pieces(of: bytes, cuts: cuts)
  }

  /// Offsets at which a step begins, ascending; those at the ends or in white space count for
  /// nothing.
  private func cuts(in bytes: [UInt8], text: String) -> [Int] {
    switch self {
    case .automatic:
      let marks = Self.markCuts(bytes)
      if marks.count >= 2 { return marks }
      let blank = Self.blankLineCuts(bytes)
      return Self.pieces(of: bytes, cuts: blank).count >= 2 ? blank : Self.lineCuts(bytes)
    case .blankLines: return Self.blankLineCuts(bytes)
    case .lines: return Self.lineCuts(bytes)
    case .marks: return Self.markCuts(bytes)
    case .tag(let tag): return Self.tagCuts(bytes, tag: Array(tag.utf8))
    case .pattern(let pattern): return Self.patternCuts(text, pattern: pattern)
    }
  }

  /// After each run of line feeds that holds at least two.
  private static func blankLineCuts(_ bytes: [UInt8]) -> [Int] {
    var cuts: [Int] = []
    var run = 0
    for (offset, byte) in bytes.enumerated() {
      if byte == .lineFeed {
        run += 1
      } else {
        if run >= 2 { cuts.append(offset) }
        // A carriage return belongs to the line end around it.
        if byte != .carriageReturn { run = 0 }
      }
    }
    return cuts
  }

  private static func lineCuts(_ bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { $0 > 0 && bytes[$0 - 1] == .lineFeed }
  }

  private static func markCuts(_ bytes: [UInt8]) -> [Int] {
    StepMark.all(in: bytes).map { mark in
      // `## Step 2:` and `**Step 2:**` keep what decorates them.
      let decoration = bytes[..<mark.range.lowerBound].reversed().prefix(while: \.decoratesLine)
      let start = mark.range.lowerBound - decoration.count
      return start == 0 || bytes[start - 1] == .lineFeed ? start : mark.range.lowerBound
    }
  }

  private static func tagCuts(_ bytes: [UInt8], tag: [UInt8]) -> [Int] {
    ByteSearch(tag).ranges(in: bytes[...]).map(\.upperBound)
  }

  /// Before each match; a match of nothing counts for nothing.
  private static func patternCuts(_ text: String, pattern: String) -> [Int] {
    guard let expression = try? Self.expression(pattern) else { return [] }
    return text.matches(of: expression.matchingSemantics(.unicodeScalar)).compactMap { match in
      match.range.isEmpty
        ? nil : text.utf8.distance(from: text.utf8.startIndex, to: match.range.lowerBound)
    }
  }

  private static func pieces(of bytes: [UInt8], cuts: [Int]) -> [String] {
    guard !bytes.isEmpty else { return [] }
    let lastText = bytes.lastIndex { !$0.isWhiteSpace } ?? -1
    var ends: [Int] = []
    var looked = 0
    // A piece of white space only, at either side, is no step of its own.
    for cut in cuts where cut > looked && cut <= lastText {
      let holdsText = bytes[looked..<cut].holdsText
      looked = cut
      if holdsText {
        ends.append(cut)
      } else if !ends.isEmpty {
        ends[ends.count - 1] = cut
      }
    }
    ends.append(bytes.count)
    return zip([0] + ends, ends).map { String(decoding: bytes[$0..<$1], as: UTF8.self) }
  }
}

extension UInt8 {
  /// Whether Markdown puts it before a heading or strong text.
  fileprivate var decoratesLine: Bool {
    self == .space || self == UInt8(ascii: "#") || self == UInt8(ascii: "*")
  }
}
