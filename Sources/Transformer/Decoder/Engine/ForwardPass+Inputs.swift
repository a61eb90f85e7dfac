import CTransformerKernels

/// Rows as a product takes them, and a scale for each, which only bytes have.
struct ProductInput {
  var address: UnsafeMutableRawPointer
  var scales: UnsafeMutablePointer<Float>
}

/// Rows of the residual stream, shape (rows, d), and what attention saw for them, of E and shape
/// (rows, H · D).
struct LayerRows {
  var count: Int
  var residual: UnsafeMutablePointer<Float>
  var seen: UnsafeMutableRawPointer
}

extension ForwardPass {
  /// A worker's own memory for the input of a product.
  func ownInput(
    _ rows: Range<Int>, depth: Int, _ worker: DecoderWorker
  ) throws(DecoderError) -> ProductInput {
    let padded = RowBlocks.padded(rows)
    return ProductInput(
      address: try worker.input.reserve(padded * depth * parameters.element.byteCount),
      scales: try worker.inputScales.reserve(floats: padded))
  }

  /// Normalizes rows; `source` and `input` begin at the first.
  func normalize(
    _ source: UnsafePointer<Float>, _ rows: Range<Int>, _ norm: AlignedBuffer,
    to input: ProductInput, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let d = configuration.hiddenSize
    let element = parameters.element
    let row = try worker.row.reserve(floats: d)
    for index in 0..<rows.count {
      ctransformer_rms_norm(
        source + index * d, norm.floats(), d, Float(configuration.normEpsilon), row)
      input.scales[index] = Elements.store(
        row, d, as: element, at: input.address + index * d * element.byteCount)
    }
  }

  /// Makes bytes of rows of floats or bfloat16; `source` and `input` begin at the first.
  func quantize(
    _ source: UnsafeRawPointer, _ element: DecoderPrecision.Element, depth: Int,
    _ rows: Range<Int>, to input: ProductInput, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let row = try worker.row.reserve(floats: depth)
    for index in 0..<rows.count {
      let place = source + index * depth * element.byteCount
      var floats = UnsafePointer(row)
      if element == .bfloat16 {
        ctransformer_load_bfloat16(place.assumingMemoryBound(to: UInt16.self), depth, row)
      } else {
        floats = place.assumingMemoryBound(to: Float.self)
      }
      input.scales[index] = Elements.store(
        floats, depth, as: .signed8, at: input.address + index * depth)
    }
  }

  /// Adds input · matrix to rows of d numbers, of which `residual` begins at the first; only at the
  /// matrix's columns if it is a part.
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
