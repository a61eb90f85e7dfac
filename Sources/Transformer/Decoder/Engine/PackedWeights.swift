import Synchronization

/// The weights of a decoder, packed for its products, and its norms as floats.
struct PackedWeights: Sendable {
  /// One block's; letters as in ``DecoderConfiguration``.
  struct Layer: Sendable {
    /// Shape (d).
    var inputNorm, feedForwardNorm: AlignedBuffer
    /// Shape (D); Qwen3 only.
    var queryNorm, keyNorm: AlignedBuffer?
    /// (d, (H + 2 K) · D): queries, keys and values side by side.
    var queryKeyValue: PackedMatrix
    /// (H · D, d).
    var output: PackedMatrix
    var feedForward: FeedForward
    /// (F, d).
    var down: PackedMatrix
    /// W; `nil`: a token sees all before it.
    var window: Int?
  }

  /// The first two matrices of the feed-forward part.
  enum FeedForward: Sendable {
    /// (d, F) each: oneDNN applies SiLU and the product of both while it stores them.
    case apart(gate: PackedMatrix, up: PackedMatrix)
    /// (d, 2 F): int8 products must be rescaled per token before SiLU, in a separate pass.
    case together(PackedMatrix)

    var byteCount: Int {
      switch self {
      case .apart(let gate, let up): gate.byteCount + up.byteCount
      case .together(let both): both.byteCount
      }
    }
  }

  /// Of all matrices.
  var element: DecoderPrecision.Element
  var layers: [Layer]
  /// One per layer; empty for a single worker, or when layouts cannot be split.
  var columnBlocks: [ColumnBlocks]
  /// Shape (d).
  var finalNorm: AlignedBuffer

  /// The bytes of all matrices.
  var byteCount: Int {
    layers.reduce(0) {
      $0 + $1.queryKeyValue.byteCount + $1.output.byteCount + $1.feedForward.byteCount
        + $1.down.byteCount
    }
  }
}

extension PackedWeights {
  /// Reads and packs all matrices of a decoder, on all workers.
  ///
  /// - Throws: ``DecoderError``: a file that cannot be read any more, or lack of memory.
  init(
    _ configuration: DecoderConfiguration, _ names: DecoderWeights, _ tensors: any TensorSource,
    _ element: DecoderPrecision.Element, _ pool: WorkerPool
  ) throws(DecoderError) {
    let jobs = names.layers.flatMap { Job.all(of: $0, configuration, element) }
    var matrices = try PackedWeights.pack(jobs, tensors, element, pool)[...]
    var layers: [Layer] = []
    for (index, layer) in names.layers.enumerated() {
      let window = configuration.slidingWindows[index]
      layers.append(try Layer(layer, window, tensors, element, &matrices))
    }
    self.element = element
    self.layers = layers
    columnBlocks = try PackedWeights.columnBlocks(
      layers, configuration, workers: pool.workerCount)
    finalNorm = try MatrixLoader.vector(names.finalNorm, tensors)
  }

  /// For all layers or none.
  private static func columnBlocks(
    _ layers: [Layer], _ configuration: DecoderConfiguration, workers: Int
  ) throws(DecoderError) -> [ColumnBlocks] {
    guard workers > 1 else { return [] }
    var all: [ColumnBlocks] = []
    for layer in layers {
      guard let blocks = try ColumnBlocks(layer, configuration, workers: workers) else { return [] }
      all.append(blocks)
    }
    return all
  }

  /// Packs matrices on all workers; gives them in the order of the jobs.
  static func pack(
    _ jobs: [Job], _ tensors: any TensorSource, _ element: DecoderPrecision.Element,
    _ pool: WorkerPool
  ) throws(DecoderError) -> [PackedMatrix] {
    let loaders = Mutex((0..<pool.workerCount).map { _ in MatrixLoader(tensors, element) })
    let packed = Mutex([PackedMatrix?](repeating: nil, count: jobs.count))
    try pool.forEach(jobs.count) { worker, task throws(DecoderError) in
      let job = jobs[task]
      // Each worker has its own, so it is copied out of the lock while in use.
      var loader = loaders.withLock { $0[worker] }
      let matrix = try loader.pack(job.parts, depth: job.depth, rows: job.rows)
      loaders.withLock { [loader] in $0[worker] = loader }
      packed.withLock { $0[task] = matrix }
    }
    return packed.withLock { $0 }.compactMap { $0 }
  }

  /// Projections that are packed into one matrix.
  struct Job {
    var parts: [DecoderWeights.Projection]
    var depth: Int
    /// Some outputs of a single part; `nil` for all.
    var rows: Range<Int>?

    /// The jobs of a layer, in the order in which ``Layer`` takes their results.
    static func all(
      of layer: DecoderWeights.Layer, _ configuration: DecoderConfiguration,
      _ element: DecoderPrecision.Element
    ) -> [Job] {
      let d = configuration.hiddenSize
      let feedForward =
        element == .signed8
        ? [Job(parts: [layer.gate, layer.up], depth: d)]
        : [Job(parts: [layer.gate], depth: d), Job(parts: [layer.up], depth: d)]
      return [
        Job(parts: [layer.query, layer.key, layer.value], depth: d),
        Job(parts: [layer.output], depth: configuration.querySize),
        Job(parts: [layer.down], depth: configuration.intermediateSize),
      ] + feedForward
    }
  }
}

extension PackedWeights.Layer {
  /// Takes its matrices from the front of `matrices`.
  fileprivate init(
    _ names: DecoderWeights.Layer, _ window: Int?, _ tensors: any TensorSource,
    _ element: DecoderPrecision.Element, _ matrices: inout ArraySlice<PackedMatrix>
  ) throws(DecoderError) {
    inputNorm = try MatrixLoader.vector(names.inputNorm, tensors)
    feedForwardNorm = try MatrixLoader.vector(names.feedForwardNorm, tensors)
    queryNorm = nil
    keyNorm = nil
    if let name = names.queryNorm { queryNorm = try MatrixLoader.vector(name, tensors) }
    if let name = names.keyNorm { keyNorm = try MatrixLoader.vector(name, tensors) }
    queryKeyValue = matrices.removeFirst()
    output = matrices.removeFirst()
    down = matrices.removeFirst()
    let first = matrices.removeFirst()
    feedForward =
      element == .signed8
      ? .together(first) : .apart(gate: first, up: matrices.removeFirst())
    self.window = window
  }
}
