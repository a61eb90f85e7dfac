/// Pasted text in progress, up to its end mark.
struct PasteBuffer: Equatable {
  /// In bytes; more is read and discarded.
  static let limit = 1 << 20
  private static let endMark = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  /// Bytes of the end mark matched so far; its first byte occurs in it only once.
  private var matched = 0

  /// Takes the next byte.
  ///
  /// - Returns: the text, once its end mark is complete.
  mutating func take(_ byte: UInt8) -> String? {
    if bytes.count < Self.limit + Self.endMark.count { bytes.append(byte) }
    if byte == Self.endMark[matched] {
      matched += 1
    } else {
      matched = byte == Self.endMark[0] ? 1 : 0
    }
    return matched == Self.endMark.count ? takeUnfinished() : nil
  }

  /// The text so far, without a possible beginning of its end mark.
  mutating func takeUnfinished() -> String {
    if bytes.suffix(matched).elementsEqual(Self.endMark.prefix(matched)) {
      bytes.removeLast(matched)
    }
    defer { self = PasteBuffer() }
    return String(decoding: bytes.prefix(Self.limit), as: UTF8.self)
  }
}
