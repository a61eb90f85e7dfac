import COneDNN
import CTransformerKernels

/// One worker's compiled products and buffers for a block of rows.
final class DecoderWorker {
  private let engine: dnnl_engine_t
  private let stream: dnnl_stream_t
  private var products: [ProductShape: MatrixProduct] = [:]
  private var productScratch = ReusedMemory()
  /// One row of floats.
  var row = ReusedMemory()
  /// Inputs of products, one scale a row for bytes.
  var input = ReusedMemory()
  var inputScales = ReusedMemory()
  /// Outputs of products as floats.
  var output = ReusedMemory()
  /// Both halves of the feed-forward part.
  var gate = ReusedMemory()
  var inner = ReusedMemory()
  /// Attention: scores, their exponentials, weighted values, and maximum and sum a row.
  var scores = ReusedMemory()
  var weights = ReusedMemory()
  var seen = ReusedMemory()
  var softmax = ReusedMemory()

  /// The most compiled products kept; a few hundred occur in practice.
  private static let productLimit = 2048

  init() throws(DecoderError) {
    engine = try MatrixLibrary.shared().engine
    var stream: dnnl_stream_t?
    try MatrixLibrary.check(
      "stream", dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue))
    guard let stream else { throw .matrixLibrary(operation: "stream", status: -1) }
    self.stream = stream
  }

  deinit { dnnl_stream_destroy(stream) }

  /// target = source · matrix; rows of both without gaps.
  func multiply(
    _ source: UnsafeRawPointer, rows: Int, by matrix: PackedMatrix,
    into target: UnsafeMutableRawPointer, as element: DecoderPrecision.Element = .float32,
    _ ending: ProductShape.Ending = .none, factor: UnsafeRawPointer? = nil
  ) throws(DecoderError) {
    let shape = ProductShape(
      rows: rows, depth: matrix.depth, columns: matrix.columns, source: matrix.element,
      sourceStride: matrix.depth, target: element, ending: ending,
      hasBias: matrix.biasMemory != nil, weights: matrix.weights)
    let product = try product(shape) { () throws(DecoderError) in matrix.layout }
    let scratch = try productScratch.reserve(product.scratchByteCount)
    try product.run(
      stream, scratch: scratch, source: source, matrix, target: target, factor: factor)
  }

  /// target = source · weights of `shape.weights`, which are plain.
  func multiply(
    _ source: UnsafeRawPointer, _ weights: UnsafeRawPointer,
    into target: UnsafeMutableRawPointer, _ shape: ProductShape
  ) throws(DecoderError) {
    let product = try product(shape) { () throws(DecoderError) in
      let strides =
        switch shape.weights {
        case .packed, .packedPart: (0, 0)
        case .rows(let stride): (stride, 1)
        case .transposed(let stride): (1, stride)
        }
      return try MatrixLayout(shape.depth, shape.columns, shape.source, strides: strides)
    }
    let scratch = try productScratch.reserve(product.scratchByteCount)
    try product.run(stream, scratch: scratch, source: source, weights: weights, target: target)
  }

  private func product(
    _ shape: ProductShape, _ layout: () throws(DecoderError) -> MatrixLayout
  ) throws(DecoderError) -> MatrixProduct {
    if let found = products[shape] { return found }
    if products.count >= DecoderWorker.productLimit { products = [:] }
    let made = try MatrixProduct(shape, weights: layout(), engine)
    products[shape] = made
    return made
  }
}

/// Conversion of floats to a product's element type.
enum Elements {
  /// - Returns: the row's scale; 1 except for int8.
  @inline(__always)
  static func store(
    _ row: UnsafePointer<Float>, _ count: Int, as element: DecoderPrecision.Element,
    at target: UnsafeMutableRawPointer
  ) -> Float {
    switch element {
    case .float32: target.copyMemory(from: row, byteCount: 4 * count)
    case .bfloat16:
      ctransformer_store_bfloat16(row, count, target.assumingMemoryBound(to: UInt16.self))
    case .signed8:
      return ctransformer_quantize(row, count, target.assumingMemoryBound(to: Int8.self))
    }
    return 1
  }
}
