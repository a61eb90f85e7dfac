import JSON

/// A cursor over JSON text that ``JSONScanner`` has accepted, which copies nothing.
///
/// A tree of values would take many times the size of a header, which may be 100 MB. Strings are unescaped in
/// place, since no escape is shorter than the character it stands for, so the text before the cursor is no longer JSON.
struct HeaderCursor {
  /// The format needs three levels.
  static let depthLimit = 64

  let bytes: UnsafeMutableBufferPointer<UInt8>
  var position = 0

  /// Checks the whole text, which must be one JSON value in UTF-8.
  init(validating bytes: UnsafeMutableBufferPointer<UInt8>) throws(SafetensorsFault) {
    self.bytes = bytes
    guard (try? UTF8Span(validating: bytes.span)) != nil else { throw .headerNotUTF8 }
    guard !HeaderCursor.isTooDeep(bytes) else {
      throw .headerTooDeep(limit: HeaderCursor.depthLimit)
    }
    if let fault = JSONScanner.firstFault(in: UnsafeBufferPointer(bytes)) {
      throw .headerNotJSON(fault)
    }
    // The scanner accepts a byte order mark; the format does not.
    guard bytes.first == UInt8(ascii: "{") else { throw .headerNotAnObject }
  }

  /// Whether brackets are nested deeper than any header needs.
  ///
  /// Checked first, since the scanner's memory grows with depth.
  private static func isTooDeep(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    var (depth, position, isText) = (0, 0, false)
    while position < bytes.count {
      switch bytes[position] {
      case JSONBytes.quote: isText.toggle()
      case JSONBytes.backslash: position += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isText ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isText ? 0 : 1
      default: break
      }
      if depth > HeaderCursor.depthLimit { return true }
      position += 1
    }
    return false
  }

  /// A walk over bytes that were checked before.
  init(checked bytes: UnsafeMutableBufferPointer<UInt8>, from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The next byte that is not white space, which becomes the position; 0 at the end.
  mutating func peek() -> UInt8 {
    while position < bytes.count, JSONBytes.isWhitespace(bytes[position]) { position += 1 }
    return position < bytes.count ? bytes[position] : 0
  }

  /// Steps over `byte` when it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  /// Steps to the next member of an object whose brace has been taken: its key, unescaped.
  ///
  /// `nil` behind the last, with the closing brace taken.
  mutating func nextKey() -> Range<Int>? {
    _ = take(UInt8(ascii: ","))
    guard let key = string() else {
      _ = take(UInt8(ascii: "}"))
      return nil
    }
    _ = take(UInt8(ascii: ":"))
    return key
  }

  /// The range of a string's unescaped text; `nil`, and no step, when something else comes.
  mutating func string() -> Range<Int>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    var end = position
    while position < bytes.count, bytes[position] != JSONBytes.quote {
      if bytes[position] == JSONBytes.backslash {
        unescape(to: &end)
      } else {
        bytes[end] = bytes[position]
        end += 1
        position += 1
      }
    }
    position += 1
    return start..<end
  }

  /// A number of digits only that fits; `nil`, and no step, otherwise.
  mutating func unsigned() -> Int? {
    _ = peek()
    var value = 0
    var end = position
    while end < bytes.count, let digit = bytes[end].decimalDigit {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      guard !overflow, !carry else { return nil }
      value = sum
      end += 1
    }
    let isWhole = end < bytes.count && !".eE".utf8.contains(bytes[end])
    guard end > position, isWhole else { return nil }
    position = end
    return value
  }

  /// Steps over a value of any kind.
  mutating func skipValue() {
    var depth = 0
    repeat {
      let byte = peek()
      if byte == JSONBytes.quote {
        skipString()
      } else {
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
        position += 1
        if depth == 0 { skipWord() }
      }
    } while depth > 0 && position < bytes.count
  }

  private mutating func skipString() {
    position += 1
    while position < bytes.count, bytes[position] != JSONBytes.quote {
      position += bytes[position] == JSONBytes.backslash ? 2 : 1
    }
    position += 1
  }

  /// The rest of a number, `true`, `false` or `null`.
  private mutating func skipWord() {
    while position < bytes.count, !JSONBytes.isWhitespace(bytes[position]),
      !",]}:".utf8.contains(bytes[position])
    {
      position += 1
    }
  }

  // MARK: Escapes

  private mutating func unescape(to end: inout Int) {
    let kind = position + 1 < bytes.count ? bytes[position + 1] : 0
    position += 2
    switch kind {
    case UInt8(ascii: "u"): unescapeScalar(to: &end)
    case UInt8(ascii: "b"): put(0x08, at: &end)
    case UInt8(ascii: "f"): put(0x0C, at: &end)
    case UInt8(ascii: "n"): put(0x0A, at: &end)
    case UInt8(ascii: "r"): put(0x0D, at: &end)
    case UInt8(ascii: "t"): put(0x09, at: &end)
    default: put(kind, at: &end)
    }
  }

  private mutating func unescapeScalar(to end: inout Int) {
    var scalar = hexadecimal()
    if (0xD800..<0xDC00).contains(scalar) {
      position += 2  // The scanner has seen the second `\u`.
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (hexadecimal() - 0xDC00)
    }
    guard let value = Unicode.Scalar(UInt32(truncatingIfNeeded: scalar)) else { return }
    for byte in UTF8.encode(value) ?? UTF8.encodedReplacementCharacter { put(byte, at: &end) }
  }

  private mutating func hexadecimal() -> Int {
    var value = 0
    for _ in 0..<4 where position < bytes.count {
      value = value << 4 + bytes[position].hexadecimalDigit
      position += 1
    }
    return value
  }

  private func put(_ byte: UInt8, at end: inout Int) {
    bytes[end] = byte
    end += 1
  }
}

extension UInt8 {
  /// 0...9 for an ASCII digit.
  fileprivate var decimalDigit: Int? {
    (0x30...0x39).contains(self) ? Int(self) - 0x30 : nil
  }

  /// 0...15 for an ASCII digit of base 16, which the scanner has seen that it is.
  fileprivate var hexadecimalDigit: Int {
    self <= 0x39 ? Int(self & 0x0F) : Int(self & 0x07) + 9
  }
}
