import COneDNN
import Glibc

/// oneDNN on this processor: its engine, and the element types it has instructions for.
///
/// Every calling thread must have called ``keepToOneThread()``: ``WorkerPool`` divides work among cores.
final class MatrixLibrary: @unchecked Sendable {  // the engine is immutable
  let engine: dnnl_engine_t
  private let native: Set<DecoderPrecision.Element>

  private static let instance = Result { () throws(DecoderError) in try MatrixLibrary() }

  /// - Throws: ``DecoderError/matrixLibrary(operation:status:)`` when it cannot be set up.
  static func shared() throws(DecoderError) -> MatrixLibrary { try instance.get() }

  private init() throws(DecoderError) {
    MatrixLibrary.keepToOneThread()
    var engine: dnnl_engine_t?
    try MatrixLibrary.check("engine", dnnl_engine_create(&engine, dnnl_cpu, 0))
    guard let engine else { throw .matrixLibrary(operation: "engine", status: -1) }
    self.engine = engine
    var native: Set<DecoderPrecision.Element> = []
    for element in [DecoderPrecision.Element.bfloat16, .signed8] {
      let name = MatrixLibrary.implementation(of: element, engine)
      // Older kernels imitate both: bfloat16 slowly, bytes with pairs that overflow 16 bits, for
      // which oneDNN halves the weights and their precision.
      let isNative =
        element == .bfloat16
        ? name.hasPrefix("brg") : name.contains("vnni") || name.contains("amx")
      if isNative { native.insert(element) }
    }
    self.native = native
  }

  /// Whether oneDNN multiplies such numbers with instructions made for them; see ``FasterFloat`` for
  /// whether that is fast.
  func multiplies(_ element: DecoderPrecision.Element) -> Bool {
    element == .float32 || native.contains(element)
  }

  /// Restricts oneDNN's OpenMP runtime, if any, to the calling thread.
  ///
  /// Looked up by name, since the runtime is oneDNN's dependency, not ours, and may differ or be absent.
  static func keepToOneThread() {
    typealias SetThreads = @convention(c) (Int32) -> Void
    guard let address = dlsym(nil, "omp_set_num_threads") else { return }
    unsafeBitCast(address, to: SetThreads.self)(1)
  }

  /// - Throws: ``DecoderError/matrixLibrary(operation:status:)``, or lack of memory.
  static func check(_ operation: String, _ status: dnnl_status_t) throws(DecoderError) {
    guard status != dnnl_success else { return }
    if status == dnnl_out_of_memory { throw .outOfMemory(bytes: 0) }
    throw .matrixLibrary(operation: operation, status: Int(status.rawValue))
  }

  /// The name of the kernel for a product of usual size; empty when there is none.
  private static func implementation(
    of element: DecoderPrecision.Element, _ engine: dnnl_engine_t
  ) -> String {
    do throws(DecoderError) {
      let shape = ProductShape(
        rows: 64, depth: 512, columns: 512, source: element, sourceStride: 512)
      let weights = try MatrixLayout.chosen(shape, engine)
      let product = try ProductDescription(shape, weights: weights, engine)
      return product.implementation
    } catch {
      return ""
    }
  }
}

extension DecoderPrecision.Element {
  var dataType: dnnl_data_type_t {
    switch self {
    case .float32: dnnl_f32
    case .bfloat16: dnnl_bf16
    case .signed8: dnnl_s8
    }
  }
}

/// How a matrix lies in memory, as oneDNN describes it.
struct MatrixLayout {
  var descriptor: dnnl_memory_desc_t

  var byteCount: Int { withUnsafePointer(to: descriptor) { dnnl_memory_desc_get_size($0) } }

  /// Rows and columns at a distance of `strides` elements.
  init(
    _ rows: Int, _ columns: Int, _ element: DecoderPrecision.Element, strides: (Int, Int)
  ) throws(DecoderError) {
    descriptor = dnnl_memory_desc_t()
    let sizes = [Int64(rows), Int64(columns)]
    let steps = [Int64(strides.0), Int64(strides.1)]
    try MatrixLibrary.check(
      "layout",
      dnnl_memory_desc_init_by_strides(&descriptor, 2, sizes, element.dataType, steps))
  }

  init(_ descriptor: dnnl_memory_desc_t) { self.descriptor = descriptor }

  /// Any layout: oneDNN shall choose.
  static func open(
    _ rows: Int, _ columns: Int, _ element: DecoderPrecision.Element
  ) throws(DecoderError) -> MatrixLayout {
    var descriptor = dnnl_memory_desc_t()
    let sizes = [Int64(rows), Int64(columns)]
    try MatrixLibrary.check(
      "layout",
      dnnl_memory_desc_init_by_tag(
        &descriptor, 2, sizes, element.dataType, dnnl_format_tag_any))
    return MatrixLayout(descriptor)
  }

  /// The layout that oneDNN wants for the weights of a product; the same for all numbers of rows.
  static func chosen(
    _ shape: ProductShape, _ engine: dnnl_engine_t
  ) throws(DecoderError) -> MatrixLayout {
    let open = try open(shape.depth, shape.columns, shape.source)
    return try ProductDescription(shape, weights: open, engine).layout(dnnl_query_weights_md)
  }

  /// Some columns of a matrix of this layout, and the elements before them; `nil` where they are no
  /// matrix by themselves.
  func columns(
    _ columns: Range<Int>, ofDepth depth: Int
  ) -> (layout: MatrixLayout, offset: Int)? {
    // Sums over all rows, which some kernels for bytes want, stand behind the last column.
    guard descriptor.extra.flags == 0 else { return nil }
    var whole = descriptor
    var part = dnnl_memory_desc_t()
    let sizes = [Int64(depth), Int64(columns.count)]
    let offsets = [0, Int64(columns.lowerBound)]
    guard dnnl_memory_desc_init_submemory(&part, &whole, sizes, offsets) == dnnl_success else {
      return nil
    }
    let offset = Int(part.offset0)
    part.offset0 = 0
    return (MatrixLayout(part), offset)
  }

  /// A handle on memory of this layout, which stays the caller's.
  func memory(
    at address: UnsafeMutableRawPointer?, _ engine: dnnl_engine_t
  ) throws(DecoderError) -> dnnl_memory_t {
    var memory: dnnl_memory_t?
    var descriptor = descriptor
    // DNNL_MEMORY_NONE is a null address.
    try MatrixLibrary.check("memory", dnnl_memory_create(&memory, &descriptor, engine, address))
    guard let memory else { throw .matrixLibrary(operation: "memory", status: -1) }
    return memory
  }
}
