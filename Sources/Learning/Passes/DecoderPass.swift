import CTransformerKernels
import Transformer

/// One forward and backward pass of a decoder over packed sequences.
///
/// Memory is kept for the next pass. N is the number of tokens of a batch; other letters as in
/// ``DecoderConfiguration``. Runs inside the pool's ``WorkerPool/exclusively(_:)``.
final class DecoderPass {
  let layers: DecoderLayers
  let pool: WorkerPool
  /// Whether only what goes into each layer is kept, and the rest computed again on the way back.
  let recomputesLayers: Bool
  var batch = PackedBatch([[Int32]]())
  /// Position of each token in its sequence, shape (N).
  var positions: [Int] = []

  /// What one layer leaves for its backward pass.
  struct LayerState {
    /// Queries, keys, values, turned: (N, (H + 2 K) · D).
    var projected: AlignedBuffer
    /// Queries and keys before their norms: (N, (H + K) · D); Qwen3 only.
    var unnormed: AlignedBuffer?
    /// (N, H).
    var logSums: AlignedBuffer
    /// What attention gives: (N, H · D).
    var seen: AlignedBuffer
    /// The residual stream between both halves: (N, d).
    var middle: AlignedBuffer
    /// (N, 2 F); the backward pass puts its gradient there.
    var gateUp: AlignedBuffer
  }

  /// What is needed within one layer only.
  struct Planes {
    /// A normed residual stream and a gradient of one: (N, d).
    var normed, dnormed, dmiddle: AlignedBuffer
    /// The gradient of what the layer at hand gives, then of what it takes: (N, d).
    var dstream: AlignedBuffer
    /// (N, F).
    var inner: AlignedBuffer
    /// (N, (H + 2 K) · D).
    var dprojected: AlignedBuffer
    /// (N, H · D).
    var dseen: AlignedBuffer
    /// Low-rank states and their gradients: (N, largest rankSum).
    var low, dlow: AlignedBuffer?
    /// The largest rankSum.
    var lowWidth: Int
    /// Sums of norms' gradients, one row for each part of the rows.
    var normSums: AlignedBuffer
  }

  /// The residual stream before each layer and behind the last: L + 1 of (N, d).
  private(set) var streams: [AlignedBuffer] = []
  private(set) var states: [LayerState] = []
  private var planesStorage: Planes?
  private var capacity = 0
  private var rotary: RotaryTable?
  /// The same angles backwards.
  private var rotaryBack: RotaryTable?
  /// Of each worker, for attention.
  private var scratch: [AlignedBuffer] = []

  init(_ layers: DecoderLayers, pool: WorkerPool, recomputesLayers: Bool) {
    (self.layers, self.pool, self.recomputesLayers) = (layers, pool, recomputesLayers)
  }

  var configuration: DecoderConfiguration { layers.configuration }
  var tokenCount: Int { batch.tokens.count }
  /// Floats of a token's queries, keys and values.
  var projectedSize: Int { configuration.querySize + 2 * configuration.keyValueSize }
  var rowParts: [Range<Int>] { WorkParts.split(tokenCount, into: Self.parts(pool)) }

  /// Into how many tasks a stage is divided: two for each worker, so that one who is held up by
  /// another program does not hold up all.
  static func parts(_ pool: WorkerPool) -> Int { 2 * pool.workerCount }

  // MARK: Memory

  /// Makes room for a batch and remembers it.
  func begin(_ batch: PackedBatch) throws(DecoderError) {
    self.batch = batch
    positions = batch.sequences.flatMap { 0..<$0.count }
    let longest = batch.longest
    if (rotary?.length ?? 0) < longest {
      let frequencies = configuration.rotary.frequencies(
        headDimension: configuration.headDimension)
      rotary = try RotaryTable(frequencies, length: longest)
      rotaryBack = try RotaryTable(frequencies.map { -$0 }, length: longest)
    }
    let scratchCount = 4 * AttentionPass.scratchCount(length: longest)
    if (scratch.first?.byteCount ?? 0) < scratchCount {
      scratch = []
      for _ in 0..<pool.workerCount { scratch.append(try AlignedBuffer(byteCount: scratchCount)) }
    }
    guard tokenCount > capacity else { return }
    // Nothing is kept while more is asked for.
    (streams, states, planesStorage, capacity) = ([], [], nil, 0)
    for _ in 0...configuration.layerCount { streams.append(try rows(configuration.hiddenSize)) }
    for _ in 0..<(recomputesLayers ? 1 : configuration.layerCount) { states.append(try newState()) }
    planesStorage = try newPlanes()
    capacity = tokenCount
  }

  private func rows(_ width: Int) throws(DecoderError) -> AlignedBuffer {
    try AlignedBuffer(byteCount: 4 * width * tokenCount)
  }

  private func newState() throws(DecoderError) -> LayerState {
    let shape = configuration
    let normed = shape.querySize + shape.keyValueSize
    return LayerState(
      projected: try rows(projectedSize),
      unnormed: shape.normalizesQueriesAndKeys ? try rows(normed) : nil,
      logSums: try rows(shape.headCount), seen: try rows(shape.querySize),
      middle: try rows(shape.hiddenSize), gateUp: try rows(2 * shape.intermediateSize))
  }

  private func newPlanes() throws(DecoderError) -> Planes {
    let shape = configuration
    let rank = layers.layers.flatMap(\.rankSums).max() ?? 0
    let sums = max(shape.hiddenSize, 2 * shape.headDimension) * Self.parts(pool)
    return Planes(
      normed: try rows(shape.hiddenSize), dnormed: try rows(shape.hiddenSize),
      dmiddle: try rows(shape.hiddenSize), dstream: try rows(shape.hiddenSize),
      inner: try rows(shape.intermediateSize), dprojected: try rows(projectedSize),
      dseen: try rows(shape.querySize), low: rank > 0 ? try rows(rank) : nil,
      dlow: rank > 0 ? try rows(rank) : nil, lowWidth: rank,
      normSums: try AlignedBuffer(byteCount: 4 * sums))
  }

  var planes: Planes {
    guard let planes = planesStorage else { preconditionFailure("a pass without a batch") }
    return planes
  }

  func state(_ layer: Int) -> LayerState { states[recomputesLayers ? 0 : layer] }

  func scratch(_ worker: Int) -> MutableNumbers { scratch[worker].floats() }

  // MARK: Small parts

  /// normed = x / √(mean x² + ε) · weight for some rows.
  func normalize(
    _ x: AlignedBuffer, _ norm: DecoderLayers.Norm, _ rows: Range<Int>, _ memory: PassMemory,
    into normed: AlignedBuffer
  ) {
    for row in rows {
      ctransformer_rms_norm(
        x.floats(at: row * norm.size), memory.body + norm.offset, norm.size,
        Float(configuration.normEpsilon), normed.floats(at: row * norm.size))
    }
  }

  /// Turns queries and keys of some rows in place, or back.
  func turn(_ projected: AlignedBuffer, _ rows: Range<Int>, back: Bool) {
    guard let table = back ? rotaryBack : rotary else { return }
    let size = configuration.headDimension
    let heads = configuration.headCount + configuration.keyValueHeadCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: size) { turned in
      guard let turned = turned.baseAddress else { return }
      for row in rows {
        let angles = table.angles(at: positions[row])
        for head in 0..<heads {
          let place = projected.floats(at: row * projectedSize + head * size)
          ctransformer_rotate(place, angles.cosines, angles.sines, size / 2, turned)
          place.update(from: turned, count: size)
        }
      }
    }
  }

  /// Runs a stage over all rows; `part` is the number of the range.
  func forRows(
    _ body: (_ part: Int, _ rows: Range<Int>) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    let parts = rowParts
    try pool.forEach(parts.count) { _, task throws(DecoderError) in try body(task, parts[task]) }
  }

  /// Runs attention over all sequences and key heads, the longest first.
  func forHeads(
    _ body: (_ worker: Int, _ sequence: Range<Int>, _ keyHead: Int) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    let heads = configuration.keyValueHeadCount
    let sequences = batch.sequences.sorted { ($0.count, $1.lowerBound) > ($1.count, $0.lowerBound) }
    try pool.forEach(sequences.count * heads) { worker, task throws(DecoderError) in
      try body(worker, sequences[task / heads], task % heads)
    }
  }
}
