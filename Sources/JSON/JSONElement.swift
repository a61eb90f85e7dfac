/// A value of a parsed document, read in place: nothing is built until it is asked for.
///
/// Valid until its parser reads the next document or is released; never keep one. Gives the same
/// answers as ``JSONValue``. Keys are compared byte by byte.
///
/// A word of simdjson's tape has its kind in the top byte and a payload below; numbers occupy the
/// following word too. Layout: simdjson 3.0.1, doc/tape.md.
public struct JSONElement {
  let tape: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  /// Tape position of this value's first word.
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

  /// Whether the value is `null`, or a missing number; see ``isMissing``.
  public var isNull: Bool { mark == Mark.null || mark == Mark.missing }

  /// Whether it is `NaN` or infinite, which the lenient dialect reads as a missing figure.
  ///
  /// The difference matters only where `null` has a meaning of its own.
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
    // A long integer is never an Int, whatever it would round to.
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

  /// The digits of a number that fits no Int, as the document has them.
  ///
  /// `nil` for anything else.
  public var longDigits: String? {
    switch mark {
    case Mark.writtenNumber: writtenNumber
    case Mark.uint64: String(tape[index + 1])
    default: nil
    }
  }

  /// The token of an odd number, NaN or infinity, as written.
  var writtenNumber: String { String(validUTF8: text(at: index)) }

  /// The UTF-8 of a string, in place; `nil` for anything else.
  public var text: UnsafeBufferPointer<UInt8>? {
    mark == Mark.string ? text(at: index) : nil
  }

  /// A string; `nil` for anything else.
  public var string: String? { text.map { String(validUTF8: $0) } }

  // MARK: The tape

  /// The kinds of tape words, as simdjson marks them.
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
    /// Ours, stored like a string: a number, as written, that simdjson has no type for.
    static let writtenNumber = UInt8(ascii: "#")
    /// Ours, stored like a string: NaN or an infinity, as written.
    static let missing = UInt8(ascii: "?")
  }

  var mark: UInt8 { UInt8(truncatingIfNeeded: tape[index] >> 56) }

  /// The string whose word is at `place`.
  ///
  /// At least 8 bytes past the end of any string are readable: simdjson leaves 64 after the last.
  func text(at place: Int) -> UnsafeBufferPointer<UInt8> {
    let start = strings + Int(tape[place] & 0x00FF_FFFF_FFFF_FFFF)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(length))
  }

  /// The tape position after the value that begins at `place`.
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
  /// A string from bytes known to be valid UTF-8, which are not validated again.
  package init(validUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    self.init(
      copying: UTF8Span(unchecked: bytes.span, isKnownASCII: JSONBytes.isASCII(bytes)))
  }

  /// Whether both are equal byte for byte; `==` would equate composed and decomposed letters.
  package func hasSameBytes(as other: String) -> Bool {
    let areEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { JSONBytes.areEqual(left, $0) }
    }
    return (areEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
