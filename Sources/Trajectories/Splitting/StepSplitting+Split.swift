extension StepSplitting {
  /// Cuts a response into steps; joining them gives the response back, byte for byte.
  ///
  /// No step is empty or nothing but white space, unless all of the response is: such a piece goes
  /// to the step before it, or after it at the very beginning. Time is linear in the response,
  /// except for `pattern`, which takes what its expression takes. An empty response has no steps.
  public func split(_ response: String) -> [String] {
    var response = response
    return response.withUTF8 { split($0) }
  }

  /// Cuts a response that is known to be UTF-8; see ``split(_:)-(String)``.
  func split(_ response: Bytes) -> [String] {
    Self.pieces(of: response, cuts: cuts(in: response))
  }

  /// Offsets at which a step begins, ascending; those at the ends or in white space count for
  /// nothing.
  private func cuts(in bytes: Bytes) -> [Int] {
    switch self {
    case .automatic:
      let marks = Self.markCuts(bytes)
      if marks.count >= 2 { return marks }
      let blank = Self.blankLineCuts(bytes)
      return Self.ends(of: bytes, cuts: blank).count >= 2 ? blank : Self.lineCuts(bytes)
    case .blankLines: return Self.blankLineCuts(bytes)
    case .lines: return Self.lineCuts(bytes)
    case .marks: return Self.markCuts(bytes)
    case .tag(let tag): return Self.tagCuts(bytes, tag: Array(tag.utf8))
    case .pattern(let pattern): return Self.patternCuts(bytes.string, pattern: pattern)
    }
  }

  /// After each run of line feeds that holds at least two.
  private static func blankLineCuts(_ bytes: Bytes) -> [Int] {
    var cuts: [Int] = []
    var offset = 0
    while let found = bytes.firstPlace(of: .lineFeed, from: offset) {
      var run = 0
      offset = found
      // A carriage return belongs to the line end around it.
      while offset < bytes.count, bytes[offset] == .lineFeed || bytes[offset] == .carriageReturn {
        if bytes[offset] == .lineFeed { run += 1 }
        offset += 1
      }
      if run >= 2 { cuts.append(offset) }
    }
    return cuts
  }

  private static func lineCuts(_ bytes: Bytes) -> [Int] {
    var cuts: [Int] = []
    while let found = bytes.firstPlace(of: .lineFeed, from: cuts.last ?? 0) {
      cuts.append(found + 1)
    }
    return cuts
  }

  private static func markCuts(_ bytes: Bytes) -> [Int] {
    StepMark.all(in: bytes).map { mark in
      // `## Step 2:` and `**Step 2:**` keep what decorates them.
      var start = mark.range.lowerBound
      while start > 0, bytes[start - 1].decoratesLine { start -= 1 }
      return start == 0 || bytes[start - 1] == .lineFeed ? start : mark.range.lowerBound
    }
  }

  private static func tagCuts(_ bytes: Bytes, tag: [UInt8]) -> [Int] {
    ByteSearch(tag).ranges(in: bytes).map(\.upperBound)
  }

  /// Before each match; a match of nothing counts for nothing.
  private static func patternCuts(_ text: String, pattern: String) -> [Int] {
    guard let expression = try? Self.expression(pattern) else { return [] }
    return text.matches(of: expression.matchingSemantics(.unicodeScalar)).compactMap { match in
      match.range.isEmpty
        ? nil : text.utf8.distance(from: text.utf8.startIndex, to: match.range.lowerBound)
    }
  }

  private static func pieces(of bytes: Bytes, cuts: [Int]) -> [String] {
    var start = 0
    return ends(of: bytes, cuts: cuts).map { end in
      defer { start = end }
      return bytes.part(start..<end).string
    }
  }

  /// Where each step ends.
  private static func ends(of bytes: Bytes, cuts: [Int]) -> [Int] {
    guard !bytes.isEmpty else { return [] }
    let lastText = bytes.lastIndex { !$0.isWhiteSpace } ?? -1
    var ends: [Int] = []
    var looked = 0
    // A piece of white space only, at either side, is no step of its own.
    for cut in cuts where cut > looked && cut <= lastText {
      let holdsText = bytes.part(looked..<cut).holdsText
      looked = cut
      if holdsText {
        ends.append(cut)
      } else if !ends.isEmpty {
        ends[ends.count - 1] = cut
      }
    }
    ends.append(bytes.count)
    return ends
  }
}

extension UInt8 {
  /// Whether Markdown puts it before a heading or strong text.
  fileprivate var decoratesLine: Bool {
    self == .space || self == UInt8(ascii: "#") || self == UInt8(ascii: "*")
  }
}
