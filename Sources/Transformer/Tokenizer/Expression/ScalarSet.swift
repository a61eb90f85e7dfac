/// A set of scalars, as a character class of an expression names it.
struct ScalarSet: Sendable {
  /// What a class is made of.
  enum Item: Sendable {
    case range(ClosedRange<UInt32>)
    case scalarClass(ScalarClass)
    case categories(CategorySet)
    indirect case set(ScalarSet)
  }

  private var items: [Item]
  private var isNegated: Bool
  /// One bit for each ASCII character.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  init(_ items: [Item], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
    for scalar in UInt32(0)..<64 {
      if lookUp(scalar) { ascii.low |= 1 << UInt64(scalar) }
      if lookUp(scalar + 64) { ascii.high |= 1 << UInt64(scalar) }
    }
  }

  /// The scalars that are not in it.
  var inverted: ScalarSet { ScalarSet([.set(self)], isNegated: true) }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return ascii.low >> UInt64(scalar) & 1 != 0 }
    if scalar < 128 { return ascii.high >> UInt64(scalar - 64) & 1 != 0 }
    return lookUp(scalar)
  }

  private func lookUp(_ scalar: UInt32) -> Bool {
    items.contains { item in
      switch item {
      case .range(let range): range.contains(scalar)
      case .scalarClass(let wanted): !ScalarClasses.shared[scalar].isDisjoint(with: wanted)
      case .categories(let categories): categories.contains(scalar)
      case .set(let set): set.contains(scalar)
      }
    } != isNegated
  }

  /// One scalar, or all that are the same but for their case.
  static func scalar(_ scalar: UInt32, foldsCase: Bool) -> ScalarSet {
    guard foldsCase else { return ScalarSet([.range(scalar...scalar)]) }
    return ScalarSet(CaseFolding.variants(of: scalar).map { .range($0...$0) })
  }

  /// `\s`.
  static let whitespace = ScalarSet([.scalarClass(.whitespace)])
  /// `\d`.
  static let digit = ScalarSet([.categories(.decimalDigits)])
  /// `\w`: letters, numbers, marks, connectors.
  static let word = ScalarSet([.scalarClass([.letter, .number]), .categories(.ofWords)])
  /// `.`: anything but a line feed.
  static let anyButLineFeed = ScalarSet([.range(0x0A...0x0A)], isNegated: true)
}

/// Which scalars are the same when case does not count.
enum CaseFolding {
  /// The scalar and its forms in other cases, those of one scalar only.
  static func variants(of value: UInt32) -> [UInt32] {
    guard let scalar = Unicode.Scalar(value) else { return [value] }
    let properties = scalar.properties
    var variants: Set<UInt32> = [value]
    for mapping in [properties.lowercaseMapping, properties.uppercaseMapping] {
      let scalars = Array(mapping.unicodeScalars)
      if scalars.count == 1 { variants.insert(scalars[0].value) }
    }
    // The three that share the capital or small letter of an ASCII letter.
    if !variants.isDisjoint(with: [0x53, 0x73]) { variants.formUnion([0x53, 0x73, 0x17F]) }
    if !variants.isDisjoint(with: [0x4B, 0x6B]) { variants.formUnion([0x4B, 0x6B, 0x212A]) }
    if !variants.isDisjoint(with: [0xC5, 0xE5]) { variants.formUnion([0xC5, 0xE5, 0x212B]) }
    return variants.sorted()
  }
}
