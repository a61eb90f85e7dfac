import Trajectories

/// A text or regular expression to search for, with smart case: a capital makes the search
/// case-sensitive.
///
/// `/…/` is a PCRE2 expression, compiled by its JIT; `/…/i` ignores case, `/…/s` lets the dot match
/// line breaks, and `^` and `$` match at line ends. Anything else is literal: letters match in both
/// cases unless the text has a capital. A text of ASCII folds only ASCII letters, and in an
/// expression of ASCII `\d`, `\w`, `\s` and `\b` are ASCII's, unless it begins with `(*UCP)`. Any
/// number of threads may use a pattern at once.
public final class TextPattern: Equatable, Sendable {
  /// As typed, without quotes.
  public let source: String
  /// Whether ``source`` is `/…/` and meant as an expression.
  public let isExpression: Bool

  private let expression: RegularExpression?
  /// What a matching text must contain; without an expression, the match itself.
  private let run: ByteRun?
  private let scan: RawJSONScan?

  /// The longest source in bytes; guards against mistakes such as a pasted file.
  public static let lengthLimit = 4096

  /// Parses what was typed after `/`.
  ///
  /// - Throws: ``QueryError`` for an invalid regular expression, an empty text, and one longer than
  ///   ``lengthLimit``.
  public convenience init(_ source: String) throws(QueryError) {
    if let parts = ExpressionParts(source) {
      try self.init(source: source, parts)
    } else {
      try self.init(literal: source)
    }
  }

  /// A text to search for literally, even between slashes.
  ///
  /// - Throws: ``QueryError`` for an empty text and for one longer than ``lengthLimit``.
  public init(literal: String) throws(QueryError) {
    try TextPattern.checkLength(literal)
    source = literal
    isExpression = false
    let ignoresCase = !literal.contains(where: \.isUppercase)
    let isASCII = literal.utf8.allSatisfy { $0 < 0x80 }
    let folding: NeedleRun.Folding = !ignoresCase ? .none : isASCII ? .ascii : .full
    run = NeedleRun([literal], folding: folding)?.run
    scan = RawJSONScan([literal], folding: folding)
    expression =
      folding == .full
      ? try TextPattern.compiled(literal, [.literal, .ignoringCase], offset: 0) : nil
  }

  private init(source: String, _ parts: ExpressionParts) throws(QueryError) {
    try TextPattern.checkLength(source)
    self.source = source
    isExpression = true
    expression = try TextPattern.compiled(parts.body, parts.options, offset: 1)
    let pieces = RequiredText.pieces(of: parts.body)
    let folding: NeedleRun.Folding = parts.options.contains(.ignoringCase) ? .full : .none
    run = NeedleRun(pieces, folding: folding)?.run
    scan = RawJSONScan(pieces, folding: folding)
  }

  /// What is wrong with a text that is still being typed; cheaper than making the pattern.
  public static func fault(in source: String) -> QueryError? {
    do throws(QueryError) {
      try checkLength(source)
      guard let parts = ExpressionParts(source) else { return nil }
      _ = try compiled(parts.body, parts.options, offset: 1)
      return nil
    } catch {
      return error
    }
  }

  private static func checkLength(_ source: String) throws(QueryError) {
    guard !source.isEmpty else { throw QueryError.emptyPattern(0..<0) }
    guard source.utf8.count <= lengthLimit else {
      throw QueryError.longPattern(0..<source.utf8.count)
    }
  }

  private static func compiled(
    _ body: String, _ options: RegularExpression.Options, offset: Int
  ) throws(QueryError) -> RegularExpression {
    do {
      return try RegularExpression(body, options: options)
    } catch {
      throw QueryError.badExpression(error, in: body, offset: offset)
    }
  }

  /// Whether the same text was typed with the same meaning.
  public static func == (left: TextPattern, right: TextPattern) -> Bool {
    left.source == right.source && left.isExpression == right.isExpression
  }

  /// How many texts were not searched to their end because the expression took too long.
  public var unsearchedTexts: Int { expression?.unsearched ?? 0 }
}

extension TextPattern {
  /// Whether the text contains a match.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  /// Whether the text, which must be valid UTF-8, contains a match.
  public func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    firstRange(in: bytes, from: 0) != nil
  }

  /// Whether the whole text matches.
  func isAll(of text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty else { return false }
      if let expression {
        return expression.firstMatch(in: bytes, from: 0, isWhole: true) != nil
      }
      return run.map { $0.values.count == bytes.count && $0.stands(at: 0, in: bytes) } ?? false
    }
  }

  /// All non-empty matches, in order and without overlaps, as ranges of UTF-8 offsets; at most
  /// `limit`.
  public func ranges(in text: String, limit: Int = 1000) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      var found: [Range<Int>] = []
      var start = 0
      while found.count < limit, let range = firstRange(in: bytes, from: start) {
        if !range.isEmpty { found.append(range) }
        // An empty match must not be found again.
        start = range.isEmpty ? range.upperBound + 1 : range.upperBound
        while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
        if start > bytes.count { break }
      }
      return found
    }
  }

  private func firstRange(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    guard let expression else {
      guard let run, let place = run.firstPlace(in: bytes, from: start) else { return nil }
      return place..<place + run.values.count
    }
    if let run, run.firstPlace(in: bytes, from: start) == nil { return nil }
    return expression.firstMatch(in: bytes, from: start)
  }

  /// The first place in a block of raw JSON records from which on one may match.
  ///
  /// Never misses a match, whatever escapes a record uses; may return a place without one. The
  /// place lies in the first record that may match; records without it need not be parsed. It
  /// covers texts that are one JSON string in the record. Texts that a reader assembles (an id from
  /// the file's name, a number read as a text, joined parts) and those stored elsewhere (notes) are
  /// up to the caller. Several gigabytes per second without candidates; an expression without any
  /// fixed text returns `start`.
  ///
  /// - Parameters:
  /// - bytes: whole records, in UTF-8 as far as they are valid.
  /// - start: the first byte of a record.
  /// - Returns: `nil` if no record can match.
  public func firstCandidate(
    inRawJSON bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let scan else { return start < bytes.count ? start : nil }
    return scan.firstPlace(in: bytes, from: start)
  }
}

/// An expression between slashes, and the letters after it.
private struct ExpressionParts {
  let body: String
  let options: RegularExpression.Options

  /// `nil` for anything that does not begin with a slash and end in another and known letters; `//`
  /// is a text.
  init?(_ source: String) {
    guard source.first == "/", let end = source.lastIndex(of: "/"),
      case let start = source.index(after: source.startIndex), start < end
    else { return nil }
    var options: RegularExpression.Options = []
    for letter in source[source.index(after: end)...] {
      switch letter {
      case "i": options.insert(.ignoringCase)
      case "s": options.insert(.dotMatchesAll)
      default: return nil
      }
    }
    body = String(source[start..<end])
    self.options = options
  }
}

extension TextPattern {
  /// Whether it may match an id made from the file's name and a record's place, as in `gsm8k-17`:
  /// such an id is not in the file.
  public func mayMatchMadeID(ofFile path: String) -> Bool {
    guard !isExpression, let last = source.utf8.last else { return true }
    let endsInPlace = (48...57).contains(last) || last == UInt8(ascii: "-")
    let stem = SourceRecord(file: path).fileStem
    return endsInPlace || stem.lowercased().contains(source.lowercased())
  }
}
