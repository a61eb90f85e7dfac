/// Which texts are taken as JSON.
public enum JSONDialect: Sendable {
  /// What RFC 8259 says, with the answers of ``JSONParser`` where it leaves a choice.
  case standard
  /// Besides, what programs write though other readers refuse it: see ``JSONOddity/Kind``.
  case lenient
}

/// What is not JSON for every reader in a document, but clear enough to be read.
public struct JSONOddity: Equatable, Sendable {
  /// The kinds of it, and how each is read.
  public enum Kind: Equatable, Sendable, CaseIterable {
    /// An integer beyond 64 bits; it keeps its digits, and its ``JSONElement/number`` is the nearest.
    case longInteger
    /// A number beyond Double; it keeps its digits and has no ``JSONElement/number``.
    case hugeNumber
    /// `NaN`, `Infinity` or `-Infinity`, as Python writes them; it is null.
    case notANumber
    /// Half of a surrogate pair as `\uXXXX`; it is U+FFFD.
    case loneSurrogate
  }
  /// Of which kind.
  public var kind: Kind
  /// How many of that kind the document has.
  public var count: Int
  /// Offset of the first one from the first byte given to the parser.
  public var byteOffset: Int
  /// The keys and decimal indices that lead to the first one, outermost first.
  public var path: [String] = []
}

/// A copy of a document that simdjson can read, made while the document is scanned.
///
/// Odd numbers stand as strings in it, lone surrogates as `\ufffd`. What simdjson makes of the strings
/// is found again by its place on the tape, which the scanner knows by counting.
struct JSONMending {
  /// The copy up to ``copied`` of the original.
  private(set) var bytes: [UInt8] = []
  /// The first of each kind, with the place of its word on the tape.
  private(set) var oddities: [(oddity: JSONOddity, word: Int)] = []
  /// Places on the tape of the strings that are numbers, ascending.
  private(set) var numbers: [UInt32] = []
  /// The same for those that are none.
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

  /// Adds what stands behind the last oddity.
  mutating func finish(_ original: JSONBytes.Pointer) {
    bytes += original[copied...]
    copied = original.count
  }
}
