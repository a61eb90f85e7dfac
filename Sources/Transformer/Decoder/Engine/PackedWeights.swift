/// The weights of a decoder, packed for its products, and its norms as floats.
struct PackedWeights: Sendable {
  /// One block's; letters as in ``DecoderConfiguration``.
  struct Layer: Sendable {
    /// Shape (d).
    var inputNorm, feedForwardNorm: AlignedBuffer
    /// Shape (D); Qwen3 only.
    var queryNorm, keyNorm: AlignedBuffer?
    /// (d, (H + 2 K) · D): queries, keys and values side by side.
    var queryKeyValue: PackedMatrix
    /// (H · D, d).
    var output: PackedMatrix
    var feedForward: FeedForward
    /// (F, d).
    var down: PackedMatrix
    /// W; `nil`: a token sees all before it.
    var window: Int?
  }

  /// The first two matrices of the feed-forward part.
  enum FeedForward: Sendable {
    /// (d, F) each: oneDNN applies SiLU and the product of both while it stores them.
    case apart(gate: PackedMatrix, up: PackedMatrix)
    /// (d, 2 F): bytes must be scaled a token before SiLU, which is a pass of its own.
    case together(PackedMatrix)

    var byteCount: Int {
      switch self {
      case .apart(let gate, let up): gate.byteCount + up.byteCount
      case .together(let both): both.byteCount
      }
    }
  }

  /// Of all matrices.
  var element: DecoderPrecision.Element
  var layers: [Layer]
  /// Of each layer; none for a single worker, and where matrices cannot be taken apart.
  var columnBlocks: [ColumnBlocks]
  /// Shape (d).
  var finalNorm: AlignedBuffer

  /// The bytes of all matrices.
  var byteCount: Int {
    layers.reduce(0) {
      $0 + $1.queryKeyValue.byteCount + $1.output.byteCount + $1.feedForward.byteCount
        + $1.down.byteCount
    }
  }
}
