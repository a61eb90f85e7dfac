/// The header entry of one tensor: name, type, shape and location.
public struct TensorDescription: Equatable, Sendable {
  /// As stored, escapes resolved; foreign text, and never a path.
  public var name: String
  /// How each element is stored.
  public var type: StoredType
  /// Extents, outermost first, so the last is contiguous; empty for a scalar; at most 64.
  ///
  /// Their product does not overflow.
  public var shape: [Int]
  /// The file that holds it, without folder.
  public var file: String
  /// Where its bytes lie, counted from the start of that file, in row-major order, little endian.
  public var byteRange: Range<Int>

  /// A tensor at a location in a file.
  public init(
    name: String, type: StoredType, shape: [Int], file: String, byteRange: Range<Int>
  ) {
    self.name = name
    self.type = type
    self.shape = shape
    self.file = file
    self.byteRange = byteRange
  }

  /// The number of elements, 1 for a scalar.
  public var elementCount: Int { shape.reduce(1, *) }

  /// The extent of the outermost dimension, 1 for a scalar.
  public var rowCount: Int { shape.first ?? 1 }

  /// The bytes of one row: all elements that share an outermost index; 0 without rows.
  public var bytesPerRow: Int { rowCount == 0 ? 0 : byteRange.count / rowCount }
}

/// The element types that the safetensors format knows, by their names in the file.
///
/// Only ``float32``, ``bfloat16`` and ``float16`` are computed with; the others are recognized.
/// Source: safetensors 0.8.0, README and `Dtype`.
public enum StoredType: String, CaseIterable, Equatable, Sendable {
  case boolean = "BOOL"
  case float4 = "F4"
  case float6E2M3 = "F6_E2M3"
  case float6E3M2 = "F6_E3M2"
  case unsigned8 = "U8"
  case signed8 = "I8"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"
  case float8E8M0 = "F8_E8M0"
  case float8E4M3FNUZ = "F8_E4M3FNUZ"
  case float8E5M2FNUZ = "F8_E5M2FNUZ"
  case signed16 = "I16"
  case unsigned16 = "U16"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case signed32 = "I32"
  case unsigned32 = "U32"
  case float32 = "F32"
  case complex64 = "C64"
  case float64 = "F64"
  case signed64 = "I64"
  case unsigned64 = "U64"

  /// The size of one element in bits, which for two kinds is no whole number of bytes.
  public var bitWidth: Int {
    switch self {
    case .float4: 4
    case .float6E2M3, .float6E3M2: 6
    case .boolean, .unsigned8, .signed8, .float8E5M2, .float8E4M3, .float8E8M0, .float8E4M3FNUZ,
      .float8E5M2FNUZ:
      8
    case .signed16, .unsigned16, .float16, .bfloat16: 16
    case .signed32, .unsigned32, .float32: 32
    case .complex64, .float64, .signed64, .unsigned64: 64
    }
  }

  /// Whether weights may be stored in it: F32, BF16 and F16.
  public var isComputable: Bool {
    self == .float32 || self == .bfloat16 || self == .float16
  }
}
