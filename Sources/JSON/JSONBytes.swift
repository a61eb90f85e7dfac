/// The small steps over JSON text that scanner, structure and splitter share.
package enum JSONBytes {
  package typealias Pointer = UnsafeBufferPointer<UInt8>

  package static let quote = UInt8(ascii: "\"")
  package static let backslash = UInt8(ascii: "\\")
  package static let lineFeed = UInt8(ascii: "\n")

  /// 3 where a UTF-8 byte order mark stands in front, else 0.
  package static func byteOrderMarkLength(_ bytes: Pointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// JSON's white space: space, tab, line feed, carriage return.
  @inline(__always)
  package static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The first place from `start` on that is not white space; the end when there is none.
  @inline(__always)
  package static func afterWhitespace(_ bytes: Pointer, from start: Int) -> Int {
    var position = start
    while position < bytes.count, isWhitespace(bytes[position]) { position += 1 }
    return position
  }

  /// The place of the next line feed from `start` on; the end when there is none.
  package static func endOfLine(_ bytes: Pointer, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != lineFeed { position += 1 }
    return position
  }

  /// How a byte is named in a message: itself when it is printable ASCII.
  package static func name(_ byte: UInt8) -> String {
    if (0x21...0x7E).contains(byte) { return "'\(UnicodeScalar(byte))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return byte == 0x20 ? "a space" : "byte 0x" + (digits.count < 2 ? "0" : "") + digits
  }
}
