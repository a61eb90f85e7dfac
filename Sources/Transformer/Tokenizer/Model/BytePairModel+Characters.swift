extension BytePairModel {
  /// Appends the tokens of a piece that is written in characters of the vocabulary.
  ///
  /// 16 bytes behind it can be read. O(n log n) in its length.
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

  /// Whether some token may reach across these two neighbours.
  @inline(__always)
  private func joins(_ left: Int32, _ right: Int32) -> Bool { seams?.holds(left, right) ?? true }

  /// Appends what a stretch of the gathered symbols becomes; short ones are remembered.
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
    // The bytes alone do not say how many unknown characters became one.
    let isPlain = unknown.map { id in !(0..<range.count).contains { symbols[$0] == id } } ?? true
    guard isPlain, end > begin, end - begin <= PieceCache.longestPiece else {
      return appendMerged(symbols, count: range.count, key: nil, to: scratch)
    }
    let key = PieceCache.key(start + begin, count: end - begin)
    if let tokens = scratch.cache[key] { return append(tokens, to: scratch) }
    appendMerged(symbols, count: range.count, key: key, to: scratch)
  }

  /// Fills `symbols` with the tokens of single characters, and `places` with where they begin.
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
        // An unknown character that waits goes on waiting, as in the reference library.
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
