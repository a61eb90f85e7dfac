import COneDNN
import CTransformerKernels

/// Weights in the order in which oneDNN's kernels read them, made once when a model is loaded.
///
/// y = x W + b with x (rows, depth) and W (depth, columns): the transpose of what a checkpoint stores.
final class PackedMatrix: @unchecked Sendable {  // immutable once made; oneDNN only reads it
  let depth: Int
  let columns: Int
  let element: DecoderPrecision.Element
  let layout: MatrixLayout
  let memory: dnnl_memory_t
  /// `nil` when there is no bias, or when it is added after the numbers are scaled.
  let biasMemory: dnnl_memory_t?
  /// What a column's numbers are multiples of, shape (columns); only of ``DecoderPrecision/Element/signed8``.
  let scales: AlignedBuffer?
  /// Shape (columns).
  let bias: AlignedBuffer?
  private let storage: AlignedBuffer

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
    storage = try AlignedBuffer(byteCount: layout.byteCount)
    memory = try layout.memory(at: storage.address, engine)
    (self.depth, self.columns, self.element, self.scales) = (depth, columns, element, scales)
    if bias.isEmpty {
      (self.bias, biasMemory) = (nil, nil)
    } else {
      let buffer = try AlignedBuffer(byteCount: 4 * columns)
      for (column, value) in bias.enumerated() { buffer.floats()[column] = value }
      self.bias = buffer
      biasMemory =
        element == .signed8
        ? nil
        : try MatrixLayout(1, columns, .float32, strides: (columns, 1))
          .memory(at: buffer.address, engine)
    }
    try reorder(plain, engine)
  }

  deinit {
    dnnl_memory_destroy(memory)
    if let biasMemory { dnnl_memory_destroy(biasMemory) }
  }

  /// The bytes that it occupies.
  var byteCount: Int {
    storage.byteCount + (scales?.byteCount ?? 0) + (bias?.byteCount ?? 0)
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
