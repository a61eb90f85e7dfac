import COneDNN

/// The shape of a matrix product target = source · weights; sizes count elements.
struct ProductShape: Hashable {
  /// What is applied to each number before it is stored.
  enum Ending: Hashable {
    case none
    /// target + product.
    case add
    /// x / (1 + e^−x).
    case swish
    /// Multiplied element by element with another matrix of the target's shape.
    case multiply
  }

  /// The layout of the weights.
  enum Weights: Hashable {
    /// As ``PackedMatrix`` has them.
    case packed
    /// A block of a packed matrix of so many columns.
    case packedPart(of: Int)
    /// (depth, columns), rows at a distance of `stride`.
    case rows(stride: Int)
    /// The transpose of (columns, depth), rows at a distance of `stride`.
    case transposed(stride: Int)
  }

  var rows: Int
  var depth: Int
  var columns: Int
  /// Of source and weights.
  var source: DecoderPrecision.Element
  /// From row to row of the source.
  var sourceStride: Int
  var target = DecoderPrecision.Element.float32
  var ending = Ending.none
  var hasBias = false
  var weights = Weights.packed

  /// Whether the weights bring their own oneDNN handle.
  var isPacked: Bool {
    switch weights {
    case .packed, .packedPart: true
    case .rows, .transposed: false
    }
  }
}

/// A product that oneDNN supports, not yet compiled.
final class ProductDescription {
  let descriptor: dnnl_primitive_desc_t

  init(
    _ shape: ProductShape, weights: MatrixLayout, _ engine: dnnl_engine_t
  ) throws(DecoderError) {
    var source = try MatrixLayout(
      shape.rows, shape.depth, shape.source, strides: (shape.sourceStride, 1))
    var target = try MatrixLayout(
      shape.rows, shape.columns, shape.target, strides: (shape.columns, 1))
    var bias = try MatrixLayout(1, shape.columns, .float32, strides: (shape.columns, 1))
    var weights = weights
    var product = dnnl_matmul_desc_t()
    let status =
      if shape.hasBias {
        dnnl_matmul_desc_init(
          &product, &source.descriptor, &weights.descriptor, &bias.descriptor, &target.descriptor)
      } else {
        dnnl_matmul_desc_init(
          &product, &source.descriptor, &weights.descriptor, nil, &target.descriptor)
      }
    try MatrixLibrary.check("product", status)
    let attributes = try ProductDescription.attributes(shape.ending, &target.descriptor)
    defer { dnnl_primitive_attr_destroy(attributes) }
    var descriptor: dnnl_primitive_desc_t?
    try MatrixLibrary.check(
      "product", dnnl_primitive_desc_create(&descriptor, &product, attributes, engine, nil))
    guard let descriptor else { throw .matrixLibrary(operation: "product", status: -1) }
    self.descriptor = descriptor
  }

  deinit { dnnl_primitive_desc_destroy(descriptor) }

  /// The layout of one of its matrices.
  func layout(_ what: dnnl_query_t) throws(DecoderError) -> MatrixLayout {
    guard let found = dnnl_primitive_desc_query_md(descriptor, what, 0) else {
      throw .matrixLibrary(operation: "query", status: -1)
    }
    return MatrixLayout(found.pointee)
  }

  /// The name of the kernel, such as `brg:avx512_core_bf16`; `ref` begins the slow ones.
  var implementation: String {
    var name: UnsafePointer<CChar>?
    let status = dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, &name)
    guard status == dnnl_success, let name else { return "" }
    return String(cString: name)
  }

  private static func attributes(
    _ ending: ProductShape.Ending, _ target: inout dnnl_memory_desc_t
  ) throws(DecoderError) -> dnnl_primitive_attr_t {
    var attributes: dnnl_primitive_attr_t?
    try MatrixLibrary.check("attributes", dnnl_primitive_attr_create(&attributes))
    guard let attributes else { throw .matrixLibrary(operation: "attributes", status: -1) }
    // oneDNN's own scratch memory belongs to the thread that created the product, not to those that run it.
    dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user)
    guard ending != .none else { return attributes }
    var endings: dnnl_post_ops_t?
    try MatrixLibrary.check("attributes", dnnl_post_ops_create(&endings))
    defer { dnnl_post_ops_destroy(endings) }
    let status =
      switch ending {
      case .none: dnnl_success
      case .add: dnnl_post_ops_append_sum(endings, 1)
      case .swish: dnnl_post_ops_append_eltwise(endings, 1, dnnl_eltwise_swish, 1, 0)
      case .multiply: dnnl_post_ops_append_binary(endings, dnnl_binary_mul, &target)
      }
    try MatrixLibrary.check("attributes", status)
    try MatrixLibrary.check("attributes", dnnl_primitive_attr_set_post_ops(attributes, endings))
    return attributes
  }
}

/// A compiled product with handles for its operands; used by one worker.
final class MatrixProduct {
  private let primitive: dnnl_primitive_t
  private let source, target, scratch: dnnl_memory_t
  /// `nil` for packed weights, which bring their own handle.
  private let weights: dnnl_memory_t?
  private let factor: dnnl_memory_t?
  private let arguments: UnsafeMutablePointer<dnnl_exec_arg_t>
  private let argumentCount: Int
  /// The bytes that it needs for itself while it runs.
  let scratchByteCount: Int

  private static let weightsIndex = 1
  private static let biasIndex = 4

  /// Compiles a product with weights of that layout.
  init(
    _ shape: ProductShape, weights layout: MatrixLayout, _ engine: dnnl_engine_t
  ) throws(DecoderError) {
    let description = try ProductDescription(shape, weights: layout, engine)
    var primitive: dnnl_primitive_t?
    try MatrixLibrary.check("compiling", dnnl_primitive_create(&primitive, description.descriptor))
    guard let primitive else { throw .matrixLibrary(operation: "compiling", status: -1) }
    self.primitive = primitive
    let scratchLayout = try description.layout(dnnl_query_scratchpad_md)
    let targetLayout = try description.layout(dnnl_query_dst_md)
    scratchByteCount = scratchLayout.byteCount
    source = try description.layout(dnnl_query_src_md).memory(at: nil, engine)
    target = try targetLayout.memory(at: nil, engine)
    scratch = try scratchLayout.memory(at: nil, engine)
    weights = shape.isPacked ? nil : try layout.memory(at: nil, engine)
    factor = shape.ending == .multiply ? try targetLayout.memory(at: nil, engine) : nil
    var list = [
      dnnl_exec_arg_t(arg: DNNL_ARG_SRC, memory: source),
      dnnl_exec_arg_t(arg: DNNL_ARG_WEIGHTS, memory: weights),
      dnnl_exec_arg_t(arg: DNNL_ARG_DST, memory: target),
      dnnl_exec_arg_t(arg: DNNL_ARG_SCRATCHPAD, memory: scratch),
    ]
    if shape.hasBias { list.append(dnnl_exec_arg_t(arg: DNNL_ARG_BIAS, memory: nil)) }
    if let factor {
      list.append(
        dnnl_exec_arg_t(arg: conednn_post_operation_argument(0), memory: factor))
    }
    argumentCount = list.count
    arguments = .allocate(capacity: list.count)
    arguments.initialize(from: list, count: list.count)
  }

  deinit {
    arguments.deallocate()
    for memory in [source, target, scratch, weights, factor] where memory != nil {
      dnnl_memory_destroy(memory)
    }
    dnnl_primitive_destroy(primitive)
  }

  /// target = source · weights, where weights and bias are packed.
  func run(
    _ stream: dnnl_stream_t, scratch scratchAddress: UnsafeMutableRawPointer,
    source sourceAddress: UnsafeRawPointer, _ matrix: PackedMatrix,
    target targetAddress: UnsafeMutableRawPointer, factor factorAddress: UnsafeRawPointer? = nil
  ) throws(DecoderError) {
    arguments[MatrixProduct.weightsIndex].memory = matrix.memory
    if let bias = matrix.biasMemory, argumentCount > MatrixProduct.biasIndex {
      arguments[MatrixProduct.biasIndex].memory = bias
    }
    if let factor {
      dnnl_memory_set_data_handle(factor, UnsafeMutableRawPointer(mutating: factorAddress))
    }
    try run(stream, scratchAddress, sourceAddress, targetAddress)
  }

  /// target = source · weights, where weights are plain.
  func run(
    _ stream: dnnl_stream_t, scratch scratchAddress: UnsafeMutableRawPointer,
    source sourceAddress: UnsafeRawPointer, weights weightsAddress: UnsafeRawPointer,
    target targetAddress: UnsafeMutableRawPointer
  ) throws(DecoderError) {
    dnnl_memory_set_data_handle(weights, UnsafeMutableRawPointer(mutating: weightsAddress))
    try run(stream, scratchAddress, sourceAddress, targetAddress)
  }

  private func run(
    _ stream: dnnl_stream_t, _ scratchAddress: UnsafeMutableRawPointer,
    _ sourceAddress: UnsafeRawPointer, _ targetAddress: UnsafeMutableRawPointer
  ) throws(DecoderError) {
    dnnl_memory_set_data_handle(source, UnsafeMutableRawPointer(mutating: sourceAddress))
    dnnl_memory_set_data_handle(target, targetAddress)
    dnnl_memory_set_data_handle(scratch, scratchAddress)
    try MatrixLibrary.check(
      "computing", dnnl_primitive_execute(primitive, stream, Int32(argumentCount), arguments))
  }
}
