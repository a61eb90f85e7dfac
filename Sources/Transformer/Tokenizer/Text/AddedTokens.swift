/// All the tokens of a file that are no words of its model.
struct AddedTokens: Sendable {
  /// Contents and ids.
  let table: TokenTable
  /// Those that are looked for in the raw text.
  let raw: AddedTokenFinder?
  /// Those that are looked for in normalized text.
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

  /// What decoding puts for a token: its content, normalized if it is looked for in that form.
  func decoded(_ id: Int32) -> ArraySlice<UInt8>? { spellings[id]?[...] ?? table.string(of: id) }
}
