/// What a checkpoint says of one tensor: name, type, shape and place.
public struct TensorDescription: Equatable, Sendable {
  /// As stored, escapes resolved; foreign text, and never a path.
  public var name: String
  /// How each element is stored.
  public var type: StoredType
  /// Extents, outermost first, so the last is contiguous; empty for a scalar; at most 64.
  ///
  /// Their product is known not to overflow.
  public var shape: [Int]
  /// The file that holds it, without folder.
  public var file: String
  /// Where its bytes lie, counted from the start of that file, in row-major order, little endian.
  public var byteRange: Range<Int>

  /// A tensor at a place of a file.
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
