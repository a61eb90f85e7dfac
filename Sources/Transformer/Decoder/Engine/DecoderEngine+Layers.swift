import CTransformerKernels

extension DecoderEngine {
  /// The hidden states of the chosen rows; shape (chosen, d).
  func run(
    _ pass: ForwardPass, chosen: [Int], _ continuing: () -> Bool
  ) throws(DecoderError) -> [Float] {
    // A session needs the keys and values even when no hidden state is requested.
    guard !chosen.isEmpty || pass.layerStride > 0 else { return [] }
    if pass.layerStride == 0 { pass.clearKeyGaps() }
    let blocks = pass.plan.blocks
    try forEach(blocks.count, continuing) { worker, block throws(DecoderError) in
      try self.embed(blocks[block], pass)
    }
    if dividesColumns(rowCount: pass.plan.tokens.count) {
      try runByColumns(pass, continuing)
    } else {
      try runByRows(pass, continuing)
    }
    guard !chosen.isEmpty else { return [] }
    return try readOut(pass, chosen, continuing)
  }

  /// Runs tasks on all workers; cancels between tasks when the caller asks for it.
  func forEach(
    _ count: Int, _ continuing: () -> Bool,
    _ body: (_ worker: DecoderWorker, _ task: Int) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    try pool.forEach(count) { worker, task throws(DecoderError) in
      // Worker 0 is the calling thread, so the closure need not be thread-safe.
      guard worker != 0 || continuing() else { throw .cancelled }
      try body(self.workers[worker], task)
    }
  }

  /// All layers up to the last one's attention, which ``readOut(_:_:_:)`` computes.
  ///
  /// A worker carries its rows from one layer's attention to the next one's without a barrier.
  private func runByRows(_ pass: ForwardPass, _ continuing: () -> Bool) throws(DecoderError) {
    let blocks = pass.plan.blocks
    let layers = packed.layers
    try forEach(blocks.count, continuing) { worker, block throws(DecoderError) in
      try pass.projectQKV(layers[0], blocks[block], worker)
    }
    for index in layers.indices.dropLast() {
      let (here, next) = (pass.at(layer: index), pass.at(layer: index + 1))
      try attend(here, layers[index], pass.plan.queryBlocks, continuing)
      try forEach(blocks.count, continuing) { worker, block throws(DecoderError) in
        try here.finishLayer(layers[index], blocks[block], of: pass.rows, worker)
        try next.projectQKV(layers[index + 1], blocks[block], worker)
      }
    }
  }

  func attend(
    _ pass: ForwardPass, _ layer: PackedWeights.Layer, _ blocks: [BatchPlan.QueryBlock],
    _ continuing: () -> Bool
  ) throws(DecoderError) {
    let groups = configuration.keyValueHeadCount
    try forEach(blocks.count * groups, continuing) { worker, task throws(DecoderError) in
      // Longest tasks first: later blocks see more keys.
      let block = blocks[blocks.count - 1 - task / groups]
      try pass.attend(block, group: task % groups, window: layer.window, worker)
    }
  }

  /// The last layer, for the requested rows only.
  private func readOut(
    _ pass: ForwardPass, _ chosen: [Int], _ continuing: () -> Bool
  ) throws(DecoderError) -> [Float] {
    let last = packed.layers.count - 1
    let layer = packed.layers[last]
    let queries = pass.plan.queryBlocks(containing: chosen)
    try attend(pass.at(layer: last), layer, queries, continuing)
    let rows = try gather(chosen, pass)
    if dividesColumns(rowCount: chosen.count) {
      try finishLayerByColumns(last, rows, pass, continuing)
    } else {
      let blocks = RowBlocks(rowCount: chosen.count, workers: pool.workerCount)
      try forEach(blocks.count, continuing) { worker, block throws(DecoderError) in
        try pass.finishLayer(layer, blocks[block], of: rows, worker)
      }
    }
    let d = configuration.hiddenSize
    return [Float](unsafeUninitializedCapacity: chosen.count * d) { buffer, count in
      count = chosen.count * d
      guard let target = buffer.baseAddress else { return }
      for row in 0..<chosen.count {
        ctransformer_rms_norm(
          rows.residual + row * d, packed.finalNorm.floats(), d,
          Float(configuration.normEpsilon), target + row * d)
      }
    }
  }

  /// The chosen rows side by side.
  private func gather(_ chosen: [Int], _ pass: ForwardPass) throws(DecoderError) -> LayerRows {
    let d = configuration.hiddenSize
    let bytes = configuration.querySize * element.byteCount
    let padded = chosen.count + RowBlocks.step
    let rows = LayerRows(
      count: chosen.count, residual: try planes.chosenResidual.reserve(floats: padded * d),
      seen: try planes.chosenSeen.reserve(padded * bytes))
    for (index, row) in chosen.enumerated() {
      (rows.residual + index * d).update(from: pass.residual + row * d, count: d)
      (rows.seen + index * bytes).copyMemory(from: pass.seen + row * bytes, byteCount: bytes)
    }
    return rows
  }

  /// Reads rows of the embedding, converting from the stored type.
  private func embed(_ rows: Range<Int>, _ pass: ForwardPass) throws(DecoderError) {
    let d = configuration.hiddenSize
    try DecoderError.reading { () throws(CheckpointError) in
      let table = try tensors.rows(of: names.embedding)
      for row in rows {
        let token = Int(pass.plan.tokens[row])
        let floats = try table.floats(rows: token..<token + 1)
        for index in 0..<d { pass.residual[row * d + index] = floats[index] }
      }
    }
  }
}

extension BatchPlan {
  /// The blocks that contain any of the rows; both are sorted.
  func queryBlocks(containing rows: [Int]) -> [QueryBlock] {
    var rest = rows[...]
    return queryBlocks.filter { block in
      rest = rest.drop { $0 < block.row }
      return rest.first.map { $0 < block.row + block.count } ?? false
    }
  }
}

extension ForwardPass {
  /// All of them.
  var rows: LayerRows { LayerRows(count: plan.tokens.count, residual: residual, seen: seen) }

  /// Zeroes the gap after each segment's keys: an earlier batch may have left NaN there, and NaN times a
  /// weight of 0 is not 0.
  func clearKeyGaps() {
    let bytes = configuration.headDimension * element.byteCount
    let ends = plan.keyRanges.compactMap { $0.last.map { $0.keyRow + $0.count } }
    let starts = plan.keyRanges.dropFirst().compactMap { $0.last?.keyRow } + [plan.keyRowCount]
    for head in 0..<configuration.keyValueHeadCount {
      for (end, start) in zip(ends, starts) {
        let offset = (head * plan.keyRowCount + end) * bytes
        let count = (start - end) * bytes
        (keys + offset).initializeMemory(as: UInt8.self, repeating: 0, count: count)
        (values + offset).initializeMemory(as: UInt8.self, repeating: 0, count: count)
      }
    }
  }
}
