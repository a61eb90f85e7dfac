/// Layers with the weights divided among the workers, which takes more steps than dividing rows.
extension DecoderEngine {
  /// Whether so many rows are too few to be divided: every worker reads all weights for its block.
  func dividesColumns(rowCount: Int) -> Bool {
    !parameters.columnBlocks.isEmpty && rowCount < dividedRowLimit
  }

  /// Up to the last layer's attention.
  func runByColumns(_ pass: ForwardPass, _ continuing: () -> Bool) throws(DecoderError) {
    try projectQKVByColumns(0, pass, continuing)
    for index in parameters.layers.indices.dropLast() {
      let here = pass.at(layer: index)
      try attend(here, parameters.layers[index], pass.plan.queryBlocks, continuing)
      try finishLayerByColumns(index, pass.rows, pass, continuing)
      try projectQKVByColumns(index + 1, pass, continuing)
    }
  }

  private func projectQKVByColumns(
    _ index: Int, _ pass: ForwardPass, _ continuing: () -> Bool
  ) throws(DecoderError) {
    let pass = pass.at(layer: index)
    let layer = parameters.layers[index]
    let blocks = parameters.columnBlocks[index].queryKeyValue
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

  /// Adds to rows what the layer of that index gives behind its queries, keys and values.
  func finishLayerByColumns(
    _ index: Int, _ rows: LayerRows, _ pass: ForwardPass, _ continuing: () -> Bool
  ) throws(DecoderError) {
    let norm = parameters.layers[index].feedForwardNorm
    let blocks = parameters.columnBlocks[index]
    let shared = try sharedInputs(rowCount: rows.count)
    let isBytes = parameters.element == .signed8
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

  /// The rows of one product, at most: what it reads and writes of them stays near the cores.
  private static let productRowCount = 512

  /// Every block of columns for some rows.
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

  /// Rows, divided among the workers, for what reads no weights.
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
    let innerBytes = parameters.element == .bfloat16 ? 2 : 4
    return SharedInputs(
      input: ProductInput(
        address: try planes.input.reserve(padded * deepest * parameters.element.byteCount),
        scales: try planes.inputScales.reserve(floats: padded)),
      inner: try planes.inner.reserve(padded * inner * innerBytes))
  }
}
