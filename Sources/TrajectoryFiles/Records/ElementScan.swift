import Glibc
import JSON

/// Finds the end of a well-formed value at the speed of `memchr`, which skips over strings.
///
/// Follows the grammar of ``JSONScanner`` as far as it decides where a value ends. For anything
/// unusual it returns nil and the caller falls back to the scanner; where both answer, they agree.
struct ElementScan {
  /// The place after the value.
  private(set) var position: Int
  private(set) var lineFeeds = 0
  /// Open containers: a set bit is an object.
  private var objects: UInt64 = 0
  private var depth = 0
  private var expected = Expected.value

  private enum Expected {
    case value, firstValue, key, firstKey, colon, comma
  }

  /// `nil` if the value's end is not in sight or anything is unusual.
  init?(_ piece: JSONBytes.Pointer, from start: Int) {
    position = start
    guard let base = piece.baseAddress, start < piece.count,
      base[start] == UInt8(ascii: "{") || base[start] == UInt8(ascii: "["),
      run(base, count: piece.count)
    else { return nil }
  }

  private mutating func run(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
    while position < count {
      let byte = base[position]
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        lineFeeds += 1
        position += 1
      case JSONBytes.quote: guard string(base, count: count) else { return false }
      case UInt8(ascii: ","): guard comma() else { return false }
      case UInt8(ascii: ":"):
        guard expected == .colon else { return false }
        expected = .value
        position += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard open(isObject: byte == UInt8(ascii: "{")) else { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard close(isObject: byte == UInt8(ascii: "}")) else { return false }
        if depth == 0 { return true }
      default: guard word(base, count: count) else { return false }
      }
    }
    return false
  }

  private mutating func string(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
    switch expected {
    case .value, .firstValue: expected = .comma
    case .key, .firstKey: expected = .colon
    case .colon, .comma: return false
    }
    let start = position + 1
    var from = start
    while let found = memchr(base + from, Int32(JSONBytes.quote), count - from) {
      let quote = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      var first = quote
      while first > start, base[first - 1] == JSONBytes.backslash { first -= 1 }
      from = quote + 1
      guard (quote - first) & 1 == 0 else { continue }
      position = from
      // A raw line feed ends a string that was not closed.
      return memchr(base + start, Int32(JSONBytes.lineFeed), quote - start) == nil
    }
    return false
  }

  private mutating func comma() -> Bool {
    guard expected == .comma else { return false }
    expected = objects & 1 == 1 ? .key : .value
    position += 1
    return true
  }

  private mutating func open(isObject: Bool) -> Bool {
    guard expected == .value || expected == .firstValue, depth < 64 else { return false }
    objects = objects << 1 | (isObject ? 1 : 0)
    depth += 1
    expected = isObject ? .firstKey : .firstValue
    position += 1
    return true
  }

  private mutating func close(isObject: Bool) -> Bool {
    guard (objects & 1 == 1) == isObject else { return false }
    guard expected == .comma || expected == (isObject ? .firstKey : .firstValue) else {
      return false
    }
    objects >>= 1
    depth -= 1
    expected = .comma
    position += 1
    return true
  }

  /// A number or a literal: a run of letters, digits and signs.
  private mutating func word(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
    guard expected == .value || expected == .firstValue else { return false }
    let start = position
    while position < count, ElementScan.isWordByte(base[position]) { position += 1 }
    expected = .comma
    return position > start
  }

  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool {
    // Covers the letters of true, false and null, digits, signs, points and exponents.
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }
}
