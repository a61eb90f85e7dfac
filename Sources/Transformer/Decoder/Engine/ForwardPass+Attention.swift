import CTransformerKernels

extension ForwardPass {
  /// Keys per product, so that the scores of a block of queries stay in cache.
  private static let keyCount = 256

  /// softmax(q kᵀ / √D) v for the queries of a block that share one key head, one block of keys at a time.
  ///
  /// Memory is independent of the length. Source: Rabe and Staats 2021, arXiv:2112.05682.
  func attend(
    _ block: BatchPlan.QueryBlock, group: Int, window: Int?, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let rows = block.paddedCount * groupSize
    let size = configuration.headDimension
    let state = try worker.softmax.reserve(floats: 2 * rows)
    state.update(repeating: -.infinity, count: rows)
    (state + rows).update(repeating: 0, count: rows)
    let sums = try worker.seen.reserve(floats: rows * size)
    var isFirst = true
    let end = block.position + block.count
    let start = window.map { max(0, block.position - $0 + 1) } ?? 0
    for range in plan.keyRanges[block.segment] {
      let first = max(start, range.position)
      let last = min(end, range.position + range.count)
      for position in stride(from: first, to: last, by: ForwardPass.keyCount) {
        let keys = Keys(
          position: position, count: min(ForwardPass.keyCount, last - position),
          keyRow: range.keyRow + position - range.position)
        try accumulate(keys, block, group: group, window, isFirst: isFirst, worker)
        isFirst = false
      }
    }
    finish(block, group: group, sums, state + rows, worker, try worker.row.reserve(floats: size))
  }

  /// One block of keys.
  private struct Keys {
    var position: Int
    var count: Int
    var keyRow: Int
  }

  /// Accumulates one block of keys into the weighted values.
  private func accumulate(
    _ keys: Keys, _ block: BatchPlan.QueryBlock, group: Int, _ window: Int?, isFirst: Bool,
    _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.headDimension
    let rows = block.paddedCount * groupSize
    let step = BatchPlan.keyStep
    let count = (keys.count + step - 1) / step * step
    let bytes = element.byteCount
    let query = queries + (group * queryRowCount + block.row) * groupSize * size * bytes
    let offset = (group * plan.keyRowCount + keys.keyRow) * size * bytes
    let scores = try worker.scores.reserve(floats: rows * count)
    let weights = try worker.weights.reserve(rows * count * bytes)
    let sums = try worker.seen.reserve(floats: rows * size)
    try worker.multiply(
      query, self.keys + offset, into: scores,
      ProductShape(
        rows: rows, depth: size, columns: count, source: element, sourceStride: size,
        weights: .transposed(stride: size)))
    try exponentiate(keys, count, block, window, scores, weights, isFirst ? nil : sums, worker)
    try worker.multiply(
      weights, values + offset, into: sums,
      ProductShape(
        rows: rows, depth: count, columns: size, source: element, sourceStride: count,
        ending: isFirst ? .none : .add, weights: .rows(stride: size)))
  }

  /// Turns scores into weights row by row, and rescales earlier sums where a row has a new maximum.
  private func exponentiate(
    _ keys: Keys, _ count: Int, _ block: BatchPlan.QueryBlock, _ window: Int?,
    _ scores: UnsafePointer<Float>, _ weights: UnsafeMutableRawPointer,
    _ sums: UnsafeMutablePointer<Float>?, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.headDimension
    let scale = 1 / Float(size).squareRoot()
    let rows = block.paddedCount * groupSize
    let state = try worker.softmax.reserve(floats: 2 * rows)
    let isHalf: Int32 = element == .bfloat16 ? 1 : 0
    for query in 0..<block.count {
      let position = block.position + query
      let first = window.map { max(0, position - $0 + 1 - keys.position) } ?? 0
      let last = min(keys.count, position + 1 - keys.position)
      for row in query * groupSize..<(query + 1) * groupSize {
        let factor = ctransformer_softmax_block(
          scores + row * count, count, first, last, scale, state + row, state + rows + row,
          weights + row * count * element.byteCount, isHalf)
        if let sums, factor != 1 {
          ctransformer_scale(sums + row * size, size, factor, sums + row * size)
        }
      }
    }
  }

  /// Normalizes by the sums of weights and stores a token's heads side by side.
  private func finish(
    _ block: BatchPlan.QueryBlock, group: Int, _ sums: UnsafePointer<Float>,
    _ totals: UnsafePointer<Float>, _ worker: DecoderWorker, _ head: UnsafeMutablePointer<Float>
  ) {
    let size = configuration.headDimension
    let bytes = element.byteCount
    for query in 0..<block.count {
      for member in 0..<groupSize {
        let row = query * groupSize + member
        ctransformer_scale(sums + row * size, size, 1 / totals[row], head)
        let column = (group * groupSize + member) * size
        let offset = (block.row + query) * configuration.querySize + column
        _ = Elements.store(head, size, as: element, at: seen + offset * bytes)
      }
    }
  }
}
