/// A byte-pair model: vocabulary, merges, and what to do with characters it does not know.
///
/// A class, so that a piece costs no counting of references to its tables.
final class BytePairModel: Sendable {
  let vocabulary: TokenTable
  let merges: MergeTable
  /// Whether pieces are bytes written in ``ByteAlphabet``, or characters.
  let isByteLevel: Bool
  /// The token for unknown characters; without one they vanish, as in the reference library.
  let unknown: Int32?
  /// Whether unknown characters side by side become one token.
  let fusesUnknown: Bool
  /// The tokens `<0x00>` to `<0xFF>`, -1 where absent; `nil` without byte fallback.
  let fallback: [Int32]?
  /// Whether a piece of the vocabulary is a token even if no merges lead to it.
  let ignoresMerges: Bool
  /// Last symbol of a left part, first symbol of a right part, of some merge; `nil` when not known.
  ///
  /// Two neighbouring characters that are not here can never share a token, so a text may be cut
  /// between them.
  let seams: MergeTable?
  /// The token of each ASCII character, or of each byte when ``isByteLevel``; -1 where absent.
  let symbols: [Int32]

  init(
    vocabulary: TokenTable, merges: MergeTable, isByteLevel: Bool, unknown: Int32?,
    fusesUnknown: Bool, fallback: [Int32]?, ignoresMerges: Bool, seams: MergeTable?,
    symbols: [Int32]
  ) {
    self.vocabulary = vocabulary
    self.merges = merges
    self.isByteLevel = isByteLevel
    self.unknown = unknown
    self.fusesUnknown = fusesUnknown
    self.fallback = fallback
    self.ignoresMerges = ignoresMerges
    self.seams = seams
    self.symbols = symbols
  }

  /// Appends the tokens of a piece of valid UTF-8; 16 bytes behind it can be read.
  @inline(__always)
  func append(_ piece: UnsafeBufferPointer<UInt8>, to scratch: EncodingScratch) {
    guard isByteLevel else { return appendCharacters(piece, to: scratch) }
    guard let start = piece.baseAddress, piece.count > 0 else { return }
    if piece.count <= PieceCache.longestPiece,
      let tokens = scratch.cache[PieceCache.key(start, count: piece.count)]
    {
      return append(tokens, to: scratch)
    }
    appendAnew(piece, start, to: scratch)
  }

  /// Appends remembered tokens; there is room, as for every piece of the text.
  @inline(__always)
  func append(_ tokens: PieceCache.Tokens, to scratch: EncodingScratch) {
    let end = UnsafeMutableRawPointer(scratch.output.start + scratch.output.count)
    end.storeBytes(of: tokens, as: PieceCache.Tokens.self)
    // Shifted, -1 behind the last token stays -1, and an id becomes 0.
    scratch.output.count += 4 + Int(tokens[1] >> 31 + tokens[2] >> 31 + tokens[3] >> 31)
  }

  @inline(never)
  private func appendAnew(
    _ piece: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, to scratch: EncodingScratch
  ) {
    if ignoresMerges, let id = wholeToken(piece) { return scratch.output.append(id) }
    scratch.symbols.count = 0
    scratch.symbols.reserve(piece.count)
    for byte in piece {
      let id = symbols[Int(byte)]
      // Where a byte's letter is not in the vocabulary, what is said for characters holds.
      guard id >= 0 else { return appendLetters(of: piece, to: scratch) }
      scratch.symbols.append(id)
    }
    let isShort = piece.count <= PieceCache.longestPiece
    let key = isShort ? PieceCache.key(start, count: piece.count) : nil
    appendMerged(scratch.symbols.start, count: piece.count, key: key, to: scratch)
  }

  private func wholeToken(_ piece: UnsafeBufferPointer<UInt8>) -> Int32? {
    ByteAlphabet.letters(for: piece).withUnsafeBufferPointer { vocabulary.id(of: $0) }
  }

  private func appendLetters(
    of piece: UnsafeBufferPointer<UInt8>, to scratch: EncodingScratch
  ) {
    let letters = ByteAlphabet.letters(for: piece)
    let padded = letters + [UInt8](repeating: 0, count: EncodingScratch.padding)
    padded.withUnsafeBufferPointer {
      appendCharacters(UnsafeBufferPointer(rebasing: $0[..<letters.count]), to: scratch)
    }
  }

  /// Merges symbols in place, appends what they become, and remembers that under a key.
  func appendMerged(
    _ symbols: UnsafeMutablePointer<Int32>, count: Int, key: PieceCache.Key?,
    to scratch: EncodingScratch
  ) {
    scratch.outcomes.count = 0
    scratch.outcomes.reserve(count)
    let left = PairMerging.merge(
      symbols, count: count, outcomes: scratch.outcomes.start, by: merges)
    scratch.output.append(UnsafeBufferPointer(start: symbols, count: left))
    if let key, (1...PieceCache.mostTokens).contains(left) {
      scratch.cache.remember(key, symbols, count: left)
    }
  }
}
