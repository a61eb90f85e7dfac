/// General categories of Unicode 16.0, by the standard library's tables; younger scalars have none.
struct CategorySet: OptionSet, Sendable {
  let rawValue: UInt32

  private static let order: [(name: String, category: Unicode.GeneralCategory)] = [
    ("lu", .uppercaseLetter), ("ll", .lowercaseLetter), ("lt", .titlecaseLetter),
    ("lm", .modifierLetter), ("lo", .otherLetter),
    ("mn", .nonspacingMark), ("mc", .spacingMark), ("me", .enclosingMark),
    ("nd", .decimalNumber), ("nl", .letterNumber), ("no", .otherNumber),
    ("pc", .connectorPunctuation), ("pd", .dashPunctuation), ("ps", .openPunctuation),
    ("pe", .closePunctuation), ("pi", .initialPunctuation), ("pf", .finalPunctuation),
    ("po", .otherPunctuation),
    ("sm", .mathSymbol), ("sc", .currencySymbol), ("sk", .modifierSymbol), ("so", .otherSymbol),
    ("zs", .spaceSeparator), ("zl", .lineSeparator), ("zp", .paragraphSeparator),
    ("cc", .control), ("cf", .format), ("cs", .surrogate), ("co", .privateUse), ("cn", .unassigned),
  ]

  private static let bits: [Unicode.GeneralCategory: UInt32] = Dictionary(
    uniqueKeysWithValues: order.enumerated().map { ($1.category, 1 << UInt32($0)) })

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The categories of a name in any case: `Lu`, or all of a letter such as `P`.
  init?(name: String) {
    let name = name.lowercased()
    var value: UInt32 = 0
    for (index, entry) in Self.order.enumerated()
    where entry.name == name || name.utf8.count == 1 && entry.name.utf8.first == name.utf8.first {
      value |= 1 << UInt32(index)
    }
    guard value != 0 else { return nil }
    self.init(rawValue: value)
  }

  static let decimalDigits = CategorySet(name: "Nd") ?? []
  /// Marks and connectors, which belong to words.
  static let ofWords: CategorySet = [CategorySet(name: "M") ?? [], CategorySet(name: "Pc") ?? []]

  /// Whether a scalar is of one of them.
  func contains(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    let properties = scalar.properties
    let isKnown = properties.age.map { $0.major <= 16 } ?? true
    var category = isKnown ? properties.generalCategory : .unassigned
    // A letter without case since Unicode 17.0.
    if value == 0x295 { category = .lowercaseLetter }
    return rawValue & (Self.bits[category] ?? 0) != 0
  }
}
