/// A set of scalars: a PCRE2 bracket expression, and ranges that it cannot express.
struct ExpressionSet {
  /// The items inside the brackets.
  private var items = ""
  /// Alternatives beside the bracket; each matches one scalar.
  private var matchers: [String] = []
  private(set) var size = 1

  /// The set of all scalars.
  static let all = ExpressionSet(ranges: [0...0x10FFFF])
  private static let anyScalar = #"(?s:.)"#

  init() {}

  /// Creates a set of closed ranges of scalars.
  init(ranges: [ClosedRange<UInt32>]) { for range in ranges { add(range) } }

  /// Creates a set from a PCRE2 class such as `\p{L}` and ranges that its tables may lack.
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

  /// The complement.
  var inverted: ExpressionSet {
    var set = ExpressionSet()
    set.matchers = [text(isNegated: true)]
    set.size = size
    return set
  }

  /// The intersection.
  func intersection(_ other: ExpressionSet) -> ExpressionSet {
    var set = ExpressionSet()
    set.matchers = ["(?:(?=\(text()))\(other.text()))"]
    set.size = size + other.size
    return set
  }

  /// An atom that matches one scalar in the set, or with `isNegated` one outside it.
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

  /// A scalar, escaped for use inside and outside brackets.
  static func escaped(_ scalar: UInt32) -> String {
    if scalar < 0x80, let letter = Unicode.Scalar(scalar), letter.properties.isAlphabetic {
      return String(letter)
    }
    return #"\x{"# + String(scalar, radix: 16) + "}"
  }
}

/// Oniguruma's named classes, with the members they have there.
///
/// PCRE2's `\s`, `\w` and `\h` differ. Its properties follow the Unicode version it was built with,
/// 14.0 or later; ``NewerScalarTables`` adds what came up to 16.0, Oniguruma's version. Letters of
/// Unicode 17.0 count as letters if PCRE2 knows them.
extension ExpressionSet {
  private static let spaces: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
    0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ]
  private static let hexadecimalDigits: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x46, 0x61...0x66,
  ]

  /// `\s`, or `\S` as ranges, so that it can be used in a bracket.
  static func whitespace(isInverted: Bool) -> ExpressionSet {
    ExpressionSet(ranges: isInverted ? gaps(spaces) : spaces)
  }

  /// `\h`, a hexadecimal digit, or `\H`.
  static func hexadecimalDigit(isInverted: Bool) -> ExpressionSet {
    ExpressionSet(ranges: isInverted ? gaps(hexadecimalDigits) : hexadecimalDigits)
  }

  /// `\w` in a set: alphabetic scalars, marks, digits, connectors.
  static let wordInSet = ExpressionSet(
    #"0-9A-Za-z\p{Alpha}\p{M}\p{Nd}\p{Pc}"#, and: TableReader.ranges(named: "word"))

  /// `\w` outside a set, where Oniguruma also includes six numbers of Latin-1.
  static let word: ExpressionSet = {
    var set = wordInSet
    for range in [0xB2...0xB3, 0xB9...0xB9, 0xBC...0xBE] as [ClosedRange<UInt32>] { set.add(range) }
    return set
  }()

  /// The gaps between ascending ranges.
  private static func gaps(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var gaps: [ClosedRange<UInt32>] = []
    var end: UInt32 = 0
    for range in ranges {
      if range.lowerBound > end { gaps.append(end...range.lowerBound - 1) }
      end = range.upperBound + 1
    }
    return gaps + [end...0x10FFFF]
  }

  private static let categories: Set<String> = [
    "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "pc", "pd", "ps", "pe", "pi",
    "pf", "po", "sm", "sc", "sk", "so", "zs", "zl", "zp", "cc", "cf", "co", "l", "m", "n", "p", "s",
    "z",
  ]
  private static let scripts: Set<String> = [
    "han", "hiragana", "katakana", "hangul", "latin", "greek", "cyrillic", "arabic", "hebrew",
    "thai", "devanagari",
  ]
  /// ASCII members, listed first so that most texts need no table lookup.
  private static let ascii = [
    "l": "A-Za-z", "lu": "A-Z", "ll": "a-z", "n": "0-9", "nd": "0-9",
    "p": #"!-#%-*,-/:;?@\[-\]_{}"#, "s": "$+<=>^`|~",
  ]

  /// `\p{…}`: a general category or a major script, case-insensitive.
  static func property(_ name: String) -> ExpressionSet? {
    let name = String(name.lowercased().filter { !" -_".contains($0) })
    switch name {
    case "any": return .all
    case "cn": return unassigned
    case "c":
      var set = unassigned
      for part in ["cc", "cf", "co"] { property(part).map { set.add($0) } }
      return set
    case _ where categories.contains(name):
      return ExpressionSet(
        (ascii[name] ?? "") + #"\p{"# + name.prefix(1).uppercased() + name.dropFirst() + "}",
        and: newer(name))
    case _ where scripts.contains(name):
      return ExpressionSet(
        #"\p{sc:"# + name.prefix(1).uppercased() + name.dropFirst() + "}", and: newer(name))
    default: return nil
    }
  }

  private static func newer(_ name: String) -> [Range<UInt32>] {
    guard name.utf8.count == 1 else { return TableReader.ranges(named: name) }
    return categories.filter { $0.hasPrefix(name) && $0 != name }.sorted()
      .flatMap { TableReader.ranges(named: $0) }
  }

  private static let unassigned: ExpressionSet = {
    let known = ["l", "m", "n", "p", "s", "cf"].flatMap(newer)
    return ExpressionSet("", and: known).inverted.intersection(ExpressionSet(#"\p{Cn}"#, and: []))
  }()
}

extension TableReader {
  /// The ranges of a class in ``NewerScalarTables``; empty if it has no new scalars.
  fileprivate static func ranges(named name: String) -> [Range<UInt32>] {
    NewerScalarTables.all[name].map(ranges) ?? []
  }
}
