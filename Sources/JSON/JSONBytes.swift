import CSimdJSON
import Glibc

/// Small steps over JSON text shared by the scanner, the structure reader and the record splitter.
package enum JSONBytes {
  /// JSON text in place.
  package typealias Pointer = UnsafeBufferPointer<UInt8>

  /// `"`.
  package static let quote = UInt8(ascii: "\"")
  /// `\`.
  package static let backslash = UInt8(ascii: "\\")
  /// U+000A.
  package static let lineFeed = UInt8(ascii: "\n")

  /// 3 if the text begins with a UTF-8 byte order mark, else 0.
  package static func byteOrderMarkLength(_ bytes: Pointer) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// JSON's white space: space, tab, line feed, carriage return.
  @inline(__always)
  package static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The first place from `start` on that is not white space, or the end.
  @inline(__always)
  package static func afterWhitespace(_ bytes: Pointer, from start: Int) -> Int {
    var position = start
    while position < bytes.count, isWhitespace(bytes[position]) { position += 1 }
    return position
  }

  /// The place of the next line feed from `start` on, or the end.
  package static func endOfLine(_ bytes: Pointer, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != lineFeed { position += 1 }
    return position
  }

  /// Whether every byte is ASCII.
  package static func isASCII(_ bytes: Pointer) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let whole = raw.count & ~7
    // No early exit, so that the compiler can vectorize the loop.
    var seen: UInt64 = 0
    for offset in stride(from: 0, to: whole, by: 8) {
      seen |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    for offset in whole..<raw.count { seen |= UInt64(raw[offset]) }
    return seen & 0x8080_8080_8080_8080 == 0
  }

  /// The next place from `start` on of a byte that may need an escape: a control character, a
  /// quote, a backslash, U+007F, or 0xE2, the first byte of U+2028; the end when there is none.
  package static func nextSpecial(in bytes: Pointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var offset = start
    while offset + 16 <= bytes.count {
      let plain = Int(csimdjson_plain_bytes(base + offset))
      offset += plain
      if plain < 16 { return offset }
    }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x20 || byte == quote || byte == backslash || byte == 0x7F || byte == 0xE2 {
        return offset
      }
      offset += 1
    }
    return bytes.count
  }

  /// Whether both hold the same bytes.
  @inline(__always)
  package static func areEqual(_ left: Pointer, _ right: Pointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let left = left.baseAddress, let other = right.baseAddress else { return true }
    return memcmp(left, other, right.count) == 0
  }

  /// How a byte is named in a message: itself when it is printable ASCII.
  package static func name(_ byte: UInt8) -> String {
    if (0x21...0x7E).contains(byte) { return "'\(UnicodeScalar(byte))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return byte == 0x20 ? "a space" : "byte 0x" + (digits.count < 2 ? "0" : "") + digits
  }
}
