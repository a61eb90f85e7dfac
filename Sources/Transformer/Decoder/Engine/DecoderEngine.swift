import Synchronization

/// A decoder that runs on all cores at nearly the speed of oneDNN's matrix products.
///
/// It takes token ids and returns hidden states at the requested positions. Batches need no padding, and
/// common prefixes are computed once. The whole program runs one pass at a time, whatever the number of
/// decoders and callers; the others wait.
///
/// Memory: the packed weights (``weightByteCount``), and during a pass some kilobytes per token: 8 for a
/// hidden size of 896, 36 for 4,096. The embedding stays in its file, which stays open; each token reads one row.
public final class DecoderEngine: @unchecked Sendable {
  // Unchecked: one pass at a time changes what is mutable, inside the pool's lock.

  /// Its shape and constants.
  public let configuration: DecoderConfiguration
  /// The requested precision.
  public let precision: DecoderPrecision
  /// The precision of its products; never `auto`.
  public let effectivePrecision: DecoderPrecision

  let names: DecoderWeights
  /// The files, or the embedding and output matrix of parameters in memory.
  let tensors: any TensorSource
  let packed: PackedWeights
  /// Of activations.
  let element: DecoderPrecision.Element
  let pool: WorkerPool
  let workers: [DecoderWorker]
  /// The most tokens in one pass.
  var groupTokenLimit = 4096
  /// Below this many rows, workers divide the columns of the weights instead of the rows.
  package var dividedRowLimit: Int
  var planes = DecoderPlanes()
  var rotary: RotaryTable?
  /// Packed when probabilities or logits are first requested.
  private(set) var outputMatrix: [PackedMatrix] = []
  /// Kept apart from the matrix because it is read outside the pool's lock.
  private let outputByteCount = Atomic<Int>(0)

  /// Reads and packs all weights, on all cores.
  ///
  /// - Parameters:
  ///   - configuration: the decoder's shape.
  ///   - weights: of that configuration, in `tensors`.
  ///   - tensors: the files, which stay open.
  ///   - precision: of the products.
  /// - Throws: ``DecoderError``: a precision that this processor has not, a file that cannot be read
  ///   any more, or lack of memory.
  public convenience init(
    _ configuration: DecoderConfiguration, _ weights: DecoderWeights, in tensors: TensorFiles,
    precision: DecoderPrecision = .auto
  ) throws(DecoderError) {
    try self.init(configuration, weights, in: tensors, precision: precision, pool: .shared)
  }

  /// Reads the checkpoint of a folder.
  ///
  /// - Throws: ``DecoderError``.
  public convenience init(
    folder: String, precision: DecoderPrecision = .auto
  ) throws(DecoderError) {
    let parts = try DecoderError.reading { () throws(CheckpointError) in
      let configuration = try DecoderConfiguration(folder: folder)
      let tensors = try TensorFiles(folder: folder)
      return (configuration, try DecoderWeights(configuration, in: tensors), tensors)
    }
    try self.init(parts.0, parts.1, in: parts.2, precision: precision)
  }

  /// Packs a snapshot of parameters; later changes to them do not affect this decoder.
  ///
  /// Keeps a copy of the embedding and of a separate output matrix.
  /// - Throws: ``DecoderError``: a precision that this processor has not, or lack of memory.
  public convenience init(
    _ parameters: DecoderParameters, precision: DecoderPrecision = .auto
  ) throws(DecoderError) {
    try self.init(parameters, precision: precision, pool: .shared)
  }

  convenience init(
    _ parameters: DecoderParameters, precision: DecoderPrecision, pool: WorkerPool
  ) throws(DecoderError) {
    let (parts, values) = (parameters.parts, parameters.values)
    let kept: NamedParameters
    do throws(ParameterError) {
      kept = try values.copy(of: [parts.embedding, parts.languageHead ?? parts.embedding])
    } catch {
      throw .outOfMemory(bytes: 4 * values.layout.floatCount)
    }
    try self.init(
      parameters.configuration, parts, in: values, keeping: kept, precision: precision, pool: pool)
  }

  /// Packs the weights in `tensors`; rows of the embedding and the output matrix are read later, from `kept` if given.
  init(
    _ configuration: DecoderConfiguration, _ weights: DecoderWeights,
    in tensors: any TensorSource, keeping kept: (any TensorSource)? = nil,
    precision: DecoderPrecision, pool: WorkerPool, acceptsSlow: Bool = false
  ) throws(DecoderError) {
    let elements = try precision.elements(acceptsSlow: acceptsSlow)
    self.configuration = configuration
    self.precision = precision
    effectivePrecision = elements.weights.precision
    (names, self.tensors, self.pool) = (weights, kept ?? tensors, pool)
    dividedRowLimit = RowBlocks.largest * pool.workerCount
    element = elements.activations
    var workers: [DecoderWorker] = []
    for _ in 0..<pool.workerCount { workers.append(try DecoderWorker()) }
    self.workers = workers
    packed = try pool.exclusively { () throws(DecoderError) in
      try PackedWeights(configuration, weights, tensors, elements.weights, pool)
    }
  }

  /// The bytes of the packed weights; grows when the output matrix is first needed.
  public var weightByteCount: Int {
    packed.byteCount + outputByteCount.load(ordering: .relaxed)
  }

  /// Keeps the packed output matrix; inside the pool's lock.
  func keep(outputMatrix matrices: [PackedMatrix]) {
    outputMatrix = matrices
    outputByteCount.store(matrices.reduce(0) { $0 + $1.byteCount }, ordering: .relaxed)
  }
}

/// Buffers of a forward pass, reused by the next one; ``ForwardPass`` documents each.
struct DecoderPlanes {
  var residual = ReusedMemory()
  var queries = ReusedMemory()
  var keys = ReusedMemory()
  var values = ReusedMemory()
  var seen = ReusedMemory()
  /// The rows that are read out of the last layer.
  var chosenResidual = ReusedMemory()
  var chosenSeen = ReusedMemory()
  /// What workers share when they divide columns; see ``SharedInputs``.
  var input = ReusedMemory()
  var inputScales = ReusedMemory()
  var inner = ReusedMemory()
}
