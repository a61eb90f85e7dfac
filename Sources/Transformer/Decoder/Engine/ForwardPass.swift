import CTransformerKernels

/// The memory and the arithmetic of one batch's way through the layers, all rows a layer at a time.
///
/// Tasks of a phase write rows of their own; between phases all workers wait. Letters as in
/// ``DecoderConfiguration``; E stands for the elements of activations.
struct ForwardPass {
  let configuration: DecoderConfiguration
  let parameters: DecoderParameters
  let plan: BatchPlan
  /// Of activations: normalized rows before they become inputs, queries, keys, values.
  let element: DecoderPrecision.Element
  let rotary: RotaryTable
  let workers: [DecoderWorker]
  /// Shape (rows, d): the sum that every block adds to.
  let residual: UnsafeMutablePointer<Float>
  /// E, shape (K, rows, H / K, D), so that the queries of one key head are rows without gaps.
  let queries: UnsafeMutableRawPointer
  /// E, shape (K, key rows, D) each.
  let keys, values: UnsafeMutableRawPointer
  /// E, shape (rows, H · D).
  let seen: UnsafeMutableRawPointer

  /// H / K, the query heads that share a key head.
  var groupSize: Int { configuration.headCount / configuration.keyValueHeadCount }
  /// Rows of ``queries`` a key head: a block may read beyond the last.
  static func queryRowCount(_ plan: BatchPlan, queryCount: Int) -> Int {
    plan.tokens.count + queryCount
  }
  var queryRowCount: Int {
    ForwardPass.queryRowCount(plan, queryCount: ForwardPass.queryCount(configuration))
  }

  /// Tokens of a block of queries, so that block and heads make some 256 rows.
  static func queryCount(_ configuration: DecoderConfiguration) -> Int {
    let groupSize = configuration.headCount / configuration.keyValueHeadCount
    return min(128, max(8, 256 / groupSize / 8 * 8))
  }

  // MARK: Into a layer

  /// Normalizes rows and computes their queries, keys and values.
  func enter(
    _ layer: DecoderParameters.Layer, _ rows: Range<Int>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let d = configuration.hiddenSize
    let matrix = layer.queryKeyValue
    let input = try normalize(residual + rows.lowerBound * d, rows, layer.inputNorm, worker)
    let padded = RowBlocks.padded(rows)
    let output = try worker.output.reserve(floats: padded * matrix.columns)
    try worker.multiply(input.address, rows: padded, by: matrix, into: output)
    for index in 0..<rows.count {
      let row = output + index * matrix.columns
      if let channels = matrix.scales {
        ctransformer_dequantize(
          row, matrix.columns, input.scales[index], channels.floats(), matrix.bias?.floats())
      }
      try distribute(row, rows.lowerBound + index, layer, worker)
    }
  }

  /// Rows as a product takes them, and a scale for each, which only bytes have.
  struct Input {
    var address: UnsafeMutableRawPointer
    var scales: UnsafeMutablePointer<Float>
  }

  private func input(
    _ rows: Range<Int>, depth: Int, _ worker: DecoderWorker
  ) throws(DecoderError) -> Input {
    let padded = RowBlocks.padded(rows)
    return Input(
      address: try worker.input.reserve(padded * depth * parameters.element.byteCount),
      scales: try worker.inputScales.reserve(floats: padded))
  }

  /// Normalized rows as input.
  func normalize(
    _ source: UnsafePointer<Float>, _ rows: Range<Int>, _ norm: AlignedBuffer,
    _ worker: DecoderWorker
  ) throws(DecoderError) -> Input {
    let d = configuration.hiddenSize
    let element = parameters.element
    let input = try input(rows, depth: d, worker)
    let row = try worker.row.reserve(floats: d)
    for index in 0..<rows.count {
      ctransformer_rms_norm(
        source + index * d, norm.floats(), d, Float(configuration.normEpsilon), row)
      input.scales[index] = Elements.store(
        row, d, as: element, at: input.address + index * d * element.byteCount)
    }
    return input
  }

  /// Turns queries and keys of one token and puts all three where attention looks for them.
  private func distribute(
    _ row: UnsafeMutablePointer<Float>, _ index: Int, _ layer: DecoderParameters.Layer,
    _ worker: DecoderWorker
  ) throws(DecoderError) {
    let size = configuration.headDimension
    let bytes = element.byteCount
    let turned = try worker.row.reserve(floats: max(size, configuration.hiddenSize))
    let angles = rotary.angles(at: plan.positions[index])
    for head in 0..<configuration.headCount {
      let (group, member) = head.quotientAndRemainder(dividingBy: groupSize)
      let place = ((group * queryRowCount + index) * groupSize + member) * size * bytes
      turn(row + head * size, layer.queryNorm, angles, turned)
      _ = Elements.store(turned, size, as: element, at: queries + place)
    }
    let firstKey = row + configuration.querySize
    let firstValue = firstKey + configuration.keyValueSize
    for head in 0..<configuration.keyValueHeadCount {
      let place = (head * plan.keyRowCount + plan.keyRows[index]) * size * bytes
      turn(firstKey + head * size, layer.keyNorm, angles, turned)
      _ = Elements.store(turned, size, as: element, at: keys + place)
      _ = Elements.store(firstValue + head * size, size, as: element, at: values + place)
    }
  }

  @inline(__always)
  private func turn(
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

  /// Adds to rows what attention saw, and then the feed-forward part.
  ///
  /// `seen`, of E and shape (rows, H · D), and `residual`, shape (rows, d), begin at the first row.
  func leave(
    _ layer: DecoderParameters.Layer, _ rows: Range<Int>, seen: UnsafeMutableRawPointer,
    residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    try project(layer.output, rows, seen, to: residual, worker)
    let input = try normalize(residual, rows, layer.feedForwardNorm, worker)
    let padded = RowBlocks.padded(rows)
    let size = configuration.intermediateSize
    switch layer.feedForward {
    case .apart(let gate, let up):
      let opened = try worker.gate.reserve(padded * size * gate.element.byteCount)
      let inner = try worker.inner.reserve(padded * size * gate.element.byteCount)
      try worker.multiply(
        input.address, rows: padded, by: gate, into: opened, as: gate.element, .swish)
      try worker.multiply(
        input.address, rows: padded, by: up, into: inner, as: gate.element, .multiply,
        factor: opened)
      try worker.multiply(inner, rows: padded, by: layer.down, into: residual, .add)
    case .together(let both):
      let output = try worker.output.reserve(floats: padded * 2 * size)
      try worker.multiply(input.address, rows: padded, by: both, into: output)
      try feedForward(layer.down, both, rows, output, input.scales, to: residual, worker)
    }
  }

  /// residual += seen · matrix.
  private func project(
    _ matrix: PackedMatrix, _ rows: Range<Int>, _ seen: UnsafeMutableRawPointer,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    let padded = RowBlocks.padded(rows)
    guard matrix.element == .signed8 else {
      return try worker.multiply(seen, rows: padded, by: matrix, into: residual, .add)
    }
    let size = configuration.querySize
    let input = try input(rows, depth: size, worker)
    let row = try worker.row.reserve(floats: size)
    for index in 0..<rows.count {
      var source = UnsafePointer(row)
      let place = seen + index * size * element.byteCount
      if element == .bfloat16 {
        ctransformer_load_bfloat16(place.assumingMemoryBound(to: UInt16.self), size, row)
      } else {
        source = UnsafePointer(place.assumingMemoryBound(to: Float.self))
      }
      input.scales[index] = Elements.store(
        source, size, as: .signed8, at: input.address + index * size)
    }
    try addBytes(matrix, rows, input, to: residual, worker)
  }

  /// The feed-forward part of bytes, behind its first product.
  private func feedForward(
    _ down: PackedMatrix, _ both: PackedMatrix, _ rows: Range<Int>,
    _ output: UnsafeMutablePointer<Float>, _ scales: UnsafeMutablePointer<Float>,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    guard let channels = both.scales?.floats() else { return }
    let size = configuration.intermediateSize
    // The scales of the former input are read before those of this one are written, row by row.
    let input = try input(rows, depth: size, worker)
    let row = try worker.row.reserve(floats: size)
    for index in 0..<rows.count {
      let gate = output + index * 2 * size
      ctransformer_gate_dequantized(
        gate, gate + size, size, scales[index], channels, channels + size, row)
      input.scales[index] = Elements.store(
        row, size, as: .signed8, at: input.address + index * size)
    }
    try addBytes(down, rows, input, to: residual, worker)
  }

  /// residual += input · matrix, scaled.
  private func addBytes(
    _ matrix: PackedMatrix, _ rows: Range<Int>, _ input: Input,
    to residual: UnsafeMutablePointer<Float>, _ worker: DecoderWorker
  ) throws(DecoderError) {
    guard let channels = matrix.scales?.floats() else { return }
    let padded = RowBlocks.padded(rows)
    let d = matrix.columns
    let output = try worker.output.reserve(floats: padded * d)
    try worker.multiply(input.address, rows: padded, by: matrix, into: output)
    for index in 0..<rows.count {
      let target = residual + index * d
      ctransformer_add_dequantized(target, output + index * d, d, input.scales[index], channels)
      if let bias = matrix.bias?.floats() {
        for column in 0..<d { target[column] += bias[column] }
      }
    }
  }
}
