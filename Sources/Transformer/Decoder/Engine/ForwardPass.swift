import CTransformerKernels

/// The buffers and arithmetic of one batch's forward pass, layer by layer for all rows.
///
/// Within a phase each task writes its own rows; phases are separated by barriers. Letters as in
/// ``DecoderConfiguration``; E stands for the elements of activations.
struct ForwardPass {
  let configuration: DecoderConfiguration
  let packed: PackedWeights
  let plan: BatchPlan
  /// Of activations: normalized rows before they become inputs, queries, keys, values.
  let element: DecoderPrecision.Element
  let rotary: RotaryTable
  let workers: [DecoderWorker]
  /// Shape (rows, d): the residual stream.
  let residual: UnsafeMutablePointer<Float>
  /// E, shape (K, rows, H / K, D), so that the queries of one key head are rows without gaps.
  let queries: UnsafeMutableRawPointer
  /// E, shape (K, key rows, D) each, of the current layer.
  var keys, values: UnsafeMutableRawPointer
  /// Bytes from one layer's keys to the next one's; 0 when all layers reuse one buffer.
  let layerStride: Int
  /// E, shape (rows, H · D).
  let seen: UnsafeMutableRawPointer

  /// H / K, the query heads that share a key head.
  var groupSize: Int { configuration.headCount / configuration.keyValueHeadCount }
  /// Rows of ``queries`` per key head; the last block may read past the tokens.
  static func queryRowCount(_ plan: BatchPlan, queryCount: Int) -> Int {
    plan.tokens.count + queryCount
  }
  var queryRowCount: Int {
    ForwardPass.queryRowCount(plan, queryCount: ForwardPass.queryCount(configuration))
  }

  /// Tokens per block of queries, chosen so that a block times its heads has about 256 rows.
  static func queryCount(_ configuration: DecoderConfiguration) -> Int {
    let groupSize = configuration.headCount / configuration.keyValueHeadCount
    return min(128, max(8, 256 / groupSize / 8 * 8))
  }

  /// The same pass with the keys and values of one layer.
  func at(layer: Int) -> ForwardPass {
    var pass = self
    pass.keys += layer * layerStride
    pass.values += layer * layerStride
    return pass
  }

  // MARK: Into a layer

  /// Normalizes rows and computes their queries, keys and values.
  func projectQKV(
    _ layer: PackedWeights.Layer, _ rows: Range<Int>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let d = configuration.hiddenSize
    let matrix = layer.queryKeyValue
    let input = try ownInput(rows, depth: d, worker)
    try normalize(residual + rows.lowerBound * d, rows, layer.inputNorm, to: input, worker)
    try project(matrix, layer, rows, input, worker)
  }

  /// Queries, keys and values of rows, or the part of them in a block of the matrix's columns.
  func project(
    _ matrix: PackedMatrix, _ layer: PackedWeights.Layer, _ rows: Range<Int>,
    _ input: ProductInput, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let padded = RowBlocks.padded(rows)
    let output = try worker.output.reserve(floats: padded * matrix.columns)
    try worker.multiply(input.address, rows: padded, by: matrix, into: output)
    let size = configuration.headDimension
    let heads = matrix.firstColumn / size..<(matrix.firstColumn + matrix.columns) / size
    for index in 0..<rows.count {
      let row = output + index * matrix.columns
      if let channels = matrix.scales {
        ctransformer_dequantize(
          row, matrix.columns, input.scales[index], channels, matrix.bias)
      }
      try storeHeads(row, heads, rows.lowerBound + index, layer, worker)
    }
  }

  /// Rotates the queries and keys of one token and stores them, and its values, in attention's layout.
  ///
  /// `row` holds `heads`, a range over query heads, then key heads, then value heads.
  private func storeHeads(
    _ row: UnsafeMutablePointer<Float>, _ heads: Range<Int>, _ index: Int,
    _ layer: PackedWeights.Layer, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.headDimension
    let bytes = element.byteCount
    let rotated = try worker.row.reserve(floats: max(size, configuration.hiddenSize))
    let angles = rotary.angles(at: plan.positions[index])
    let firstKey = configuration.headCount
    let firstValue = firstKey + configuration.keyValueHeadCount
    for head in heads {
      let source = row + (head - heads.lowerBound) * size
      if head < firstKey {
        let (group, member) = head.quotientAndRemainder(dividingBy: groupSize)
        let offset = ((group * queryRowCount + index) * groupSize + member) * size * bytes
        applyRotary(source, layer.queryNorm, angles, rotated)
        _ = Elements.store(rotated, size, as: element, at: queries + offset)
        continue
      }
      let group = head < firstValue ? head - firstKey : head - firstValue
      let offset = (group * plan.keyRowCount + plan.keyRows[index]) * size * bytes
      if head < firstValue {
        applyRotary(source, layer.keyNorm, angles, rotated)
        _ = Elements.store(rotated, size, as: element, at: keys + offset)
      } else {
        _ = Elements.store(source, size, as: element, at: values + offset)
      }
    }
  }

  @inline(__always)
  private func applyRotary(
    _ head: UnsafeMutablePointer<Float>, _ norm: AlignedBuffer?,
    _ angles: (cosines: UnsafePointer<Float>, sines: UnsafePointer<Float>),
    _ target: UnsafeMutablePointer<Float>
  ) {
    let size = configuration.headDimension
    if let norm {
      ctransformer_rms_norm(
        head, norm.floats(), size, Float(configuration.normEpsilon), head)
    }
    ctransformer_rotate(head, angles.cosines, angles.sines, size / 2, target)
  }

  // MARK: Out of a layer

  /// Adds the attention output and then the feed-forward part to rows.
  func finishLayer(
    _ layer: PackedWeights.Layer, _ rows: Range<Int>, of all: LayerRows,
    _ worker: DecoderWorker
  ) throws(DecoderError) {
    let residual = all.residual + rows.lowerBound * configuration.hiddenSize
    let saw = all.seen + rows.lowerBound * configuration.querySize * element.byteCount
    try addSeen(layer.output, rows, saw, to: residual, worker)
    let input = try ownInput(rows, depth: configuration.hiddenSize, worker)
    try normalize(residual, rows, layer.feedForwardNorm, to: input, worker)
    let padded = RowBlocks.padded(rows)
    let size = configuration.intermediateSize
    switch layer.feedForward {
    case .apart(let gate, let up):
      let inner = try gatedProduct(gate, up, padded, input, worker)
      try worker.multiply(inner, rows: padded, by: layer.down, into: residual, .add)
    case .together(let both):
      let output = try worker.output.reserve(floats: padded * 2 * size)
      try worker.multiply(input.address, rows: padded, by: both, into: output)
      try feedForward(layer.down, both, rows, output, input.scales, to: residual, worker)
    }
  }

  /// silu(input · gate) · (input · up), shape (padded, columns), of the matrices' elements.
  func gatedProduct(
    _ gate: PackedMatrix, _ up: PackedMatrix, _ padded: Int, _ input: ProductInput,
    _ worker: DecoderWorker
  ) throws(DecoderError) -> UnsafeMutableRawPointer {
    let byteCount = padded * gate.columns * gate.element.byteCount
    let gated = try worker.gate.reserve(byteCount)
    let inner = try worker.inner.reserve(byteCount)
    try worker.multiply(
      input.address, rows: padded, by: gate, into: gated, as: gate.element, .swish)
    try worker.multiply(
      input.address, rows: padded, by: up, into: inner, as: gate.element, .multiply,
      factor: gated)
    return inner
  }

  /// residual += seen · matrix.
  private func addSeen(
    _ matrix: PackedMatrix, _ rows: Range<Int>, _ seen: UnsafeMutableRawPointer,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    guard matrix.element == .signed8 else {
      return try worker.multiply(
        seen, rows: RowBlocks.padded(rows), by: matrix, into: residual, .add)
    }
    let size = configuration.querySize
    let input = try ownInput(rows, depth: size, worker)
    try quantize(seen, element, depth: size, rows, to: input, worker)
    try add(matrix, rows, input, to: residual, worker)
  }

  /// The int8 feed-forward part after its first product.
  private func feedForward(
    _ down: PackedMatrix, _ both: PackedMatrix, _ rows: Range<Int>,
    _ output: UnsafeMutablePointer<Float>, _ scales: UnsafeMutablePointer<Float>,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    guard let channels = both.scales else { return }
    let size = configuration.intermediateSize
    // Reads a row's old scale before overwriting it with the new one.
    let input = try ownInput(rows, depth: size, worker)
    let row = try worker.row.reserve(floats: size)
    for index in 0..<rows.count {
      let gate = output + index * 2 * size
      ctransformer_gate_dequantized(
        gate, gate + size, size, scales[index], channels, channels + size, row)
      input.scales[index] = Elements.store(
        row, size, as: .signed8, at: input.address + index * size)
    }
    try add(down, rows, input, to: residual, worker)
  }
}
