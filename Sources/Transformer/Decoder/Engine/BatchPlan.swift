/// The row of each token of a batch in the decoder's buffers, and the division of work into tasks.
///
/// Rows are tokens, segment after segment without padding. Keys and values have separate rows with zeros after
/// each segment, so that a block of keys may extend past its end.
struct BatchPlan {
  /// Some successive tokens of one segment.
  struct QueryBlock {
    var segment: Int
    var row: Int
    var count: Int
    /// Of the first token, counted from the start of its sequence.
    var position: Int
    /// Whether a single token is not padded, as when sequences grow one token at a time.
    var isExact = false

    /// The tokens that products compute: padded, so that few shapes of products are compiled.
    var paddedCount: Int { isExact && count == 1 ? 1 : (count + 7) / 8 * 8 }
  }

  /// Consecutive keys that a segment's tokens attend to: its own, or an ancestor's.
  struct KeyRange {
    var position: Int
    var keyRow: Int
    var count: Int
  }

  /// Ids by row.
  let tokens: [Int32]
  /// Position in the sequence, and row among the keys, by row.
  let positions: [Int]
  let keyRows: [Int]
  /// The first row of each segment.
  let firstRows: [Int]
  /// Of each segment, its ancestors' first.
  let keyRanges: [[KeyRange]]
  let queryBlocks: [QueryBlock]
  /// Rows of keys including the gaps between segments.
  let keyRowCount: Int
  /// The rows of each task.
  let blocks: RowBlocks

  /// Blocks of keys are multiples of it, so that few shapes of products are compiled.
  static let keyStep = 64

  /// A plan with blocks of `queryCount` queries, for so many workers.
  init(_ tree: SequenceTree, queryCount: Int, workers: Int) {
    var tokens: [Int32] = []
    var (positions, keyRows, firstRows): ([Int], [Int], [Int]) = ([], [], [])
    var ranges: [[KeyRange]] = []
    var queries: [QueryBlock] = []
    var keyRow = 0
    for (index, segment) in tree.segments.enumerated() {
      let count = segment.tokens.count
      firstRows.append(tokens.count)
      for offset in stride(from: 0, to: count, by: queryCount) {
        queries.append(
          QueryBlock(
            segment: index, row: tokens.count + offset, count: min(queryCount, count - offset),
            position: segment.start + offset))
      }
      tokens += segment.tokens
      positions += segment.start..<segment.start + count
      keyRows += keyRow..<keyRow + count
      let own = KeyRange(position: segment.start, keyRow: keyRow, count: count)
      ranges.append((segment.parent.map { ranges[$0] } ?? []) + [own])
      keyRow += (count + 2 * BatchPlan.keyStep - 1) / BatchPlan.keyStep * BatchPlan.keyStep
    }
    (self.tokens, self.positions, self.keyRows) = (tokens, positions, keyRows)
    (self.firstRows, keyRanges, queryBlocks) = (firstRows, ranges, queries)
    keyRowCount = keyRow + BatchPlan.keyStep
    blocks = RowBlocks(rowCount: tokens.count, workers: workers)
  }
}

/// Rows divided into equal blocks, equally many per worker.
struct RowBlocks {
  let rowCount: Int
  /// A multiple of ``step``, so that few shapes of products are compiled.
  let size: Int
  let count: Int

  /// Fewer rows would read the weights more often, more would leave the cache.
  static let largest = 256
  static let step = 16

  init(rowCount: Int, workers: Int) {
    self.rowCount = rowCount
    let needed = max(1, (rowCount + RowBlocks.largest - 1) / RowBlocks.largest)
    let wanted = (needed + workers - 1) / workers * workers
    let even = (rowCount + wanted - 1) / wanted
    size = max(1, (even + RowBlocks.step - 1) / RowBlocks.step) * RowBlocks.step
    count = (rowCount + size - 1) / size
  }

  /// Rows including the padding of the last block, for which buffers have room.
  var paddedCount: Int { (rowCount + RowBlocks.step - 1) / RowBlocks.step * RowBlocks.step }

  subscript(block: Int) -> Range<Int> { block * size..<min((block + 1) * size, rowCount) }

  /// The number of rows that products of a block compute.
  static func padded(_ rows: Range<Int>) -> Int { (rows.count + step - 1) / step * step }
}
