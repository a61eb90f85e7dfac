import CTransformerKernels
import Transformer

extension DecoderPass {
  /// The residual stream behind the last layer, before the last norm; shape (N, d).
  func forward(_ memory: PassMemory) throws(DecoderError) -> AlignedBuffer {
    let d = configuration.hiddenSize
    for (row, token) in batch.tokens.enumerated() {
      streams[0].floats(at: row * d).update(
        from: memory.body + layers.embedding.offset + Int(token) * d, count: d)
    }
    for layer in layers.layers.indices {
      try attend(layer, memory)
      try feedForward(layer, memory, givesStream: true)
    }
    return streams[layers.layers.count]
  }

  /// Computes a layer again, up to what its backward pass needs.
  func recompute(_ layer: Int, _ memory: PassMemory) throws(DecoderError) {
    guard recomputesLayers else { return }
    try attend(layer, memory)
    try feedForward(layer, memory, givesStream: false)
  }

  /// Where the low-rank states of some rows go, of any group: of all rows they are in no order, but groups of other
  /// ranks may be computed for other rows at the same time.
  private func forwardLow(_ rows: Range<Int>) -> MutableNumbers? {
    planes.low?.floats(at: rows.lowerBound * planes.lowWidth)
  }

  // MARK: Halves of a layer

  /// Norm, projections, positions, softmax(q kᵀ / √D) v.
  private func attend(_ index: Int, _ memory: PassMemory) throws(DecoderError) {
    let layer = layers.layers[index]
    let (state, planes) = (state(index), planes)
    let d = configuration.hiddenSize
    try forRows { _, rows throws(DecoderError) in
      normalize(streams[index], layer.inputNorm, rows, memory, into: planes.normed)
      try layer.queryKeyValue.forward(
        planes.normed.floats(at: rows.lowerBound * d), rows: rows.count, memory,
        low: forwardLow(rows),
        into: state.projected.floats(at: rows.lowerBound * projectedSize))
      normalizeHeads(layer, state, rows, memory)
      turn(state.projected, rows, back: false)
    }
    let attention = AttentionPass(configuration, layer: index)
    try forHeads { worker, sequence, head throws(DecoderError) in
      let first = sequence.lowerBound
      try attention.forward(
        state.projected.floats(at: first * projectedSize), length: sequence.count, keyHead: head,
        logSums: state.logSums.floats(at: first * configuration.headCount),
        seen: state.seen.floats(at: first * configuration.querySize), scratch: scratch(worker))
    }
  }

  /// Qwen3's norms of each query and key, whose input is kept.
  private func normalizeHeads(
    _ layer: DecoderLayers.Layer, _ state: LayerState, _ rows: Range<Int>, _ memory: PassMemory
  ) {
    guard let queryNorm = layer.queryNorm, let keyNorm = layer.keyNorm,
      let unnormed = state.unnormed
    else { return }
    let (size, queries) = (configuration.headDimension, configuration.headCount)
    let heads = queries + configuration.keyValueHeadCount
    for row in rows {
      let place = state.projected.floats(at: row * projectedSize)
      let kept = unnormed.floats(at: row * heads * size)
      kept.update(from: place, count: heads * size)
      for head in 0..<heads {
        let norm = head < queries ? queryNorm : keyNorm
        ctransformer_rms_norm(
          kept + head * size, memory.body + norm.offset, size, Float(configuration.normEpsilon),
          place + head * size)
      }
    }
  }

  /// Output projection, norm, SiLU(gate) · up, and with `givesStream` what the next layer takes.
  private func feedForward(
    _ index: Int, _ memory: PassMemory, givesStream: Bool
  ) throws(DecoderError) {
    let layer = layers.layers[index]
    let (state, planes) = (state(index), planes)
    let (d, inner) = (configuration.hiddenSize, configuration.intermediateSize)
    try forRows { _, rows throws(DecoderError) in
      let (first, count) = (rows.lowerBound, rows.count)
      let middle = state.middle.floats(at: first * d)
      middle.update(from: streams[index].floats(at: first * d), count: count * d)
      try layer.output.forward(
        state.seen.floats(at: first * configuration.querySize), rows: count, memory, adding: true,
        low: forwardLow(rows), into: middle)
      normalize(state.middle, layer.feedForwardNorm, rows, memory, into: planes.normed)
      try layer.gateUp.forward(
        planes.normed.floats(at: first * d), rows: count, memory,
        low: forwardLow(rows),
        into: state.gateUp.floats(at: first * 2 * inner))
      guard givesStream else { return }
      for row in rows {
        let gate = state.gateUp.floats(at: row * 2 * inner)
        ctransformer_gate(gate, gate + inner, inner, planes.inner.floats(at: row * inner))
      }
      let stream = streams[index + 1].floats(at: first * d)
      stream.update(from: middle, count: count * d)
      try layer.down.forward(
        planes.inner.floats(at: first * inner), rows: count, memory, adding: true,
        low: forwardLow(rows), into: stream)
    }
  }
}
