import CTransformerKernels
import Transformer

extension DecoderPass {
  /// Adds the gradients of all weights that are not frozen.
  ///
  /// Takes the gradient of ``forward(_:)``'s result from ``Planes/dstream``, shape (N, d).
  func backward(_ memory: PassMemory) throws(DecoderError) {
    for layer in layers.layers.indices.reversed() {
      try recompute(layer, memory)
      try feedForwardGradient(layer, memory)
      try attentionGradient(layer, memory)
    }
    try embeddingGradient(memory)
  }

  // MARK: Second half

  /// dstream of the layer's end to dmiddle.
  private func feedForwardGradient(_ index: Int, _ memory: PassMemory) throws(DecoderError) {
    let layer = layers.layers[index]
    let (state, planes) = (state(index), planes)
    let (d, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    let norm = layer.feedForwardNorm
    clearNormSums()
    try forRows { _, rows throws(DecoderError) in
      let (first, count) = (rows.lowerBound, rows.count)
      let product = planes.inner.floats(at: first * inner)
      let gateUp = state.gateUp.floats(at: first * 2 * inner)
      try layer.down.inputGradient(
        planes.dstream.floats(at: first * d), rows: count, memory,
        dlow: dlow(layer.down, first), into: product)
      for row in 0..<count {
        let gate = gateUp + row * 2 * inner
        ctransformer_gate_gradient(gate, gate + inner, inner, product + row * inner)
      }
      try layer.down.lowRankStates(
        product, rows: count, memory, into: low(layer.down, first))
      normalize(state.middle, norm, rows, memory, into: planes.normed)
    }
    try addGradients(layer.down, planes.inner, planes.dstream, memory)
    try forRows { part, rows throws(DecoderError) in
      let (first, count) = (rows.lowerBound, rows.count)
      try layer.gateUp.inputGradient(
        state.gateUp.floats(at: first * 2 * inner), rows: count, memory,
        dlow: dlow(layer.gateUp, first), into: planes.dnormed.floats(at: first * d))
      try layer.gateUp.lowRankStates(
        planes.normed.floats(at: first * d), rows: count, memory, into: low(layer.gateUp, first))
      normGradient(
        state.middle, norm, rows, memory, from: planes.dstream, into: planes.dmiddle, part: part)
    }
    addNormSums(norm, memory)
    try addGradients(layer.gateUp, planes.normed, state.gateUp, memory)
  }

  // MARK: First half

  /// dmiddle to dstream of the layer's beginning.
  private func attentionGradient(_ index: Int, _ memory: PassMemory) throws(DecoderError) {
    let layer = layers.layers[index]
    let (state, planes) = (state(index), planes)
    let (d, seenSize) = (configuration.hiddenSize, configuration.querySize)
    try forRows { _, rows throws(DecoderError) in
      let (first, count) = (rows.lowerBound, rows.count)
      try layer.output.inputGradient(
        planes.dmiddle.floats(at: first * d), rows: count, memory, dlow: dlow(layer.output, first),
        into: planes.dseen.floats(at: first * seenSize))
      try layer.output.lowRankStates(
        state.seen.floats(at: first * seenSize), rows: count, memory,
        into: low(layer.output, first))
    }
    try addGradients(layer.output, state.seen, planes.dmiddle, memory)
    let attention = AttentionPass(configuration, layer: index)
    try forHeads { worker, sequence, head throws(DecoderError) in
      let first = sequence.lowerBound
      try attention.backward(
        state.projected.floats(at: first * projectedSize), length: sequence.count, keyHead: head,
        logSums: state.logSums.floats(at: first * configuration.headCount),
        seen: state.seen.floats(at: first * seenSize),
        dseen: planes.dseen.floats(at: first * seenSize),
        dprojected: planes.dprojected.floats(at: first * projectedSize), scratch: scratch(worker))
    }
    try turnedGradient(layer, state, memory)
    clearNormSums()
    try forRows { part, rows throws(DecoderError) in
      let (first, count) = (rows.lowerBound, rows.count)
      normalize(streams[index], layer.inputNorm, rows, memory, into: planes.normed)
      try layer.queryKeyValue.inputGradient(
        planes.dprojected.floats(at: first * projectedSize), rows: count, memory,
        dlow: dlow(layer.queryKeyValue, first), into: planes.dnormed.floats(at: first * d))
      try layer.queryKeyValue.lowRankStates(
        planes.normed.floats(at: first * d), rows: count, memory,
        into: low(layer.queryKeyValue, first))
      normGradient(
        streams[index], layer.inputNorm, rows, memory, from: planes.dmiddle, into: planes.dstream,
        part: part)
    }
    addNormSums(layer.inputNorm, memory)
    try addGradients(layer.queryKeyValue, planes.normed, planes.dprojected, memory)
  }

  /// Gradients of queries and keys before they were turned, and before their norms.
  private func turnedGradient(
    _ layer: DecoderLayers.Layer, _ state: LayerState, _ memory: PassMemory
  ) throws(DecoderError) {
    let planes = planes
    let size = configuration.headDimension
    clearNormSums()
    try forRows { part, rows throws(DecoderError) in
      turn(planes.dprojected, rows, back: true)
      guard let queryNorm = layer.queryNorm, let keyNorm = layer.keyNorm,
        let unnormed = state.unnormed
      else { return }
      let sums = memory.bodyGradient == nil ? nil : planes.normSums.floats(at: part * 2 * size)
      for row in rows {
        headNormGradient(
          (queryNorm, keyNorm), unnormed, planes.dprojected, row: row, memory, sums: sums)
      }
    }
    guard let queryNorm = layer.queryNorm, let keyNorm = layer.keyNorm else { return }
    addNormSums(queryNorm, memory, width: 2 * size)
    addNormSums(keyNorm, memory, width: 2 * size, column: size)
  }

  private func headNormGradient(
    _ norms: (query: DecoderLayers.Norm, key: DecoderLayers.Norm), _ unnormed: AlignedBuffer,
    _ dprojected: AlignedBuffer, row: Int, _ memory: PassMemory, sums: MutableNumbers?
  ) {
    let (size, queries) = (configuration.headDimension, configuration.headCount)
    let heads = queries + configuration.keyValueHeadCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { slope in
      guard let slope = slope.baseAddress else { return }
      for head in 0..<heads {
        let norm = head < queries ? norms.query : norms.key
        let place = dprojected.floats(at: row * projectedSize + head * size)
        slope.update(from: place, count: size)
        place.update(repeating: 0, count: size)
        ctransformer_rms_norm_gradient(
          unnormed.floats(at: (row * heads + head) * size), memory.body + norm.offset, size,
          Float(configuration.normEpsilon), slope, place,
          sums.map { head < queries ? $0 : $0 + size })
      }
    }
  }

  // MARK: Parts

  private func low(_ group: LinearGroup, _ row: Int) -> MutableNumbers? {
    planes.low?.floats(at: row * group.rankSum)
  }

  private func dlow(_ group: LinearGroup, _ row: Int) -> MutableNumbers? {
    planes.dlow?.floats(at: row * group.rankSum)
  }

  /// dW of a group over all rows of the batch.
  private func addGradients(
    _ group: LinearGroup, _ x: AlignedBuffer, _ dy: AlignedBuffer, _ memory: PassMemory
  ) throws(DecoderError) {
    let tasks = group.gradientTasks(memory, parts: Self.parts(pool))
    let planes = planes
    try pool.forEach(tasks.count) { _, task throws(DecoderError) in
      try group.addWeightGradient(
        tasks[task], x.floats(), dy.floats(), rows: tokenCount, memory, low: planes.low?.floats(),
        dlow: planes.dlow?.floats())
    }
  }

  /// target = passed + the gradient through a norm, for some rows.
  private func normGradient(
    _ x: AlignedBuffer, _ norm: DecoderLayers.Norm, _ rows: Range<Int>, _ memory: PassMemory,
    from passed: AlignedBuffer, into target: AlignedBuffer, part: Int
  ) {
    let d = norm.size
    let sums = memory.bodyGradient == nil ? nil : planes.normSums.floats(at: part * d)
    for row in rows {
      let place = target.floats(at: row * d)
      place.update(from: passed.floats(at: row * d), count: d)
      ctransformer_rms_norm_gradient(
        x.floats(at: row * d), memory.body + norm.offset, d, Float(configuration.normEpsilon),
        planes.dnormed.floats(at: row * d), place, sums)
    }
  }

  private func clearNormSums() {
    planes.normSums.floats().update(repeating: 0, count: planes.normSums.byteCount / 4)
  }

  /// Adds up what the parts of the rows have summed, in their order.
  private func addNormSums(
    _ norm: DecoderLayers.Norm, _ memory: PassMemory, width: Int? = nil, column: Int = 0
  ) {
    guard let gradient = memory.bodyGradient else { return }
    for part in rowParts.indices {
      ctransformer_add(
        gradient + norm.offset, planes.normSums.floats(at: part * (width ?? norm.size) + column),
        norm.size)
    }
  }

  /// Every token's row of the embedding gets its gradient; a task has some columns of all tokens.
  private func embeddingGradient(_ memory: PassMemory) throws(DecoderError) {
    guard let gradient = memory.bodyGradient else { return }
    let d = configuration.hiddenSize
    let columns = WorkParts.split(d, into: pool.workerCount)
    let dstream = planes.dstream
    try pool.forEach(columns.count) { _, task throws(DecoderError) in
      let range = columns[task]
      for (row, token) in batch.tokens.enumerated() {
        ctransformer_add(
          gradient + layers.embedding.offset + Int(token) * d + range.lowerBound,
          dstream.floats(at: row * d + range.lowerBound), range.count)
      }
    }
  }
}
