import Synchronization

/// A decoder that computes at nearly the speed of oneDNN's matrix products, on all cores.
///
/// Texts go in as ids, hidden states come out, only where they are asked for. Batches need no padding;
/// what sequences begin with in common is computed once. One pass at a time runs in the program,
/// whatever the number of decoders and callers; others wait for it.
///
/// Memory: the packed weights, ``weightByteCount``, and while it computes some kilobytes a token: 8 for
/// a hidden size of 896, 36 for 4,096. The embedding stays in the file, of which a row is read for each
/// token; the file stays open.
public final class DecoderEngine: @unchecked Sendable {
  // Unchecked: what changes is used by one pass at a time, inside the pool's lock.

  /// Its shape and constants.
  public let configuration: DecoderConfiguration
  /// What was asked for.
  public let precision: DecoderPrecision
  /// What it computes with: never `auto`.
  public let effectivePrecision: DecoderPrecision

  let names: DecoderWeights
  /// The files, or what is left of parameters that were packed.
  let tensors: any TensorSource
  let parameters: PackedWeights
  /// Of activations.
  let element: DecoderPrecision.Element
  let pool: WorkerPool
  let workers: [DecoderWorker]
  /// Tokens that are computed together, at most.
  var groupTokenLimit = 4096
  /// Fewer rows than that are not divided among the workers; the columns of weights are.
  package var dividedRowLimit: Int
  var planes = DecoderPlanes()
  var rotary: RotaryTable?
  /// Packed at the first question for probabilities.
  private(set) var outputMatrix: [PackedMatrix] = []
  /// Apart from the matrix, since it is asked for outside the pool's lock.
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

  /// Packs parameters as they are now; later changes of theirs do not reach this decoder.
  ///
  /// Keeps a copy of the embedding and of an output matrix of its own.
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

  /// Packs what is in `tensors`, and reads rows of the embedding and the output matrix later from `kept`, or from
  /// `tensors` where there is none.
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
    parameters = try pool.exclusively { () throws(DecoderError) in
      try PackedWeights(configuration, weights, tensors, elements.weights, pool)
    }
  }

  /// The bytes of the packed weights; grows when the output matrix is first needed.
  public var weightByteCount: Int {
    parameters.byteCount + outputByteCount.load(ordering: .relaxed)
  }

  /// Keeps the packed output matrix; inside the pool's lock.
  func keep(outputMatrix matrices: [PackedMatrix]) {
    outputMatrix = matrices
    outputByteCount.store(matrices.reduce(0) { $0 + $1.byteCount }, ordering: .relaxed)
  }
}

/// The memory of a forward pass, kept for the next one; see ``ForwardPass`` for what is what.
struct DecoderPlanes {
  var residual = ReusedMemory()
  var queries = ReusedMemory()
  var keys = ReusedMemory()
  var values = ReusedMemory()
  var seen = ReusedMemory()
  /// The rows that are read out, in the last layer.
  var chosenResidual = ReusedMemory()
  var chosenSeen = ReusedMemory()
  /// What workers share when they divide columns; see ``SharedInputs``.
  var input = ReusedMemory()
  var inputScales = ReusedMemory()
  var inner = ReusedMemory()
}
