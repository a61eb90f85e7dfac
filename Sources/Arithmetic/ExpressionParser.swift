/// A value found in a step, with what was noticed while reading it.
struct Expression {
  struct Traits: OptionSet {
    let rawValue: UInt16
    static let variable = Traits(rawValue: 1)
    /// More than one reading: may confirm an equation, never refute one.
    static let ambiguous = Traits(rawValue: 2)
    static let percent = Traits(rawValue: 4)
    /// Something was computed: not a lone number.
    static let computed = Traits(rawValue: 8)
    static let convertible = Traits(rawValue: 16)
    static let currency = Traits(rawValue: 32)
    static let rounded = Traits(rawValue: 64)
    static let sum = Traits(rawValue: 128)
    static let difference = Traits(rawValue: 256)
    static let product = Traits(rawValue: 512)
    static let quotient = Traits(rawValue: 1_024)
    static let power = Traits(rawValue: 2_048)
    static let addition = Traits(rawValue: 4_096)
  }

  /// Token indices.
  var start: Int
  var end: Int
  /// Past the words that name the unit.
  var endOfUnits: Int
  var quantity: Quantity
  var traits: Traits
  /// Of a lone number: digits after its decimal point, two more for a percentage.
  var decimals: Int
}

/// Reads the longest expression from a token on, by recursive descent of limited depth.
struct ExpressionParser {
  let tokens: [Token]
  /// Values of variables come from this, when identities are tried at random points.
  var seed: UInt64?
  /// The value of every variable, when a single unknown is solved for.
  var assigned: Rational?
  /// "20%" is 0.2, or 20 when this is set: people write both `0.2 × 100 = 20%` and `20% = 0.2`.
  var percentIsWhole = false
  private(set) var index = 0
  private var depth = 0
  /// Operands read so far: what bounds the time on hostile text.
  private var work = 0
  private var traits: Expression.Traits = []
  private var decimals = 0

  private static let depthLimit = 40

  init(
    tokens: [Token], seed: UInt64? = nil, assigned: Rational? = nil, percentIsWhole: Bool = false
  ) {
    self.tokens = tokens
    self.seed = seed
    self.assigned = assigned
    self.percentIsWhole = percentIsWhole
  }

  /// The longest expression that begins at `start`; `nil` when none does.
  mutating func expression(at start: Int) -> Expression? {
    index = start
    depth = 0
    traits = []
    decimals = 0
    guard let quantity = sum() else { return nil }
    return Expression(
      start: start, end: index, endOfUnits: unitEnd(from: index), quantity: quantity,
      traits: traits, decimals: decimals)
  }

  private func kind(_ position: Int) -> Token.Kind {
    position < tokens.count ? tokens[position].kind : .divider
  }

  private mutating func sum() -> Quantity? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit, var total = product() else { return nil }
    while true {
      let next = operatorPosition()
      let sign = kind(next)
      guard sign == .plus || sign == .minus, startsOperand(next + 1) else { return total }
      let resume = index
      index = next + 1
      guard let term = product() else {
        index = resume
        return total
      }
      total = sign == .plus ? total.adding(term) : total.subtracting(term)
      traits.formUnion([.computed, .sum, sign == .plus ? .addition : .difference])
    }
  }

  private mutating func product() -> Quantity? {
    guard var total = signedPower() else { return nil }
    var divided = false
    while true {
      let resume = index
      let next = operatorPosition()
      var isDivision = false
      if let length = multiplication(at: next, after: divided) {
        index = next + length
      } else if let length = division(at: next) {
        index = next + length
        isDivision = true
      } else if multipliesWithoutSign(index) {
        if divided { traits.insert(.ambiguous) }
      } else {
        return total
      }
      guard let factor = signedPower() else {
        index = resume
        return total
      }
      total = isDivision ? total.divided(by: factor) : total.multiplied(by: factor)
      divided = isDivision || divided
      traits.formUnion([.computed, isDivision ? .quotient : .product])
    }
  }

  private func multiplication(at position: Int, after divided: Bool) -> Int? {
    switch kind(position) {
    case .times where startsOperand(position + 1): return 1
    case .of where startsOperand(position + 1):
      // "20% of 50" and "3/4 of 20" multiply; "5 boxes of 4" does not say so.
      let isPart = kind(position - 1) == .percent || divided
      return isPart && position == index ? 1 : nil
    case .word where isVerb("multiplied", at: position): return 2
    default: return nil
    }
  }

  private func division(at position: Int) -> Int? {
    switch kind(position) {
    case .divide where startsOperand(position + 1): return 1
    case .word where isVerb("divided", at: position): return 2
    default: return nil
    }
  }

  /// "divided by 4", "multiplied by 4".
  private func isVerb(_ verb: StaticString, at position: Int) -> Bool {
    guard position + 2 < tokens.count, tokens[position + 1].word == .by,
      startsOperand(position + 2)
    else { return false }
    let name = verb.withUTF8Buffer { Vocabulary.hash($0) }
    return tokens[position].name == name
  }

  /// 2(3 + 4), (1 + 2)(3), 3√2, 2π, 3x.
  private func multipliesWithoutSign(_ position: Int) -> Bool {
    guard position < tokens.count, position > 0 else { return false }
    let token = tokens[position]
    switch token.kind {
    case .open: return !token.spaceBefore && token.partner > 0
    case .root, .pi, .fraction, .binomial: return true
    case .variable: return kind(position - 1) != .word
    default: return false
    }
  }

  private mutating func signedPower() -> Quantity? {
    var negative = false
    var signs = 0
    while kind(index) == .minus || kind(index) == .plus {
      if kind(index) == .minus { negative.toggle() }
      index += 1
      signs += 1
      guard signs < 8 else { return nil }
    }
    guard let base = postfix() else { return nil }
    guard kind(index) == .power else { return negative ? base.negated : base }
    guard let value = raised(base) else { return nil }
    // −3² is −9 to some and 9 to others.
    if negative { traits.insert(.ambiguous) }
    return negative ? value.negated : value
  }

  private mutating func raised(_ base: Quantity) -> Quantity? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else { return nil }
    traits.formUnion([.computed, .power])
    let written = tokens[index].value
    index += 1
    if written != .zero { return base.raised(to: Quantity(written)) }
    let negative = kind(index) == .minus
    if negative { index += 1 }
    guard var exponent = primary() else { return nil }
    if kind(index) == .power, let higher = raised(exponent) { exponent = higher }
    return base.raised(to: negative ? exponent.negated : exponent)
  }

  private mutating func postfix() -> Quantity? {
    guard var value = primary() else { return nil }
    while true {
      switch kind(index) {
      case .factorial:
        value = value.factorial
        traits.insert(.computed)
      case .percent:
        traits.insert(.percent)
        if !percentIsWhole {
          value = value.divided(by: Quantity(Rational(100)))
          decimals += 2
        }
      default: return value
      }
      index += 1
    }
  }

  private mutating func primary() -> Quantity? {
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
    guard token.decimals == 0, token.name == 0 else { return Quantity(token.value) }
    if kind(index) == .fraction, !tokens[index].spaceBefore { return number(beforeFraction: token) }
    return Quantity(token.value).adding(mixedPart() ?? Quantity(.zero))
  }

  /// 3\frac{1}{2} is a mixed number, 3\frac{5}{2} a product.
  private mutating func number(beforeFraction token: Token) -> Quantity? {
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
    traits.insert(.computed)
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
    if kind(index) == .open, index + 2 < tokens.count, kind(index + 1) == .number,
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
    // f(3): a function, or a product; in either case not a number.
    if let assigned { return Quantity(assigned) }
    guard let seed else { return .undefined }
    var mixed = (name ^ seed) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    let value = Rational(Int128(mixed % 61) + 2, over: Int128((mixed >> 8) % 5) + 1)
    return Quantity(value ?? .one)
  }

  /// The position of the next sign, past the words of a unit ("5 dollars * 3").
  private func operatorPosition() -> Int {
    let end = unitEnd(from: index)
    guard end > index else { return index }
    switch kind(end) {
    case .plus, .minus, .times, .divide: return startsOperand(end + 1) ? end : index
    default: return index
    }
  }

  /// Past up to eight tokens that name a unit: "dollars per day", "km/h", "cm^2".
  private func unitEnd(from start: Int) -> Int {
    var position = start
    while position < min(tokens.count, start + 8) {
      switch tokens[position].kind {
      case .word:
        switch tokens[position].word {
        case .stop, .isVerb, .gives, .by: return position
        default: break
        }
        if isVerb("divided", at: position) || isVerb("multiplied", at: position) { return position }
        position += 1
      case .open where position > start && isRemark(position):
        position = Int(tokens[position].partner) + 1
      case .of where position > start && kind(position + 1) == .word: position += 1
      case .divide where kind(position + 1) == .word: position += 2
      case .minus
      where kind(position + 1) == .word && position > start
        && !tokens[position + 1].spaceBefore && !tokens[position].spaceBefore:
        position += 2
      case .power where position > start && kind(position - 1) == .word:
        position += tokens[position].value == .zero ? powerLength(position) : 1
      default: return position
      }
    }
    return position
  }

  /// "(of milk)": up to four words in brackets.
  private func isRemark(_ position: Int) -> Bool {
    let partner = Int(tokens[position].partner)
    return partner > position + 1 && partner <= position + 5
      && (position + 1..<partner).allSatisfy { kind($0) == .word }
  }

  private func powerLength(_ position: Int) -> Int {
    kind(position + 1) == .open && Int(tokens[position + 1].partner) == position + 3 ? 4 : 2
  }

  /// Whether an operand begins here, past a few signs and currencies.
  private func startsOperand(_ position: Int) -> Bool {
    for next in position..<min(tokens.count, position + 4) {
      switch tokens[next].kind {
      case .number, .fraction, .root, .binomial, .pi, .variable: return true
      case .open: return tokens[next].partner > 0
      case .currency: continue
      case .minus, .plus:
        guard next + 1 < tokens.count, !tokens[next + 1].spaceBefore else { return false }
      default: return false
      }
    }
    return false
  }

  /// Whether an expression may begin here.
  func startsExpression(_ position: Int) -> Bool { startsOperand(position) }
}
