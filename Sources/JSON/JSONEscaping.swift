import CSimdJSON
import Glibc

/// Copies a string's bytes into JSON, escaping where necessary.
///
/// Copies and checks in one pass, 16 bytes at a time: exports spend most of their time here.
struct JSONEscaping {
  private let source: JSONBytes.Pointer
  private let target: UnsafeMutableBufferPointer<UInt8>
  private let start: Int

  /// Reads all of `source` and writes to `target` from `start` on, which must have room for six
  /// times the bytes copied and 32 more.
  init(from source: JSONBytes.Pointer, to target: UnsafeMutableBufferPointer<UInt8>, at start: Int)
  {
    self.source = source
    self.target = target
    self.start = start
  }

  /// Copies the bytes from `place` on, until `end` or a few bytes past it.
  ///
  /// - Returns: the positions reached in source and target.
  func copied(from place: Int, until end: Int) -> (source: Int, target: Int) {
    guard let from = source.baseAddress, let to = target.baseAddress else { return (end, start) }
    var (place, written) = (place, start)
    while place < end {
      if place + 16 <= source.count {
        memcpy(to + written, from + place, 16)
        let plain = Int(csimdjson_plain_bytes(from + place))
        (place, written) = (place + plain, written + plain)
        if plain == 16 { continue }
      }
      if let (letter, length) = escape(at: place) {
        target[written] = JSONBytes.backslash
        target[written + 1] = letter
        written += 2
        if letter == UInt8(ascii: "u") { written = copyDigits(at: place, to: written) }
        place += length
      } else {
        target[written] = source[place]
        (place, written) = (place + 1, written + 1)
      }
    }
    return (place, written)
  }

  /// The letter after the backslash and the length of the escaped sequence; `nil` if nothing needs
  /// an escape.
  @inline(__always)
  private func escape(at place: Int) -> (UInt8, Int)? {
    switch source[place] {
    case JSONBytes.quote: return (JSONBytes.quote, 1)
    case JSONBytes.backslash: return (JSONBytes.backslash, 1)
    case JSONBytes.lineFeed: return (UInt8(ascii: "n"), 1)
    case UInt8(ascii: "\r"): return (UInt8(ascii: "r"), 1)
    case UInt8(ascii: "\t"): return (UInt8(ascii: "t"), 1)
    case ..<0x20, 0x7F: return (UInt8(ascii: "u"), 1)
    case 0xE2 where place + 2 < source.count && source[place + 1] == 0x80:
      return source[place + 2] & 0xFE == 0xA8 ? (UInt8(ascii: "u"), 3) : nil
    default: return nil
    }
  }

  /// Four hexadecimal digits: the byte's own value, or that of U+2028 or U+2029.
  private func copyDigits(at place: Int, to start: Int) -> Int {
    let unit = source[place] == 0xE2 ? 0x2028 + Int(source[place + 2] & 1) : Int(source[place])
    for digit in 0..<4 {
      let value = UInt8(unit >> (12 - 4 * digit) & 0xF)
      target[start + digit] = value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }
    return start + 4
  }
}
