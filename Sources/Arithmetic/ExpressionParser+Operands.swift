/// Operands: numbers, brackets, fractions, roots, variables.
extension ExpressionParser {
  mutating func primary() -> Quantity? {
    while index < tokens.count, kind(index) == .currency {
      traits.insert(.currency)
      index += 1
    }
    guard index < tokens.count, work < 8 * tokens.count + 64 else { return nil }
    work += 1
    switch tokens[index].kind {
    case .number: return number()
    case .open: return group()
    case .fraction: return fraction()
    case .binomial:
      index += 1
      guard let all = argument(), let chosen = argument() else { return nil }
      traits.insert(.computed)
      return all.choosing(chosen)
    case .root: return root()
    case .pi:
      index += 1
      traits.insert(.computed)
      return Quantity(approximate: .pi)
    case .variable: return variable()
    default: return nil
    }
  }

  private mutating func number() -> Quantity? {
    let token = tokens[index]
    index += 1
    decimals = Int(token.decimals)
    if token.decimals >= 2 { traits.insert(.rounded) }
    guard token.decimals == 0, token.name == 0 else {
      var value = Quantity(token.value)
      value.slack = slack(of: token)
      return value
    }
    if kind(index) == .fraction { return number(beforeFraction: token) }
    return compound(Quantity(token.value).adding(mixedPart() ?? Quantity(.zero)))
  }

  /// A decimal may have been rounded before it was used.
  private func slack(of token: Token) -> Double {
    let isScientific =
      kind(index) == .times && kind(index + 1) == .number && kind(index + 2) == .power
    guard token.decimals >= 2 || token.decimals == 1 && isScientific else { return 0 }
    return 0.5 / Quantity.powerOfTen(Int(token.decimals))
  }

  /// 3\frac{1}{2} is a mixed number, 3\frac{5}{2} a product.
  private mutating func number(beforeFraction token: Token) -> Quantity? {
    if tokens[index].spaceBefore { traits.insert(.ambiguous) }
    guard let part = fraction() else { return nil }
    let isProper = part.exact.map { $0 > .zero && $0 < .one } ?? false
    let whole = Quantity(token.value)
    return isProper ? whole.adding(part) : whole.multiplied(by: part)
  }

  /// The fraction of a mixed number: 3 1/2, 3½.
  private mutating func mixedPart() -> Quantity? {
    guard index < tokens.count, tokens[index - 1].value != .zero else { return nil }
    if kind(index) == .number, tokens[index].name == 1 {
      index += 1
      return Quantity(tokens[index - 1].value)
    }
    if kind(index) == .number, tokens[index].spaceBefore, kind(index + 1) == .divide,
      kind(index + 2) == .number, !tokens[index + 1].spaceBefore, !tokens[index + 2].spaceBefore,
      let part = tokens[index].value.divided(by: tokens[index + 2].value), part < .one
    {
      index += 3
      traits.insert(.computed)
      return Quantity(part)
    }
    return nil
  }

  private mutating func group() -> Quantity? {
    let partner = Int(tokens[index].partner)
    guard partner > index else { return nil }
    index += 1
    guard let value = sum(), unitEnd(from: index) == partner else { return nil }
    index = partner + 1
    decimals = 0
    return value
  }

  private mutating func fraction() -> Quantity? {
    index += 1
    traits.formUnion([.computed, .fraction])
    // \frac12 is one half.
    if kind(index) == .number, tokens[index].end - tokens[index].start == 2,
      let digits = tokens[index].value.integer, digits % 10 != 0
    {
      index += 1
      return Quantity(Rational(digits / 10)).divided(by: Quantity(Rational(digits % 10)))
    }
    guard let top = argument(), let bottom = argument() else { return nil }
    decimals = 0
    return top.divided(by: bottom)
  }

  /// `{…}` or a single number or letter.
  private mutating func argument() -> Quantity? {
    switch kind(index) {
    case .open: group()
    case .number: argumentNumber()
    case .variable: variable()
    default: nil
    }
  }

  private mutating func argumentNumber() -> Quantity {
    index += 1
    return Quantity(tokens[index - 1].value)
  }

  private mutating func root() -> Quantity? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    index += 1
    traits.insert(.computed)
    var order = Quantity(Rational(2))
    if kind(index) == .open, tokens[index].isSquare, index + 2 < tokens.count,
      kind(index + 1) == .number,
      Int(tokens[index].partner) == index + 2, kind(index + 3) == .open
    {
      order = Quantity(tokens[index + 1].value)
      index += 3
    }
    guard let value = argument() else { return nil }
    return value.root(order: order)
  }

  private mutating func variable() -> Quantity? {
    let name = tokens[index].name
    index += 1
    traits.insert(.variable)
    // f(3): a function or a product, in either case not a number.
    if let assigned { return Quantity(assigned) }
    guard let seed else { return .undefined }
    var mixed = (name ^ seed) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    let value = Rational(Int128(mixed % 61) + 2, over: Int128((mixed >> 8) % 5) + 1)
    return Quantity(value ?? .one)
  }
}
