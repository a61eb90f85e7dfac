import CTransformerKernels

/// Reads and packs matrices; each worker has one.
struct MatrixLoader {
  let tensors: any TensorSource
  let element: DecoderPrecision.Element
  /// A worker's buffer for the unpacked matrix.
  private var plain = ReusedMemory()

  /// Numbers converted at a time, few enough to stay in cache.
  private static let convertedCount = 1 << 18

  init(_ tensors: any TensorSource, _ element: DecoderPrecision.Element) {
    self.tensors = tensors
    self.element = element
  }

  /// Packs matrices of the same depth side by side.
  ///
  /// Each has shape (outputs, depth) in the checkpoint; `rows` selects outputs of a single one.
  mutating func pack(
    _ parts: [DecoderWeights.Projection], depth: Int, rows: Range<Int>? = nil
  ) throws(DecoderError) -> PackedMatrix {
    var counts: [Int] = []
    for part in parts {
      guard let stored = tensors.shape(of: part.weight)?.first else {
        throw .checkpoint(tensors.missing(part.weight))
      }
      counts.append(rows?.count ?? stored)
    }
    let columns = counts.reduce(0, +)
    let matrix = try plain.reserve(columns * depth * element.byteCount)
    let scales = element == .signed8 ? try AlignedBuffer(byteCount: 4 * columns) : nil
    var bias: [Float] = []
    var column = 0
    for (part, count) in zip(parts, counts) {
      try read(
        part.weight, rows ?? 0..<count, depth, matrix + column * depth * element.byteCount,
        scales?.floats(at: column))
      if let name = part.bias {
        bias += [Float](repeating: 0, count: column - bias.count)
        bias += try DecoderError.reading { () throws(CheckpointError) in
          try tensors.floats(of: name)
        }
      }
      column += count
    }
    if !bias.isEmpty { bias += [Float](repeating: 0, count: columns - bias.count) }
    return try PackedMatrix(
      matrix, depth: depth, columns: columns, element, scales: scales, bias: bias)
  }

  /// Floats of a norm.
  static func vector(
    _ name: String, _ tensors: any TensorSource
  ) throws(DecoderError) -> AlignedBuffer {
    let values = try DecoderError.reading { () throws(CheckpointError) in
      try tensors.floats(of: name)
    }
    let buffer = try AlignedBuffer(byteCount: 4 * values.count)
    for (index, value) in values.enumerated() { buffer.floats()[index] = value }
    return buffer
  }

  // MARK: Parts

  private func read(
    _ name: String, _ rows: Range<Int>, _ depth: Int, _ target: UnsafeMutableRawPointer,
    _ scales: UnsafeMutablePointer<Float>?
  ) throws(DecoderError) {
    try DecoderError.reading { () throws(CheckpointError) in
      if let type = element.storedType {
        let buffer = UnsafeMutableRawBufferPointer(
          start: target, count: rows.count * depth * element.byteCount)
        if try tensors.read(name, rows: rows, storedAs: type, into: buffer) { return }
      }
      let reader = try tensors.rows(of: name)
      let step = max(1, MatrixLoader.convertedCount / depth)
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
        let part = first..<min(first + step, rows.upperBound)
        let floats = try reader.floats(rows: part)
        let offset = first - rows.lowerBound
        floats.withUnsafeBufferPointer { floats in
          guard let floats = floats.baseAddress else { return }
          convert(
            floats, rows: part.count, depth, target + offset * depth * element.byteCount,
            scales.map { $0 + offset })
        }
      }
    }
  }

  private func convert(
    _ floats: UnsafePointer<Float>, rows: Int, _ depth: Int, _ target: UnsafeMutableRawPointer,
    _ scales: UnsafeMutablePointer<Float>?
  ) {
    switch element {
    case .float32: target.copyMemory(from: floats, byteCount: 4 * rows * depth)
    case .bfloat16:
      ctransformer_store_bfloat16(
        floats, rows * depth, target.assumingMemoryBound(to: UInt16.self))
    case .signed8:
      for row in 0..<rows {
        let bytes = (target + row * depth).assumingMemoryBound(to: Int8.self)
        scales?[row] = ctransformer_quantize(floats + row * depth, depth, bytes)
      }
    }
  }
}

extension DecoderPrecision.Element {
  /// The type whose bytes are these numbers; `nil` for bytes with a scale.
  fileprivate var storedType: StoredType? {
    switch self {
    case .float32: .float32
    case .bfloat16: .bfloat16
    case .signed8: nil
    }
  }
}
