/// A layer's matrices in blocks of columns, so that workers divide the weights instead of the rows.
///
/// For a single short text every worker would otherwise read all weights for a few rows and be limited by memory
/// bandwidth. Blocks are views of the packed matrices and take no memory.
struct ColumnBlocks: Sendable {
  /// Each begins and ends between heads.
  let queryKeyValue: [PackedMatrix]
  let output: [PackedMatrix]
  /// Of the same columns.
  let gate, up: [PackedMatrix]
  let down: [PackedMatrix]

  /// Blocks are multiples of this many columns, the block size of oneDNN's layouts.
  private static let step = 64
  /// Small enough that a block's output stays in cache until the next product reads it.
  private static let largest = 1280

  /// `nil` when a matrix's layout cannot be split.
  init?(
    _ layer: PackedWeights.Layer, _ configuration: DecoderConfiguration, workers: Int
  ) throws(DecoderError) {
    func blocks(
      _ matrix: PackedMatrix, _ columns: Range<Int>? = nil, step: Int = ColumnBlocks.step
    ) throws(DecoderError) -> [PackedMatrix]? {
      let columns = columns ?? 0..<matrix.columns
      var blocks: [PackedMatrix] = []
      for range in ColumnBlocks.ranges(columns.count, step: step, workers: workers) {
        let columnRange =
          columns.lowerBound + range.lowerBound..<columns.lowerBound + range.upperBound
        guard let block = try PackedMatrix(columnRange, of: matrix) else { return nil }
        blocks.append(block)
      }
      return blocks
    }
    let heads = leastCommonMultiple(ColumnBlocks.step, configuration.headDimension)
    let size = configuration.intermediateSize
    let opening =
      switch layer.feedForward {
      case .apart(let gate, let up): (try blocks(gate), try blocks(up))
      case .together(let both): (try blocks(both, 0..<size), try blocks(both, size..<2 * size))
      }
    guard let queryKeyValue = try blocks(layer.queryKeyValue, step: heads),
      let output = try blocks(layer.output), let gate = opening.0, let up = opening.1,
      let down = try blocks(layer.down)
    else { return nil }
    self.queryKeyValue = queryKeyValue
    self.output = output
    (self.gate, self.up, self.down) = (gate, up, down)
  }

  /// Blocks of about equal size, multiples of `step`, equally many per worker.
  static func ranges(_ columns: Int, step: Int, workers: Int) -> [Range<Int>] {
    let steps = (columns + step - 1) / step
    let turns = max(1, (columns + workers * largest - 1) / (workers * largest))
    let count = min(steps, workers * turns)
    return (0..<count).map { block in
      let end = block + 1 == count ? columns : (block + 1) * steps / count * step
      return block * steps / count * step..<end
    }
  }
}

private func leastCommonMultiple(_ first: Int, _ second: Int) -> Int {
  var (divisor, rest) = (first, second)
  while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
  return first / divisor * second
}
