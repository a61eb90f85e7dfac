import CTransformerKernels

/// What workers share when they divide columns among them: inputs that all of them read.
struct SharedInputs {
  /// Of rows of any product's depth.
  var input: ProductInput
  /// silu(gate) · up, shape (rows, F): of the matrices' elements, but floats where these are bytes,
  /// whose scale is that of a whole row.
  var inner: UnsafeMutableRawPointer
}

extension ForwardPass {
  /// What ``SharedInputs/inner`` consists of.
  var innerElement: DecoderPrecision.Element {
    parameters.element == .signed8 ? .float32 : parameters.element
  }

  /// The shared input from a row on.
  func input(_ shared: SharedInputs, at row: Int, depth: Int) -> ProductInput {
    ProductInput(
      address: shared.input.address + row * depth * parameters.element.byteCount,
      scales: shared.input.scales + row)
  }

  /// Normalizes rows of the residual stream for all workers.
  func normalize(
    _ rows: Range<Int>, of all: LayerRows, _ norm: AlignedBuffer, _ shared: SharedInputs,
    _ worker: DecoderWorker
  ) throws(DecoderError) {
    let d = configuration.hiddenSize
    try normalize(
      all.residual + rows.lowerBound * d, rows, norm,
      to: input(shared, at: rows.lowerBound, depth: d), worker)
  }

  /// Makes bytes, for all workers, of what attention saw.
  func quantizeSeen(
    _ rows: Range<Int>, of all: LayerRows, _ shared: SharedInputs, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.querySize
    try quantize(
      all.seen + rows.lowerBound * size * element.byteCount, element, depth: size, rows,
      to: input(shared, at: rows.lowerBound, depth: size), worker)
  }

  /// Makes bytes, for all workers, of the inside of the feed-forward part.
  func quantizeInner(
    _ rows: Range<Int>, _ shared: SharedInputs, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.intermediateSize
    try quantize(
      shared.inner + rows.lowerBound * size * innerElement.byteCount, innerElement, depth: size,
      rows, to: input(shared, at: rows.lowerBound, depth: size), worker)
  }

  /// Adds source · block, at the block's columns.
  ///
  /// `source` has as many numbers a row as the block is deep, from the first of all rows on; of bytes
  /// the shared input has them.
  func add(
    _ block: PackedMatrix, _ source: UnsafeMutableRawPointer, _ rows: Range<Int>,
    of all: LayerRows, _ shared: SharedInputs, _ worker: DecoderWorker
  ) throws(DecoderError) {
    var input = input(shared, at: rows.lowerBound, depth: block.depth)
    if block.element != .signed8 {
      input.address = source + rows.lowerBound * block.depth * block.element.byteCount
    }
    try add(
      block, rows, input, to: all.residual + rows.lowerBound * configuration.hiddenSize, worker)
  }

  /// The inside of the feed-forward part, at the columns of a block of both matrices.
  func gatedProduct(
    _ gate: PackedMatrix, _ up: PackedMatrix, _ rows: Range<Int>, _ shared: SharedInputs,
    _ worker: DecoderWorker
  ) throws(DecoderError) {
    let input = input(shared, at: rows.lowerBound, depth: configuration.hiddenSize)
    let padded = RowBlocks.padded(rows)
    let count = gate.columns
    let bytes = innerElement.byteCount
    func target(_ index: Int) -> UnsafeMutableRawPointer {
      shared.inner
        + ((rows.lowerBound + index) * configuration.intermediateSize + gate.firstColumn)
        * bytes
    }
    guard let gateScales = gate.scales, let upScales = up.scales else {
      let inner = try gatedProduct(gate, up, padded, input, worker)
      for index in 0..<rows.count {
        target(index).copyMemory(from: inner + index * count * bytes, byteCount: count * bytes)
      }
      return
    }
    let output = try worker.output.reserve(floats: 2 * padded * count)
    try worker.multiply(input.address, rows: padded, by: gate, into: output)
    try worker.multiply(input.address, rows: padded, by: up, into: output + padded * count)
    for index in 0..<rows.count {
      let row = output + index * count
      ctransformer_gate_dequantized(
        row, row + padded * count, count, input.scales[index], gateScales, upScales,
        target(index).assumingMemoryBound(to: Float.self))
    }
  }
}
