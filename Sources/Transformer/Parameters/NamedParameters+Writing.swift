import Glibc
import JSON

extension NamedParameters {
  /// The bytes of a safetensors file: a header, then the numbers in the types of the layout.
  ///
  /// transformers, the safetensors library and ``TensorFiles`` read it. Numbers of 32 bits come before those of 16, so
  /// that each is aligned; otherwise parameters keep their order.
  /// - Parameters:
  ///   - metadata: texts for `__metadata__`; transformers asks for the format `pt`.
  ///   - write: takes the bytes, some hundred kilobytes at a time; they are valid during the call only. Whoever writes
  ///     a file makes it whole or absent.
  /// - Throws: what `write` throws, or ``ParameterError`` before anything is written: a type that numbers are not
  ///   stored in, or a number that is too large for F16.
  public func writeSafetensors(
    metadata: [(key: String, value: String)] = [("format", "pt")],
    _ write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try checkWritable()
    let order = fileOrder
    let header = SafetensorsEncoding.header(order, metadata: metadata)
    try header.withUnsafeBytes { try write($0) }
    let room = UnsafeMutableBufferPointer<UInt16>.allocate(
      capacity: SafetensorsEncoding.chunkCount)
    defer { room.deallocate() }
    for parameter in order {
      let floats = floats(parameter)
      for start in stride(from: 0, to: floats.count, by: room.count) {
        let part = UnsafeBufferPointer(
          rebasing: floats[start..<min(start + room.count, floats.count)])
        try write(SafetensorsEncoding.bytes(of: part, as: parameter.type, in: room))
      }
    }
  }

  /// The whole file in memory, for small models.
  ///
  /// - Throws: ``ParameterError``.
  public func safetensors(
    metadata: [(key: String, value: String)] = [("format", "pt")]
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try writeSafetensors(metadata: metadata) { bytes += $0 }
    return bytes
  }

  /// The bytes that ``writeSafetensors(metadata:_:)`` gives with the usual metadata.
  public var safetensorsByteCount: Int {
    SafetensorsEncoding.header(fileOrder, metadata: [("format", "pt")]).count
      + layout.reduce(0) { $0 + $1.count * $1.type.bitWidth / 8 }
  }

  private var fileOrder: [Parameter] {
    layout.filter { $0.type.bitWidth == 32 } + layout.filter { $0.type.bitWidth != 32 }
  }

  private func checkWritable() throws(ParameterError) {
    for parameter in layout {
      guard parameter.type.isComputable else { throw .unsuitedType(parameter.type) }
      guard parameter.type == .float16 else { continue }
      // From 65520 on the nearest binary16 is infinity.
      let overflows = floats(parameter).contains { $0.isFinite && $0.magnitude >= 65520 }
      if overflows {
        throw .overflows(name: CheckpointError.shortened(parameter.name), parameter.type)
      }
    }
  }
}

/// How a safetensors file is laid out.
///
/// Source: safetensors 0.8.0, README and `serialize`.
enum SafetensorsEncoding {
  /// Numbers that are converted at a time: they stay in the cache.
  static let chunkCount = 1 << 17

  /// The header with its length before it, padded with spaces to a multiple of eight bytes.
  static func header(
    _ parameters: [Parameter], metadata: [(key: String, value: String)]
  ) -> [UInt8] {
    var members: [JSONObject.Member] = []
    if !metadata.isEmpty {
      let texts = metadata.map { JSONObject.Member(key: $0.key, value: .string($0.value)) }
      members.append(.init(key: "__metadata__", value: .object(JSONObject(texts))))
    }
    var end = 0
    for parameter in parameters {
      let start = end
      end += parameter.count * parameter.type.bitWidth / 8
      members.append(.init(key: parameter.name, value: entry(parameter, start..<end)))
    }
    var text = JSONWriter.bytes(of: members)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
  }

  private static func entry(_ parameter: Parameter, _ bytes: Range<Int>) -> JSONValue {
    func list(_ numbers: [Int]) -> JSONValue { .array(numbers.map { .integer(Int64($0)) }) }
    return .object(
      JSONObject([
        .init(key: "dtype", value: .string(parameter.type.rawValue)),
        .init(key: "shape", value: list(parameter.shape)),
        .init(key: "data_offsets", value: list([bytes.lowerBound, bytes.upperBound])),
      ]))
  }

  /// Little-endian numbers of a type; floats as they are, others in `room`.
  static func bytes(
    of floats: UnsafeBufferPointer<Float>, as type: StoredType,
    in room: UnsafeMutableBufferPointer<UInt16>
  ) -> UnsafeRawBufferPointer {
    guard type != .float32 else { return UnsafeRawBufferPointer(floats) }
    let target = UnsafeMutableBufferPointer(rebasing: room[..<floats.count])
    if type == .bfloat16 {
      HalfPrecision.bfloat16(rounding: floats, to: target)
    } else {
      HalfPrecision.float16(rounding: floats, to: target)
    }
    return UnsafeRawBufferPointer(target)
  }
}
