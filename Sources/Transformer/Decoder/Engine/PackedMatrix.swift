import COneDNN
import CTransformerKernels

/// Weights in the layout of oneDNN's kernels, packed once when a model is loaded.
///
/// y = x W + b with x (rows, depth) and W (depth, columns): the transpose of what a checkpoint stores.
final class PackedMatrix: @unchecked Sendable {  // immutable once made; oneDNN only reads it
  let depth: Int
  let columns: Int
  let element: DecoderPrecision.Element
  let layout: MatrixLayout
  let memory: dnnl_memory_t
  /// `nil` without a bias, or when the bias is added after rescaling.
  let biasMemory: dnnl_memory_t?
  /// The scale of each column, shape (columns); only for ``DecoderPrecision/Element/signed8``.
  let scales: UnsafeMutablePointer<Float>?
  /// Shape (columns).
  let bias: UnsafeMutablePointer<Float>?
  /// The matrix of which this is a view of some columns; `nil` when it owns its numbers.
  let whole: PackedMatrix?
  /// Its first column in that matrix.
  let firstColumn: Int
  private let address: UnsafeMutableRawPointer
  private let buffers: [AlignedBuffer]

  /// Packs a plain matrix.
  ///
  /// `plain` has shape (columns, depth), row-major, and is not needed afterwards; `scales`, for signed
  /// bytes, and `bias`, if not empty, have one number a column.
  init(
    _ plain: UnsafeMutableRawPointer, depth: Int, columns: Int, _ element: DecoderPrecision.Element,
    scales: AlignedBuffer? = nil, bias: [Float] = []
  ) throws(DecoderError) {
    let engine = try MatrixLibrary.shared().engine
    let shape = ProductShape(
      rows: 256, depth: depth, columns: columns, source: element, sourceStride: depth)
    layout = try MatrixLayout.chosen(shape, engine)
    let storage = try AlignedBuffer(byteCount: layout.byteCount)
    address = storage.address
    memory = try layout.memory(at: address, engine)
    (self.depth, self.columns, self.element) = (depth, columns, element)
    (whole, firstColumn) = (nil, 0)
    var biasBuffer: AlignedBuffer?
    if !bias.isEmpty {
      let buffer = try AlignedBuffer(byteCount: 4 * columns)
      for (column, value) in bias.enumerated() { buffer.floats()[column] = value }
      biasBuffer = buffer
    }
    (self.scales, self.bias) = (scales?.floats(), biasBuffer?.floats())
    biasMemory = try PackedMatrix.memory(ofBias: self.bias, columns, element, engine)
    buffers = [storage, scales, biasBuffer].compactMap { $0 }
    try reorder(plain, engine)
  }

  /// A view of some columns of a packed matrix.
  ///
  /// `nil` where oneDNN's kernel does not accept such a part: its layouts store blocks of columns one after another,
  /// but some append data about all columns.
  init?(_ columns: Range<Int>, of whole: PackedMatrix) throws(DecoderError) {
    let engine = try MatrixLibrary.shared().engine
    (depth, self.columns, element) = (whole.depth, columns.count, whole.element)
    (self.whole, firstColumn, buffers) = (whole, columns.lowerBound, [])
    guard let part = whole.layout.columns(columns, ofDepth: whole.depth) else { return nil }
    layout = part.layout
    address = whole.address + part.offset * whole.element.byteCount
    memory = try layout.memory(at: address, engine)
    scales = whole.scales.map { $0 + columns.lowerBound }
    bias = whole.bias.map { $0 + columns.lowerBound }
    biasMemory = try PackedMatrix.memory(ofBias: bias, columns.count, element, engine)
    guard try implementation(engine) == whole.implementation(engine) else { return nil }
  }

  deinit {
    dnnl_memory_destroy(memory)
    if let biasMemory { dnnl_memory_destroy(biasMemory) }
  }

  /// The bytes that it owns; 0 for a view.
  var byteCount: Int { buffers.reduce(0) { $0 + $1.byteCount } }

  /// Its layout as part of a product's shape.
  var weights: ProductShape.Weights {
    whole.map { .packedPart(of: $0.columns) } ?? .packed
  }

  private static func memory(
    ofBias bias: UnsafeMutablePointer<Float>?, _ columns: Int, _ element: DecoderPrecision.Element,
    _ engine: dnnl_engine_t
  ) throws(DecoderError) -> dnnl_memory_t? {
    guard let bias, element != .signed8 else { return nil }
    return try MatrixLayout(1, columns, .float32, strides: (columns, 1)).memory(at: bias, engine)
  }

  /// The name of the kernel for this layout; `nil` when there is none.
  private func implementation(_ engine: dnnl_engine_t) throws(DecoderError) -> String? {
    let shape = ProductShape(
      rows: 256, depth: depth, columns: columns, source: element, sourceStride: depth,
      weights: weights)
    do throws(DecoderError) {
      return try ProductDescription(shape, weights: layout, engine).implementation
    } catch {
      if case .outOfMemory = error { throw error }
      return nil
    }
  }

  private func reorder(
    _ plain: UnsafeMutableRawPointer, _ engine: dnnl_engine_t
  ) throws(DecoderError) {
    var from = try MatrixLayout(depth, columns, element, strides: (1, depth))
    var to = layout
    let source = try from.memory(at: plain, engine)
    defer { dnnl_memory_destroy(source) }
    var description: dnnl_primitive_desc_t?
    try MatrixLibrary.check(
      "packing",
      dnnl_reorder_primitive_desc_create(
        &description, &from.descriptor, engine, &to.descriptor, engine, nil))
    defer { dnnl_primitive_desc_destroy(description) }
    var primitive: dnnl_primitive_t?
    try MatrixLibrary.check("packing", dnnl_primitive_create(&primitive, description))
    defer { dnnl_primitive_destroy(primitive) }
    var stream: dnnl_stream_t?
    try MatrixLibrary.check(
      "packing", dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue))
    defer { dnnl_stream_destroy(stream) }
    let arguments = [
      dnnl_exec_arg_t(arg: DNNL_ARG_FROM, memory: source),
      dnnl_exec_arg_t(arg: DNNL_ARG_TO, memory: memory),
    ]
    try MatrixLibrary.check("packing", dnnl_primitive_execute(primitive, stream, 2, arguments))
  }
}
