import CTransformerKernels
import Glibc
import Transformer

/// Grouped-query causal attention of one sequence and one key head, and its gradient.
///
/// Queries, keys and values of a token lie side by side in one row, (H + 2 K) · D floats, as the
/// projections write them; letters as in ``DecoderConfiguration``. Blocks of queries see all their keys
/// at once, so the scores of a block are all that memory is needed for.
struct AttentionPass {
  let headCount, keyHeadCount, size: Int
  let window: Int?

  /// Queries of a block.
  private static let block = 64

  init(_ configuration: DecoderConfiguration, layer: Int) {
    (headCount, keyHeadCount) = (configuration.headCount, configuration.keyValueHeadCount)
    size = configuration.headDimension
    window = configuration.slidingWindows[layer]
  }

  /// From token to token.
  var stride: Int { (headCount + 2 * keyHeadCount) * size }
  var groupSize: Int { headCount / keyHeadCount }
  private var querySize: Int { headCount * size }

  /// Floats of scratch memory for sequences up to that length.
  static func scratchCount(length: Int) -> Int { 2 * block * ((length + 15) / 16 * 16) }

  /// Some queries of a sequence and the keys that any of them sees.
  private struct Block {
    var queries: Range<Int>
    var keys: Range<Int>
    /// From row to row of scores: whole vectors.
    var width: Int { (keys.count + 15) / 16 * 16 }

    /// The keys that one query sees, counted from the block's first.
    func seen(by query: Int, window: Int?) -> Range<Int> {
      let first = window.map { max(0, query + 1 - $0) } ?? 0
      return max(first, keys.lowerBound) - keys.lowerBound..<query + 1 - keys.lowerBound
    }
  }

  private func blocks(_ length: Int) -> [Block] {
    Swift.stride(from: 0, to: length, by: Self.block).map { start in
      let end = min(start + Self.block, length)
      let first = window.map { max(0, start + 1 - $0) } ?? 0
      return Block(queries: start..<end, keys: first..<end)
    }
  }

  // MARK: Forward

  /// out = softmax(q kᵀ / √D) v of all query heads of a key head.
  ///
  /// `projected` begins at the sequence's first token, (length, H + 2 K, D), turned; `logSums` receives
  /// log Σ e^score of each token and head, (length, H); `seen` receives out, (length, H, D).
  func forward(
    _ projected: Numbers, length: Int, keyHead: Int, logSums: MutableNumbers,
    seen: MutableNumbers, scratch: MutableNumbers
  ) throws(DecoderError) {
    for block in blocks(length) {
      for head in keyHead * groupSize..<(keyHead + 1) * groupSize {
        try forward(block, projected, head: head, keyHead, logSums, seen, scratch)
      }
    }
  }

  private func forward(
    _ block: Block, _ projected: Numbers, head: Int, _ keyHead: Int, _ logSums: MutableNumbers,
    _ seen: MutableNumbers, _ scratch: MutableNumbers
  ) throws(DecoderError) {
    let width = block.width
    let weights = scratch + Self.block * width
    try multiplyQueries(block, projected, head: head, keyHead, into: scratch)
    var factors = InlineArray<64, Float>(repeating: 0)  // as many as `block`
    for (row, query) in block.queries.enumerated() {
      let keys = block.seen(by: query, window: window)
      var (largest, sum) = (-Float.infinity, Float(0))
      _ = ctransformer_softmax_block(
        scratch + row * width, width, keys.lowerBound, keys.upperBound,
        1 / Float(size).squareRoot(), &largest, &sum, weights + row * width, 0)
      logSums[query * headCount + head] = largest + log(sum)
      factors[row] = 1 / sum
    }
    let target = seen + block.queries.lowerBound * querySize + head * size
    try PlainProduct.multiply(
      .rows(weights, stride: width), .rows(value(projected, block, keyHead), stride: stride),
      rows: block.queries.count, depth: block.keys.count, columns: size, into: target,
      stride: querySize)
    for row in 0..<block.queries.count {
      ctransformer_scale(target + row * querySize, size, factors[row], target + row * querySize)
    }
  }

  /// Scores before scaling, shape (queries, width).
  private func multiplyQueries(
    _ block: Block, _ projected: Numbers, head: Int, _ keyHead: Int, into scores: MutableNumbers
  ) throws(DecoderError) {
    try PlainProduct.multiply(
      .rows(projected + block.queries.lowerBound * stride + head * size, stride: stride),
      .transposed(key(projected, block, keyHead), stride: stride), rows: block.queries.count,
      depth: size, columns: block.keys.count, into: scores, stride: block.width)
  }

  private func key(_ projected: Numbers, _ block: Block, _ keyHead: Int) -> Numbers {
    projected + block.keys.lowerBound * stride + (headCount + keyHead) * size
  }

  private func value(_ projected: Numbers, _ block: Block, _ keyHead: Int) -> Numbers {
    key(projected, block, keyHead) + keyHeadCount * size
  }

  // MARK: Backward

  /// The gradients of queries, keys and values, for all query heads of a key head.
  ///
  /// `projected`, `logSums` and `seen` are as the forward pass left them; `dseen` has shape
  /// (length, H, D); `dprojected` receives the gradients, (length, H + 2 K, D).
  func backward(
    _ projected: Numbers, length: Int, keyHead: Int, logSums: Numbers, seen: Numbers,
    dseen: Numbers, dprojected: MutableNumbers, scratch: MutableNumbers
  ) throws(DecoderError) {
    for token in 0..<length {
      let key = dprojected + token * stride + (headCount + keyHead) * size
      key.update(repeating: 0, count: size)
      (key + keyHeadCount * size).update(repeating: 0, count: size)
    }
    for block in blocks(length) {
      for head in keyHead * groupSize..<(keyHead + 1) * groupSize {
        try backward(
          block, projected, head: head, keyHead, logSums, seen, dseen, dprojected, scratch)
      }
    }
  }

  private func backward(
    _ block: Block, _ projected: Numbers, head: Int, _ keyHead: Int, _ logSums: Numbers,
    _ seen: Numbers, _ dseen: Numbers, _ dprojected: MutableNumbers, _ scratch: MutableNumbers
  ) throws(DecoderError) {
    let (width, rows) = (block.width, block.queries.count)
    let dweights = scratch + Self.block * width
    let place = block.queries.lowerBound * querySize + head * size
    try multiplyQueries(block, projected, head: head, keyHead, into: scratch)
    try PlainProduct.multiply(
      .rows(dseen + place, stride: querySize),
      .transposed(value(projected, block, keyHead), stride: stride), rows: rows, depth: size,
      columns: block.keys.count, into: dweights, stride: width)
    for (row, query) in block.queries.enumerated() {
      let keys = block.seen(by: query, window: window)
      let mean = ctransformer_dot(
        dseen + place + row * querySize, seen + place + row * querySize, size)
      ctransformer_softmax_gradient(
        scratch + row * width, dweights + row * width, block.keys.count, keys.lowerBound,
        keys.upperBound, 1 / Float(size).squareRoot(), logSums[query * headCount + head], mean,
        scratch + row * width, dweights + row * width)
    }
    let query = block.queries.lowerBound * stride + head * size
    let key = block.keys.lowerBound * stride + (headCount + keyHead) * size
    try PlainProduct.multiply(
      .rows(dweights, stride: width), .rows(projected + key, stride: stride), rows: rows,
      depth: block.keys.count, columns: size, into: dprojected + query, stride: stride)
    try PlainProduct.multiply(
      .transposed(dweights, stride: width), .rows(projected + query, stride: stride),
      rows: block.keys.count, depth: rows, columns: size, adding: true, into: dprojected + key,
      stride: stride)
    try PlainProduct.multiply(
      .transposed(scratch, stride: width), .rows(dseen + place, stride: querySize),
      rows: block.keys.count, depth: rows, columns: size, adding: true,
      into: dprojected + key + keyHeadCount * size, stride: stride)
  }
}
