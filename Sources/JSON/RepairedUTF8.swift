/// A copy of bytes in which each maximal invalid subpart is U+FFFD (Unicode 15.0, section 3.9).
///
/// Only for reading: the original bytes are what is exported.
public struct RepairedUTF8: Equatable, Sendable {
  /// Valid UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// How many U+FFFD were inserted.
  public private(set) var replacements = 0
  /// Offset in the original of the first invalid sequence; its length when there is none.
  public private(set) var firstReplacement: Int

  /// Copies valid parts as they are; O(bytes).
  public init(_ original: UnsafeBufferPointer<UInt8>) {
    firstReplacement = original.count
    bytes.reserveCapacity(original.count + 64)
    var copied = 0
    var position = 0
    while position < original.count {
      let (length, isValid) = RepairedUTF8.sequence(in: original, at: position)
      if !isValid {
        if replacements == 0 { firstReplacement = position }
        replacements += 1
        bytes.append(contentsOf: original[copied..<position])
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        copied = position + length
      }
      position += length
    }
    bytes.append(contentsOf: original[copied...])
  }

  /// The length of the sequence that starts here, or of its maximal valid part; Unicode table 3-7.
  private static func sequence(
    in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (length: Int, isValid: Bool) {
    let first = bytes[start]
    if first < 0x80 { return (1, true) }
    guard (0xC2...0xF4).contains(first) else { return (1, false) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    for place in 1..<length {
      guard start + place < bytes.count,
        continuation(after: first, place: place).contains(bytes[start + place])
      else { return (place, false) }
    }
    return (length, true)
  }

  /// The bytes allowed at `place` after `first`: narrower after some first bytes, to exclude
  /// overlong forms, surrogates and anything past U+10FFFF.
  private static func continuation(after first: UInt8, place: Int) -> ClosedRange<UInt8> {
    guard place == 1 else { return 0x80...0xBF }
    return switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
