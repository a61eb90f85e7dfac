/// A byte-pair model: vocabulary, merges, and the handling of unknown characters.
///
/// A class, so that encoding a piece does not retain each of its tables.
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
  /// The pairs (last symbol of a merge's left part, first symbol of its right part); `nil` if
  /// unknown.
  ///
  /// Adjacent characters outside this table never share a token, so a text may be split between
  /// them.
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

  /// Appends the tokens of a piece of valid UTF-8; 16 bytes after it must be readable.
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

  /// Appends cached tokens; room is reserved for every piece of the text.
  @inline(__always)
  func append(_ tokens: PieceCache.Tokens, to scratch: EncodingScratch) {
    let end = UnsafeMutableRawPointer(scratch.output.start + scratch.output.count)
    end.storeBytes(of: tokens, as: PieceCache.Tokens.self)
    // The shift maps the -1 after the last token to -1, and an id to 0.
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
      // A byte whose letter is not in the vocabulary is treated like an unknown character.
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

  /// Merges symbols in place, appends the tokens, and caches them under a key.
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

extension BytePairModel {
  /// Appends the tokens of a piece written in the vocabulary's characters.
  ///
  /// 16 bytes after it must be readable. O(n log n) in its length.
  @inline(never)
  func appendCharacters(_ piece: UnsafeBufferPointer<UInt8>, to scratch: EncodingScratch) {
    guard let start = piece.baseAddress, piece.count > 0 else { return }
    scratch.output.reserve(piece.count + PieceCache.mostTokens)
    if ignoresMerges, let id = vocabulary.id(of: piece) { return scratch.output.append(id) }
    gatherSymbols(piece, start, in: scratch)
    let count = scratch.symbols.count
    let symbols = scratch.symbols.start
    var first = 0
    while first < count {
      var end = first + 1
      while end < count, joins(symbols[end - 1], symbols[end]) { end += 1 }
      appendWord(first..<end, of: piece, start, to: scratch)
      first = end
    }
  }

  /// Whether some token may span these two neighbours.
  @inline(__always)
  private func joins(_ left: Int32, _ right: Int32) -> Bool { seams?.holds(left, right) ?? true }

  /// Appends the tokens of a range of the collected symbols; caches short ones.
  private func appendWord(
    _ range: Range<Int>, of piece: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>,
    to scratch: EncodingScratch
  ) {
    let symbols = scratch.symbols.start + range.lowerBound
    guard range.count > 1 else { return scratch.output.append(symbols[0]) }
    let begin = Int(scratch.places.start[range.lowerBound])
    let end =
      range.upperBound < scratch.symbols.count
      ? Int(scratch.places.start[range.upperBound]) : piece.count
    // The bytes alone do not tell how many unknown characters were fused.
    let isPlain = unknown.map { id in !(0..<range.count).contains { symbols[$0] == id } } ?? true
    guard isPlain, end > begin, end - begin <= PieceCache.longestPiece else {
      return appendMerged(symbols, count: range.count, key: nil, to: scratch)
    }
    let key = PieceCache.key(start + begin, count: end - begin)
    if let tokens = scratch.cache[key] { return append(tokens, to: scratch) }
    appendMerged(symbols, count: range.count, key: key, to: scratch)
  }

  /// Fills `symbols` with the tokens of single characters, and `places` with their offsets.
  private func gatherSymbols(
    _ piece: UnsafeBufferPointer<UInt8>, _ start: UnsafePointer<UInt8>, in scratch: EncodingScratch
  ) {
    scratch.symbols.count = 0
    scratch.places.count = 0
    scratch.symbols.reserve(piece.count + 1)
    scratch.places.reserve(piece.count + 1)
    var unknownIsWaiting = false
    var place = 0
    while place < piece.count {
      let length = UTF8Scalars.length(start[place])
      let character = UnsafeBufferPointer(start: start + place, count: length)
      if let id = characterID(character) {
        if unknownIsWaiting, let unknown { scratch.addSymbol(unknown, at: place) }
        unknownIsWaiting = false
        scratch.addSymbol(id, at: place)
      } else if let fallback, character.allSatisfy({ fallback[Int($0)] >= 0 }) {
        // A pending unknown character stays pending, as in the reference library.
        for (index, byte) in character.enumerated() {
          scratch.addSymbol(fallback[Int(byte)], at: place + index)
        }
      } else {
        if unknownIsWaiting, !fusesUnknown, let unknown { scratch.addSymbol(unknown, at: place) }
        unknownIsWaiting = unknown != nil
      }
      place += length
    }
    if unknownIsWaiting, let unknown { scratch.addSymbol(unknown, at: place) }
  }

  /// The token of a single character.
  @inline(__always)
  private func characterID(_ character: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard !isByteLevel, character.count == 1 else { return vocabulary.id(of: character) }
    let id = symbols[Int(character[0])]
    return id >= 0 ? id : nil
  }
}

extension EncodingScratch {
  @inline(__always)
  fileprivate func addSymbol(_ id: Int32, at place: Int) {
    symbols.append(id)
    places.append(Int32(truncatingIfNeeded: place))
  }
}
