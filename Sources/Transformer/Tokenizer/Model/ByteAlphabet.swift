/// The printable scalar that represents each byte in a byte-level vocabulary.
///
/// Printable Latin-1 bytes represent themselves; the others map to U+0100 and up, in order.
/// Source: Radford et al. 2019, the encoder of GPT-2.
enum ByteAlphabet {
  /// The scalar of each byte; shape `(256)`.
  static let scalars: [UInt32] = {
    var next: UInt32 = 0x100
    return (UInt32(0)..<256).map { byte in
      if (33...126).contains(byte) || (161...172).contains(byte) || byte >= 174 { return byte }
      defer { next += 1 }
      return next
    }
  }()

  /// The byte of each scalar that represents one.
  static let bytes: [UInt32: UInt8] = Dictionary(
    uniqueKeysWithValues: zip(scalars, UInt8.min...UInt8.max))

  /// The letters that represent some bytes, as UTF-8.
  static func letters(for bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity(bytes.count * 2)
    for byte in bytes { UTF8Scalars.append(scalars[Int(byte)], to: &letters) }
    return letters
  }

  /// The bytes that some letters represent; `nil` if any letter represents none.
  static func bytes(for letters: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in UTF8Scalars(letters) {
      guard let byte = bytes[scalar] else { return nil }
      result.append(byte)
    }
    return result
  }
}
