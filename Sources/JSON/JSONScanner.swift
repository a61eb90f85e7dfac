/// A strict check of JSON text that reports the exact byte of the first fault, which simdjson does
/// not.
///
/// Accepts exactly what ``JSONParser`` accepts in the same dialect, except that bytes above 0x7F in
/// strings are not validated. A fault that leaves the extent of the value clear (a bad escape, a
/// stray comma; in the standard dialect NaN or a number out of range) does not stop the scan, so
/// that what follows is not lost.
package struct JSONScanner {
  /// The whole text, of which a scan may begin anywhere.
  package let bytes: JSONBytes.Pointer
  /// The next byte to look at; after ``scanValue()`` the byte after the value.
  package var position: Int
  /// The first fault met.
  package private(set) var fault: JSONFault?
  let dialect: JSONDialect
  /// A copy without oddities, if one is wanted; in the lenient dialect only.
  var mending: JSONMending?
  /// The tape position of the next token: a number takes two words, anything else one.
  var word = 1

  /// The closing bytes of the open containers, outermost first.
  private var open: [UInt8] = []
  private var expected = Expected.value

  private enum Expected {
    case value, key, comma
    /// Right after an opening bracket, where the closing one may follow as well.
    case firstValue, firstKey
  }

  /// A scanner that begins at `position`.
  package init(
    _ bytes: JSONBytes.Pointer, from position: Int = 0, dialect: JSONDialect = .standard
  ) {
    self.bytes = bytes
    self.position = position
    self.dialect = dialect
  }

  /// The first fault of a whole document; `nil` when it is JSON of that dialect.
  package static func firstFault(
    in bytes: JSONBytes.Pointer, dialect: JSONDialect = .standard
  ) -> JSONFault? {
    var scanner = JSONScanner(
      bytes, from: JSONBytes.byteOrderMarkLength(bytes), dialect: dialect)
    return scanner.firstFault()
  }

  /// A copy of a whole lenient document that simdjson can read.
  ///
  /// - Throws: the first fault, when the document is not valid in the lenient dialect.
  static func mended(_ bytes: JSONBytes.Pointer) throws(JSONFault) -> JSONMending {
    let start = JSONBytes.byteOrderMarkLength(bytes)
    var scanner = JSONScanner(bytes, from: start, dialect: .lenient)
    scanner.mending = JSONMending()
    if let fault = scanner.firstFault() { throw fault }
    scanner.mending?.finish(bytes)
    return scanner.mending ?? JSONMending()
  }

  private mutating func firstFault() -> JSONFault? {
    guard scanValue(), fault == nil else { return fault }
    let end = JSONBytes.afterWhitespace(bytes, from: position)
    guard end < bytes.count else { return nil }
    return JSONFault(
      byteOffset: end, reason: "there is more text after the end of the value",
      remedy: "Remove it, or put the second value on a line of its own.")
  }

  /// Scans one value from `position` on; `false` when its end cannot be told.
  ///
  /// Even with `true` the value is bad when ``fault`` is set.
  package mutating func scanValue() -> Bool {
    open = []
    expected = .value
    repeat {
      position = JSONBytes.afterWhitespace(bytes, from: position)
      guard position < bytes.count else { return stop(endReason, endRemedy) }
      guard scanToken(bytes[position]) else { return false }
    } while !(open.isEmpty && expected == .comma)
    return true
  }

  private mutating func scanToken(_ byte: UInt8) -> Bool {
    if byte == open.last { return close() }
    switch expected {
    case .comma: return scanComma(byte)
    case .key, .firstKey: return scanKey(byte)
    case .value, .firstValue: break
    }
    switch byte {
    case UInt8(ascii: "{"): return enter(closer: UInt8(ascii: "}"), expecting: .firstKey)
    case UInt8(ascii: "["): return enter(closer: UInt8(ascii: "]"), expecting: .firstValue)
    case JSONBytes.quote:
      expected = .comma
      defer { word += 1 }
      return scanString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
    default: guard scanWord(byte) else { return false }
    }
    expected = .comma
    return true
  }

  private mutating func enter(closer: UInt8, expecting next: Expected) -> Bool {
    open.append(closer)
    if open.count == JSONParser.depthLimit + 1 {
      note(
        at: position, "more than \(JSONParser.depthLimit) arrays or objects lie in each other",
        "Flatten the record.")
    }
    expected = next
    position += 1
    word += 1
    return true
  }

  private mutating func close() -> Bool {
    switch expected {
    case .value where open.last == UInt8(ascii: "}"):
      note(at: position, "the value after ':' is missing", "Write the value, or null.")
    case .value, .key:
      note(at: position, "a comma stands before the closing bracket", "Remove the comma.")
    case .comma, .firstKey, .firstValue: break
    }
    open.removeLast()
    expected = .comma
    position += 1
    word += 1
    return true
  }

  private mutating func scanComma(_ byte: UInt8) -> Bool {
    let isObject = open.last == UInt8(ascii: "}")
    guard byte == UInt8(ascii: ",") else {
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { return stopAtWrongBracket(byte) }
      if byte == UInt8(ascii: ":") {
        return stop("a ':' stands where a comma belongs", "Write a comma between two values.")
      }
      return stop(
        "a comma is missing before \(JSONBytes.name(byte))",
        isObject
          ? "Members of an object are separated by commas; a quote inside a string is written \\\"."
          : "Elements of an array are separated by commas; a quote inside a string is written \\\"."
      )
    }
    expected = isObject ? .key : .value
    position += 1
    return true
  }

  private mutating func scanKey(_ byte: UInt8) -> Bool {
    guard byte == JSONBytes.quote else {
      if byte == UInt8(ascii: "]") { return stopAtWrongBracket(byte) }
      return stop(
        "a key in double quotes is missing; \(JSONBytes.name(byte)) stands there",
        "Write every member as \"key\": value.")
    }
    // An oddity in a key is attributed to its value, the next word on the tape.
    word += 1
    guard scanString() else { return false }
    position = JSONBytes.afterWhitespace(bytes, from: position)
    guard position < bytes.count else { return stop(endReason, endRemedy) }
    guard bytes[position] == UInt8(ascii: ":") else {
      return stop(
        "a ':' is missing before \(JSONBytes.name(bytes[position]))",
        "Write every member as \"key\": value.")
    }
    position += 1
    expected = .value
    return true
  }

  // MARK: Faults

  /// Keeps only the first fault: later ones are its consequences.
  mutating func note(at offset: Int, _ reason: String, _ remedy: String) {
    guard fault == nil else { return }
    fault = JSONFault(byteOffset: offset, reason: reason, remedy: remedy)
  }

  /// Notes what the lenient dialect accepts and the standard one does not.
  mutating func note(
    _ kind: JSONOddity.Kind, at range: Range<Int>, _ reason: String, _ remedy: String
  ) {
    guard dialect == .lenient else { return note(at: range.lowerBound, reason, remedy) }
    mending?.add(kind, at: range, of: bytes, word: word)
  }

  mutating func stop(_ reason: String, _ remedy: String) -> Bool {
    note(at: position, reason, remedy)
    return false
  }

  private mutating func stopAtWrongBracket(_ byte: UInt8) -> Bool {
    guard let closer = open.last else {
      return stop("\(JSONBytes.name(byte)) closes nothing", "Remove it.")
    }
    return stop(
      "\(JSONBytes.name(byte)) stands where \(JSONBytes.name(closer)) must close first",
      "Close brackets in the reverse of the order in which they were opened.")
  }

  private var endReason: String {
    guard let closer = open.last else { return "there is no value" }
    return "it ends before \(JSONBytes.name(closer)) closes it"
  }

  private var endRemedy: String {
    open.isEmpty ? "Write a JSON value." : "The file may be cut off: download it again."
  }
}
