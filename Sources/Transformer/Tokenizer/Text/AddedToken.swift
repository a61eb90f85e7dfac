/// A token that is extracted from the text before any other step.
struct AddedToken: Equatable, Sendable {
  let content: [UInt8]
  let id: Int32
  /// Whether it is matched in the normalized text.
  let isNormalized: Bool
  /// Whether white space before it belongs to it.
  let takesSpaceBefore: Bool
  /// Whether white space after it belongs to it.
  let takesSpaceAfter: Bool
  /// Whether it matches only between non-word characters.
  let isSingleWord: Bool
}

/// Finds added tokens in a text.
struct AddedTokenFinder: Sendable {
  private let tokens: [AddedToken]
  private let matcher: StringMatcher

  /// Creates a finder that searches for the given strings instead of the contents; `nil` without
  /// tokens.
  init?(_ tokens: [AddedToken], spellings: [[UInt8]]) {
    guard !tokens.isEmpty else { return nil }
    self.tokens = tokens
    matcher = StringMatcher(spellings)
  }

  /// Calls `body` with each part of the text in turn, and the token if it is one.
  ///
  /// The longest token at a position wins. O(text), apart from absorbed white space.
  func forEachStretch<Failure: Error>(
    of text: UnsafeBufferPointer<UInt8>,
    _ body: (Range<Int>, _ token: Int32?) throws(Failure) -> Void
  ) throws(Failure) {
    var end = 0
    try matcher.forEachMatch(in: text) { match, index throws(Failure) in
      let token = tokens[index]
      var range = match
      if token.isSingleWord, touchesWord(range, in: text) { return }
      if token.takesSpaceBefore {
        range = startOfSpace(before: range.lowerBound, in: text, from: end)..<range.upperBound
      }
      if token.takesSpaceAfter {
        range = range.lowerBound..<endOfSpace(after: range.upperBound, in: text)
      }
      if end < range.lowerBound { try body(end..<range.lowerBound, nil) }
      try body(range, token.id)
      end = max(end, range.upperBound)
    }
    if end < text.count { try body(end..<text.count, nil) }
  }

  private func touchesWord(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let before = lastScalarStart(text, before: range.lowerBound).map { isWord(text, at: $0) }
    let after = range.upperBound < text.count && isWord(text, at: range.upperBound)
    return before == true || after
  }

  /// `\w` in Rust's regular expressions: alphabetic, mark, decimal digit, connector or joiner.
  private func isWord(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard let start = text.baseAddress,
      let scalar = Unicode.Scalar(UTF8Scalars.scalar(start, at: place))
    else { return false }
    let properties = scalar.properties
    if properties.isAlphabetic || properties.isJoinControl { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
      // Rust's tables follow Unicode 16.0.
      return properties.age.map { $0.major <= 16 } ?? true
    default: return false
    }
  }

  private func lastScalarStart(_ text: UnsafeBufferPointer<UInt8>, before place: Int) -> Int? {
    guard place > 0 else { return nil }
    var start = place - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private func startOfSpace(
    before place: Int, in text: UnsafeBufferPointer<UInt8>, from limit: Int
  ) -> Int {
    var place = place
    while place > limit, let start = lastScalarStart(text, before: place),
      isSpace(text, at: start)
    {
      place = start
    }
    return place
  }

  private func endOfSpace(after place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var place = place
    while place < text.count, isSpace(text, at: place) { place += UTF8Scalars.length(text[place]) }
    return place
  }

  private func isSpace(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard let start = text.baseAddress else { return false }
    return ScalarClasses.shared[UTF8Scalars.scalar(start, at: place)].contains(.whitespace)
  }
}

/// The added tokens of a file, which are outside its model.
struct AddedTokens: Sendable {
  /// Contents and ids.
  let table: TokenTable
  /// The tokens matched in the raw text.
  let raw: AddedTokenFinder?
  /// The tokens matched in normalized text.
  let normalized: AddedTokenFinder?
  /// The normalized contents of the latter.
  private let spellings: [Int32: [UInt8]]

  init(
    _ tokens: [AddedToken], table: TokenTable, normalizers: [Normalizer]
  ) throws(TokenizationError) {
    self.table = table
    let rawTokens = tokens.filter { !$0.isNormalized }
    raw = AddedTokenFinder(rawTokens, spellings: rawTokens.map(\.content))
    let normalizedTokens = tokens.filter(\.isNormalized)
    let contents = try normalizedTokens.map { token throws(TokenizationError) in
      try token.content.withUnsafeBufferPointer { content throws(TokenizationError) in
        try normalizers.applied(to: content)
      } ?? token.content
    }
    normalized = AddedTokenFinder(normalizedTokens, spellings: contents)
    spellings = Dictionary(zip(normalizedTokens.map(\.id), contents)) { first, _ in first }
  }

  /// The text of a token in decoding: its content, normalized if it is matched in normalized text.
  func decoded(_ id: Int32) -> ArraySlice<UInt8>? { spellings[id]?[...] ?? table.string(of: id) }
}
