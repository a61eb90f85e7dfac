extension JSONScanner {
  /// Scans a string whose opening quote is at `position`; `false` when it is not closed.
  package mutating func scanString() -> Bool {
    let start = position
    position += 1
    while true {
      position = JSONBytes.nextSpecial(in: bytes, from: position)
      guard position < bytes.count else { break }
      let byte = bytes[position]
      if byte == JSONBytes.quote {
        position += 1
        return true
      }
      if byte == JSONBytes.backslash {
        scanEscape()
      } else if byte >= 0x20 {
        position += 1
      } else if byte == JSONBytes.lineFeed {
        note(
          at: start, "the string is not closed on its line",
          "Close it with a double quote; a line break inside a string is written \\n.")
        return false
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        note(
          at: position, "\(JSONBytes.name(byte)) stands raw in a string",
          "Write it as \\u00" + (digits.count < 2 ? "0" : "") + digits + ".")
        position += 1
      }
    }
    note(
      at: start, "the string is not closed",
      "Close it with a double quote; the file may be cut off.")
    return false
  }

  private mutating func scanEscape() {
    let start = position
    position += 1
    guard position < bytes.count else { return }
    switch bytes[position] {
    case JSONBytes.quote, JSONBytes.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 1
    case UInt8(ascii: "u"):
      position += 1
      scanCodeUnits(start)
    default:
      note(
        at: start, "a backslash stands before \(JSONBytes.name(bytes[position]))",
        "Only \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX are escapes; write \\\\ for a backslash.")
      // A raw line feed still ends the string's line.
      if bytes[position] >= 0x20 { position += 1 }
    }
  }

  /// The digits after `\u`, and the second half of a surrogate pair.
  private mutating func scanCodeUnits(_ start: Int) {
    guard let unit = scanFourDigits(start) else { return }
    guard (0xD800...0xDFFF).contains(unit) else { return }
    let remedy = "Write both halves of the pair, first \\uD800–\\uDBFF, then \\uDC00–\\uDFFF."
    guard unit < 0xDC00, position + 1 < bytes.count, bytes[position] == JSONBytes.backslash,
      bytes[position + 1] == UInt8(ascii: "u")
    else {
      note(.loneSurrogate, at: start..<position, "half of a surrogate pair stands alone", remedy)
      return
    }
    let secondStart = position
    position += 2
    guard let second = scanFourDigits(secondStart) else { return }
    guard (0xDC00...0xDFFF).contains(second) else {
      note(.loneSurrogate, at: start..<secondStart, "half of a surrogate pair stands alone", remedy)
      // What follows may be the first half of a pair, or another lone half.
      position = secondStart
      return
    }
  }

  private mutating func scanFourDigits(_ start: Int) -> UInt32? {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = hexadecimalDigit(bytes[position]) else {
        note(
          at: start, "four hexadecimal digits must follow \\u", "Write it as in \\u00E9.")
        return nil
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// Scans a number, or something meant as one, to its end.
  mutating func scanNumber() {
    let start = position
    let form = NumberForm(bytes, from: start)
    position = form.end
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    if form.isNumber, position == form.end {
      guard !form.isInRange(bytes, from: start) else { return word += 2 }
      note(
        form.isInteger ? .longInteger : .hugeNumber, at: start..<position,
        "the number is out of range",
        "Integers reach to 64 bits, others to 1.8e308; write larger ones as strings.")
    } else if dialect == .lenient, isNotANumber(start..<position) {
      note(.notANumber, at: start..<position, "", "")
    } else {
      note(
        at: start, "this is not a JSON number",
        "Write it as in -12.5e3: no leading zero or plus, digits on both sides of the point.")
    }
    word += 1
  }

  /// Scans `true`, `false`, `null` or another word; `false` when there is no word.
  mutating func scanWord(_ byte: UInt8) -> Bool {
    let start = position
    while position < bytes.count, isWordByte(bytes[position]) { position += 1 }
    guard position > start else {
      return stop(
        "a value is missing; \(JSONBytes.name(byte)) stands there",
        "Write an object, an array, a string in double quotes, a number, true, false or null.")
    }
    defer { word += 1 }
    let text = bytes[start..<position]
    for literal in ["true", "false", "null"] where text.elementsEqual(literal.utf8) { return true }
    let remedy =
      "Write true, false, null, a number, or text in double quotes; NaN and Infinity do not exist."
    if isNotANumber(start..<position) {
      note(.notANumber, at: start..<position, "this word is not JSON", remedy)
    } else {
      note(at: start, "this word is not JSON", remedy)
    }
    return true
  }

  /// Whether this is how Python, JavaScript or DuckDB write NaN or an infinity.
  private func isNotANumber(_ range: Range<Int>) -> Bool {
    let word = bytes[range]
    return ["NaN", "Infinity", "-Infinity"].contains { word.elementsEqual($0.utf8) }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}

/// The parts of a number as RFC 8259, section 6, defines them.
private struct NumberForm {
  private(set) var isNumber = true
  private(set) var isInteger = true
  private(set) var end: Int
  private var digits = 0

  init(_ bytes: JSONBytes.Pointer, from start: Int) {
    end = start
    if bytes[end] == UInt8(ascii: "-") { end += 1 }
    let first = end
    skipDigits(bytes)
    digits = end - first
    isNumber = digits > 0 && (digits == 1 || bytes[first] != UInt8(ascii: "0"))
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      isInteger = false
      end += 1
      requireDigits(bytes)
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "e") || bytes[end] == UInt8(ascii: "E") {
      isInteger = false
      end += 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") {
        end += 1
      }
      requireDigits(bytes)
    }
  }

  private mutating func skipDigits(_ bytes: JSONBytes.Pointer) {
    while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) {
      end += 1
    }
  }

  private mutating func requireDigits(_ bytes: JSONBytes.Pointer) {
    let first = end
    skipDigits(bytes)
    if end == first { isNumber = false }
  }

  /// Whether simdjson has a type for it: Int64, UInt64, or a finite Double.
  func isInRange(_ bytes: JSONBytes.Pointer, from start: Int) -> Bool {
    let text = { String(decoding: bytes[start..<end], as: UTF8.self) }
    if isInteger {
      return digits < 19 || digits < 21 && (Int64(text()) != nil || UInt64(text()) != nil)
    }
    // Without a large exponent or hundreds of digits, a number is always in range.
    guard end - start > 300 || bytes[start..<end].contains(where: { $0 | 0x20 == 0x65 }) else {
      return true
    }
    return Double(text())?.isFinite == true
  }
}
