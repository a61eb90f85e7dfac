/// A set of scalars as PCRE2 matches it: a bracket, and what no bracket can say.
struct ExpressionSet {
  /// What may stand in a bracket.
  private var items = ""
  /// Each matches one scalar.
  private var matchers: [String] = []
  private(set) var size = 1

  /// Every scalar.
  static let all = ExpressionSet(ranges: [0...0x10FFFF])
  private static let anyScalar = #"(?s:.)"#

  init() {}

  /// Ranges of scalars, ends included.
  init(ranges: [ClosedRange<UInt32>]) { for range in ranges { add(range) } }

  /// What a class of PCRE2 matches, such as `\p{L}`, and ranges that its tables may lack.
  init(_ text: String, and ranges: [Range<UInt32>]) {
    items = text
    for range in ranges where !range.isEmpty { add(range.lowerBound...range.upperBound - 1) }
  }

  mutating func add(_ range: ClosedRange<UInt32>) {
    items += Self.escaped(range.lowerBound)
    if range.count > 1 { items += "-" + Self.escaped(range.upperBound) }
    size += 1
  }

  mutating func add(_ other: ExpressionSet) {
    items += other.items
    matchers += other.matchers
    size += other.size
  }

  /// The scalars that are not in it.
  var inverted: ExpressionSet {
    var set = ExpressionSet()
    set.matchers = [text(isNegated: true)]
    set.size = size
    return set
  }

  /// The scalars that are in both.
  func intersection(_ other: ExpressionSet) -> ExpressionSet {
    var set = ExpressionSet()
    set.matchers = ["(?:(?=\(text()))\(other.text()))"]
    set.size = size + other.size
    return set
  }

  /// An atom that matches one scalar of the set, or, with `isNegated`, one that is not in it.
  func text(isNegated: Bool = false) -> String {
    if matchers.isEmpty {
      guard !items.isEmpty else { return isNegated ? Self.anyScalar : "(?:(?!))" }
      return (isNegated ? "[^" : "[") + items + "]"
    }
    let alternatives = (items.isEmpty ? [] : ["[\(items)]"]) + matchers
    let joined = alternatives.joined(separator: "|")
    if isNegated { return "(?:(?!\(joined))\(Self.anyScalar))" }
    return alternatives.count == 1 ? joined : "(?:\(joined))"
  }

  /// A scalar in and out of brackets.
  static func escaped(_ scalar: UInt32) -> String {
    if scalar < 0x80, let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic {
      return String(letter)
    }
    return #"\x{"# + String(scalar, radix: 16) + "}"
  }
}
