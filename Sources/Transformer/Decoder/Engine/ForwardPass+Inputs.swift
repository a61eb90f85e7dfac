import CTransformerKernels

/// The input rows of a product, with a scale per row for int8.
struct ProductInput {
  var address: UnsafeMutableRawPointer
  var scales: UnsafeMutablePointer<Float>
}

/// Rows of the residual stream, shape (rows, d), and their attention output, E of shape (rows, H · D).
struct LayerRows {
  var count: Int
  var residual: UnsafeMutablePointer<Float>
  var seen: UnsafeMutableRawPointer
}

extension ForwardPass {
  /// A worker's own buffer for the input of a product.
  func ownInput(
    _ rows: Range<Int>, depth: Int, _ worker: DecoderWorker
  ) throws(DecoderError) -> ProductInput {
    let padded = RowBlocks.padded(rows)
    return ProductInput(
      address: try worker.input.reserve(padded * depth * packed.element.byteCount),
      scales: try worker.inputScales.reserve(floats: padded))
  }

  /// Normalizes rows; `source` and `input` begin at the first row.
  func normalize(
    _ source: UnsafePointer<Float>, _ rows: Range<Int>, _ norm: AlignedBuffer,
    to input: ProductInput, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let d = configuration.hiddenSize
    let element = packed.element
    let row = try worker.row.reserve(floats: d)
    for index in 0..<rows.count {
      ctransformer_rms_norm(
        source + index * d, norm.floats(), d, Float(configuration.normEpsilon), row)
      input.scales[index] = Elements.store(
        row, d, as: element, at: input.address + index * d * element.byteCount)
    }
  }

  /// Quantizes rows of floats or bfloat16; `source` and `input` begin at the first row.
  func quantize(
    _ source: UnsafeRawPointer, _ element: DecoderPrecision.Element, depth: Int,
    _ rows: Range<Int>, to input: ProductInput, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let row = try worker.row.reserve(floats: depth)
    for index in 0..<rows.count {
      let address = source + index * depth * element.byteCount
      var floats = UnsafePointer(row)
      if element == .bfloat16 {
        ctransformer_load_bfloat16(address.assumingMemoryBound(to: UInt16.self), depth, row)
      } else {
        floats = address.assumingMemoryBound(to: Float.self)
      }
      input.scales[index] = Elements.store(
        floats, depth, as: .signed8, at: input.address + index * depth)
    }
  }

  /// Adds input · matrix to rows of d numbers, at the matrix's columns; `residual` begins at the first row.
  func add(
    _ matrix: PackedMatrix, _ rows: Range<Int>, _ input: ProductInput,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let padded = RowBlocks.padded(rows)
    let count = matrix.columns
    let output = try worker.output.reserve(floats: padded * count)
    try worker.multiply(input.address, rows: padded, by: matrix, into: output)
    for index in 0..<rows.count {
      let target = residual + index * configuration.hiddenSize + matrix.firstColumn
      let row = output + index * count
      guard let channels = matrix.scales else {
        ctransformer_add(target, row, count)  // its bias is in the product
        continue
      }
      ctransformer_add_dequantized(target, row, count, input.scales[index], channels)
      if let bias = matrix.bias { ctransformer_add(target, bias, count) }
    }
  }
}

/// Inputs that all workers read when they divide columns.
struct SharedInputs {
  /// Rows, as deep as the current product.
  var input: ProductInput
  /// silu(gate) · up, shape (rows, F), in the matrices' element type; floats for int8, whose scale needs the
  /// whole row.
  var inner: UnsafeMutableRawPointer
}

extension ForwardPass {
  /// The element type of ``SharedInputs/inner``.
  var innerElement: DecoderPrecision.Element {
    packed.element == .signed8 ? .float32 : packed.element
  }

  /// The shared input starting at a row.
  func input(_ shared: SharedInputs, at row: Int, depth: Int) -> ProductInput {
    ProductInput(
      address: shared.input.address + row * depth * packed.element.byteCount,
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

  /// Quantizes the attention output for all workers.
  func quantizeSeen(
    _ rows: Range<Int>, of all: LayerRows, _ shared: SharedInputs, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.querySize
    try quantize(
      all.seen + rows.lowerBound * size * element.byteCount, element, depth: size, rows,
      to: input(shared, at: rows.lowerBound, depth: size), worker)
  }

  /// Quantizes the inner activations of the feed-forward part for all workers.
  func quantizeInner(
    _ rows: Range<Int>, _ shared: SharedInputs, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.intermediateSize
    try quantize(
      shared.inner + rows.lowerBound * size * innerElement.byteCount, innerElement, depth: size,
      rows, to: input(shared, at: rows.lowerBound, depth: size), worker)
  }

  /// Adds source · block at the block's columns.
  ///
  /// `source` starts at the first of all rows and is as deep as the block; int8 takes the shared input instead.
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

  /// silu(gate) · up at the columns of one block of both matrices.
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
