/// A value of a parsed document, seen where the parser left it: nothing is made until it is asked for.
///
/// It is valid until its parser reads the next document or goes; never keep one. It answers as
/// ``JSONValue`` does. Keys are compared byte by byte.
///
/// A word of simdjson's tape holds its kind in the top byte and a payload below; numbers occupy the
/// word that follows, too. Layout: simdjson 3.0.1, doc/tape.md.
public struct JSONElement {
  let tape: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  /// Place on the tape of this value's first word.
  let index: Int

  /// What a value can be; a number is an integer when Int64 or UInt64 holds it.
  public enum Kind: Sendable {
    case null, bool, integer, number, string, array, object
  }

  /// What it is.
  public var kind: Kind {
    switch mark {
    case Mark.true, Mark.false: .bool
    case Mark.int64: .integer
    case Mark.uint64, Mark.double, Mark.writtenNumber: .number
    case Mark.string: .string
    case Mark.array: .array
    case Mark.object: .object
    default: .null
    }
  }

  /// Whether it is there, and is `null`, or is no number; see ``isMissing``.
  public var isNull: Bool { mark == Mark.null || mark == Mark.missing }

  /// Whether it is `NaN` or infinite, which a lenient parser takes for a figure that is missing.
  ///
  /// It matters only where `null` would say more than that nothing is there.
  public var isMissing: Bool { mark == Mark.missing }

  /// True or false; `nil` for anything else.
  public var bool: Bool? {
    switch mark {
    case Mark.true: true
    case Mark.false: false
    default: nil
    }
  }

  /// An integer, or a number without a fraction that fits.
  public var integer: Int? {
    guard mark != Mark.int64 else { return Int(Int64(bitPattern: tape[index + 1])) }
    // A long integer is none of Int's, whatever it is rounded to.
    return mark == Mark.writtenNumber ? nil : number.flatMap(Int.init(exactly:))
  }

  /// Any number, integers rounded to the nearest Double; `nil` for anything else.
  public var number: Double? {
    switch mark {
    case Mark.int64: Double(Int64(bitPattern: tape[index + 1]))
    case Mark.uint64: Double(tape[index + 1])
    case Mark.double: Double(bitPattern: tape[index + 1])
    case Mark.writtenNumber: Double(writtenNumber).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The digits of a number that no Int holds, where the document's own are known.
  ///
  /// `nil` for anything else.
  public var longDigits: String? {
    switch mark {
    case Mark.writtenNumber: writtenNumber
    case Mark.uint64: String(tape[index + 1])
    default: nil
    }
  }

  /// The token of an odd number, or of none.
  var writtenNumber: String { String(validUTF8: text(at: index)) }

  /// A string's UTF-8 where it lies; `nil` for anything else.
  public var text: UnsafeBufferPointer<UInt8>? {
    mark == Mark.string ? text(at: index) : nil
  }

  /// A string; `nil` for anything else.
  public var string: String? { text.map { String(validUTF8: $0) } }

  // MARK: The tape

  /// The kinds of words, as simdjson marks them.
  enum Mark {
    static let object = UInt8(ascii: "{")
    static let objectEnd = UInt8(ascii: "}")
    static let array = UInt8(ascii: "[")
    static let arrayEnd = UInt8(ascii: "]")
    static let string = UInt8(ascii: "\"")
    static let int64 = UInt8(ascii: "l")
    static let uint64 = UInt8(ascii: "u")
    static let double = UInt8(ascii: "d")
    static let `true` = UInt8(ascii: "t")
    static let `false` = UInt8(ascii: "f")
    static let null = UInt8(ascii: "n")
    /// Ours, held as strings are: a number as it is written, where simdjson has no type for it.
    static let writtenNumber = UInt8(ascii: "#")
    /// Ours, held as strings are: NaN or an infinite number as it is written.
    static let missing = UInt8(ascii: "?")
  }

  var mark: UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }

  /// The string whose word stands at `place`.
  ///
  /// At least 8 bytes behind any string can be read: simdjson leaves 64 behind the last.
  func text(at place: Int) -> UnsafeBufferPointer<UInt8> {
    let start = strings + Int(tape[place] & 0x00FF_FFFF_FFFF_FFFF)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(length))
  }

  /// The place behind the value that begins at `place`.
  func end(of place: Int) -> Int {
    let word = tape[place]
    switch UInt8(truncatingIfNeeded: word >> 56) {
    case Mark.object, Mark.array: return Int(word & 0xFFFF_FFFF)
    case Mark.int64, Mark.uint64, Mark.double: return place + 2
    default: return place + 1
    }
  }

  func element(at place: Int) -> JSONElement {
    JSONElement(tape: tape, strings: strings, index: place)
  }
}

extension String {
  /// A string of bytes that are known to be UTF-8, so they are not looked at again but for ASCII.
  package init(validUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    self.init(
      copying: UTF8Span(unchecked: bytes.span, isKnownASCII: JSONBytes.isASCII(bytes)))
  }

  /// Whether both are the same byte for byte, where `==` takes composed letters for decomposed ones.
  package func hasSameBytes(as other: String) -> Bool {
    let areEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { JSONBytes.areEqual(left, $0) }
    }
    return (areEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
