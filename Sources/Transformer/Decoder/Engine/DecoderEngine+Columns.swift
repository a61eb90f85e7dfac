/// Layers with the columns of the weights divided among workers, which needs more barriers than dividing rows.
extension DecoderEngine {
  /// Whether there are too few rows to divide: each worker would read all weights for its few rows.
  func dividesColumns(rowCount: Int) -> Bool {
    !packed.columnBlocks.isEmpty && rowCount < dividedRowLimit
  }

  /// All layers up to the last one's attention.
  func runByColumns(_ pass: ForwardPass, _ continuing: () -> Bool) throws(DecoderError) {
    try projectQKVByColumns(0, pass, continuing)
    for index in packed.layers.indices.dropLast() {
      let here = pass.at(layer: index)
      try attend(here, packed.layers[index], pass.plan.queryBlocks, continuing)
      try finishLayerByColumns(index, pass.rows, pass, continuing)
      try projectQKVByColumns(index + 1, pass, continuing)
    }
  }

  private func projectQKVByColumns(
    _ index: Int, _ pass: ForwardPass, _ continuing: () -> Bool
  ) throws(DecoderError) {
    let pass = pass.at(layer: index)
    let layer = packed.layers[index]
    let blocks = packed.columnBlocks[index].queryKeyValue
    let rows = pass.rows
    let shared = try sharedInputs(rowCount: rows.count)
    try forEachRows(rows.count, continuing) { worker, range throws(DecoderError) in
      try pass.normalize(range, of: rows, layer.inputNorm, shared, worker)
    }
    try forEachBlock(blocks.count, rows.count, continuing) {
      worker, block, range throws(DecoderError) in
      let input = pass.input(shared, at: range.lowerBound, depth: self.configuration.hiddenSize)
      try pass.project(blocks[block], layer, range, input, worker)
    }
  }

  /// Adds a layer's attention output and feed-forward part to rows.
  func finishLayerByColumns(
    _ index: Int, _ rows: LayerRows, _ pass: ForwardPass, _ continuing: () -> Bool
  ) throws(DecoderError) {
    let norm = packed.layers[index].feedForwardNorm
    let blocks = packed.columnBlocks[index]
    let shared = try sharedInputs(rowCount: rows.count)
    let isBytes = packed.element == .signed8
    if isBytes {
      try forEachRows(rows.count, continuing) { worker, range throws(DecoderError) in
        try pass.quantizeSeen(range, of: rows, shared, worker)
      }
    }
    try forEachBlock(blocks.output.count, rows.count, continuing) {
      worker, block, range throws(DecoderError) in
      try pass.add(blocks.output[block], rows.seen, range, of: rows, shared, worker)
    }
    try forEachRows(rows.count, continuing) { worker, range throws(DecoderError) in
      try pass.normalize(range, of: rows, norm, shared, worker)
    }
    try forEachBlock(blocks.gate.count, rows.count, continuing) {
      worker, block, range throws(DecoderError) in
      try pass.gatedProduct(blocks.gate[block], blocks.up[block], range, shared, worker)
    }
    if isBytes {
      try forEachRows(rows.count, continuing) { worker, range throws(DecoderError) in
        try pass.quantizeInner(range, shared, worker)
      }
    }
    try forEachBlock(blocks.down.count, rows.count, continuing) {
      worker, block, range throws(DecoderError) in
      try pass.add(blocks.down[block], shared.inner, range, of: rows, shared, worker)
    }
  }

  // MARK: Tasks and memory

  /// The most rows of one product, so that its input and output stay in cache.
  private static let productRowCount = 512

  /// Runs `body` for each block of columns and each group of rows.
  private func forEachBlock(
    _ blockCount: Int, _ rowCount: Int, _ continuing: () -> Bool,
    _ body: (DecoderWorker, _ block: Int, Range<Int>) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    let size = DecoderEngine.productRowCount
    let groups = (rowCount + size - 1) / size
    try forEach(groups * blockCount, continuing) { worker, task throws(DecoderError) in
      let first = task / blockCount * size
      try body(worker, task % blockCount, first..<min(first + size, rowCount))
    }
  }

  /// Divides rows among workers, for steps that read no weights.
  private func forEachRows(
    _ rowCount: Int, _ continuing: () -> Bool,
    _ body: (DecoderWorker, Range<Int>) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    let blocks = RowBlocks(rowCount: rowCount, workers: pool.workerCount)
    try forEach(blocks.count, continuing) { worker, block throws(DecoderError) in
      try body(worker, blocks[block])
    }
  }

  private func sharedInputs(rowCount: Int) throws(DecoderError) -> SharedInputs {
    let padded = rowCount + RowBlocks.step
    let inner = configuration.intermediateSize
    let deepest = max(configuration.hiddenSize, configuration.querySize, inner)
    let innerBytes = packed.element == .bfloat16 ? 2 : 4
    return SharedInputs(
      input: ProductInput(
        address: try planes.input.reserve(padded * deepest * packed.element.byteCount),
        scales: try planes.inputScales.reserve(floats: padded)),
      inner: try planes.inner.reserve(padded * inner * innerBytes))
  }
}
