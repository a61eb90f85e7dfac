/// A model that converts a piece of text to tokens.
enum TokenizerModel: Sendable {
  case bytePairs(BytePairModel)
  /// A piece is a token of the vocabulary, or the unknown one, or nothing.
  case words(TokenTable, unknown: Int32?)

  /// The tokens of the model itself, without added ones.
  var vocabulary: TokenTable {
    switch self {
    case .bytePairs(let model): model.vocabulary
    case .words(let vocabulary, _): vocabulary
    }
  }

  /// Appends the tokens of a piece; 16 bytes after it must be readable.
  @inline(__always)
  func append(_ piece: UnsafeBufferPointer<UInt8>, to scratch: EncodingScratch) {
    switch self {
    case .bytePairs(let model): model.append(piece, to: scratch)
    case .words(let vocabulary, let unknown):
      guard !piece.isEmpty, let id = vocabulary.id(of: piece) ?? unknown else { return }
      scratch.output.reserve(1)
      scratch.output.append(id)
    }
  }
}
