/// How a response is split into steps; joining the steps restores it byte for byte.
public enum StepSplitting: Equatable, Sendable {
  /// Marks if there are at least two, else blank lines, else lines.
  case automatic
  /// At `\n\n`.
  case blankLines
  /// At `\n`.
  case lines
  /// Before each "Step k:" or "Step: k:".
  case marks
  /// After each occurrence of a literal tag.
  case tag(String)
  /// Before each match of a regular expression.
  case pattern(String)
}

/// Why a `--split-steps` argument was refused.
public enum StepSplittingError: Error, Equatable, Sendable {
  case unknownRule(String)
  case emptyTag
  case emptyPattern
  case invalidPattern(String, reason: String)
}

extension StepSplittingError: CustomStringConvertible {
  /// What is wrong with the argument, and what would be right.
  public var description: String {
    switch self {
    case .unknownRule(let argument):
      "unknown rule for splitting steps: \(argument). "
        + "Use auto, blank, line, mark, tag=STRING or regex=PATTERN."
    case .emptyTag:
      "the tag to split steps at is empty. Give one, such as tag=<extra_0>."
    case .emptyPattern:
      "the pattern to split steps at is empty. Give one, such as regex=\\n+."
    case .invalidPattern(let pattern, let reason):
      "the pattern to split steps at, \(pattern), is not a regular expression: \(reason). "
        + "Quote special characters with a backslash."
    }
  }
}

extension StepSplitting {
  /// The rule that `--split-steps` names.
  ///
  /// - Parameter argument: `auto`, `blank`, `line`, `mark`, `tag=STRING` or `regex=PATTERN`.
  /// - Throws: ``StepSplittingError`` for anything else, an empty tag or a wrong pattern.
  public init(argument: String) throws(StepSplittingError) {
    switch argument {
    case "auto": self = .automatic
    case "blank": self = .blankLines
    case "line": self = .lines
    case "mark": self = .marks
    default:
      if argument.hasPrefix("tag=") {
        let tag = String(argument.dropFirst(4))
        guard !tag.isEmpty else { throw .emptyTag }
        self = .tag(tag)
      } else if argument.hasPrefix("regex=") {
        let pattern = String(argument.dropFirst(6))
        guard !pattern.isEmpty else { throw .emptyPattern }
        _ = try Self.expression(pattern)
        self = .pattern(pattern)
      } else {
        throw .unknownRule(argument)
      }
    }
  }

  static func expression(_ pattern: String) throws(StepSplittingError) -> Regex<AnyRegexOutput> {
    do {
      return try Regex(pattern)
    } catch {
      throw .invalidPattern(pattern, reason: String(describing: error))
    }
  }
}

extension StepSplitting {
  /// Splits a response into steps; joining them restores it byte for byte.
  ///
  /// No step is empty or white space only, unless the whole response is: such a piece joins the
  /// step before it, or the one after it at the very beginning. Linear in the response, except for
  /// `pattern`, whose time depends on its expression. An empty response has no steps.
  public func split(_ response: String) -> [String] {
    var response = response
    return response.withUTF8 { split($0) }
  }

  /// Splits a response known to be UTF-8; see ``split(_:)-(String)``.
  func split(_ response: Bytes) -> [String] {
    Self.pieces(of: response, cuts: cuts(in: response))
  }

  /// Offsets at which a step begins, ascending; those at the ends or in white space are ignored.
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

  /// After each run of at least two line feeds.
  private static func blankLineCuts(_ bytes: Bytes) -> [Int] {
    var cuts: [Int] = []
    var offset = 0
    while let found = bytes.firstPlace(of: .lineFeed, from: offset) {
      var run = 0
      offset = found
      // A carriage return belongs to its line end.
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
      // `## Step 2:` and `**Step 2:**` keep their decoration.
      var start = mark.range.lowerBound
      while start > 0, bytes[start - 1].decoratesLine { start -= 1 }
      return start == 0 || bytes[start - 1] == .lineFeed ? start : mark.range.lowerBound
    }
  }

  private static func tagCuts(_ bytes: Bytes, tag: [UInt8]) -> [Int] {
    ByteSearch(tag).ranges(in: bytes).map(\.upperBound)
  }

  /// Before each match; empty matches are ignored.
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
    // A piece of white space only is not a step.
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
