/// Which texts are accepted as JSON.
public enum JSONDialect: Sendable {
  /// RFC 8259; where it leaves a choice, ``JSONParser`` says which.
  case standard
  /// Also what programs write although other readers refuse it: see ``JSONOddity/Kind``.
  case lenient
}

/// Something in a document that not every reader accepts, but whose meaning is clear.
public struct JSONOddity: Equatable, Sendable {
  /// The kinds of oddity and how each is read.
  public enum Kind: Equatable, Sendable, CaseIterable {
    /// An integer beyond 64 bits. It keeps its digits; its ``JSONElement/number`` is the nearest
    /// Double.
    case longInteger
    /// A number beyond the range of Double. It keeps its digits and has no ``JSONElement/number``.
    case hugeNumber
    /// `NaN`, `Infinity` or `-Infinity`, as Python writes them; read as null.
    case notANumber
    /// Half of a surrogate pair as `\uXXXX`; read as U+FFFD.
    case loneSurrogate
  }
  /// Its kind.
  public var kind: Kind
  /// How often this kind occurs in the document.
  public var count: Int
  /// Byte offset of the first occurrence in the parser's input.
  public var byteOffset: Int
  /// The keys and decimal indices that lead to the first occurrence, outermost first.
  public var path: [String] = []
}

/// A copy of a document with its oddities replaced, so that simdjson can read it.
///
/// The scanner makes it. Odd numbers become strings, lone surrogates `\ufffd`. The scanner counts
/// words of simdjson's tape as it goes, so that these strings can be found on the tape afterwards.
struct JSONMending {
  /// The copy of the original up to ``copied``.
  private(set) var bytes: [UInt8] = []
  /// The first of each kind, with the position of its word on the tape.
  private(set) var oddities: [(oddity: JSONOddity, word: Int)] = []
  /// Tape positions of the strings that stand for numbers, ascending.
  private(set) var numbers: [UInt32] = []
  /// Tape positions of the strings that stand for NaN or an infinity, ascending.
  private(set) var missing: [UInt32] = []
  private var copied = 0

  private static let replacement = Array(#"\ufffd"#.utf8)

  mutating func add(
    _ kind: JSONOddity.Kind, at range: Range<Int>, of original: JSONBytes.Pointer, word: Int
  ) {
    if let place = oddities.firstIndex(where: { $0.oddity.kind == kind }) {
      oddities[place].oddity.count += 1
    } else {
      oddities.append((JSONOddity(kind: kind, count: 1, byteOffset: range.lowerBound), word))
    }
    bytes += original[copied..<range.lowerBound]
    copied = range.upperBound
    guard kind != .loneSurrogate else { return bytes += Self.replacement }
    bytes.append(JSONBytes.quote)
    bytes += original[range]
    bytes.append(JSONBytes.quote)
    if kind == .notANumber {
      missing.append(UInt32(truncatingIfNeeded: word))
    } else {
      numbers.append(UInt32(truncatingIfNeeded: word))
    }
  }

  /// Appends what follows the last oddity.
  mutating func finish(_ original: JSONBytes.Pointer) {
    bytes += original[copied...]
    copied = original.count
  }
}
