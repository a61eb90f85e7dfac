/// What "20%" is worth.
enum PercentReading {
  /// 0.2: `20% = 0.2`.
  case hundredths
  /// 20: `0.2 × 100 = 20%`.
  case whole
  /// 0.2 of the number it is added to or subtracted from: `50 - 20% = 40`.
  case relative
}

/// Reads the longest expression from a token on, by recursive descent of limited depth.
struct ExpressionParser {
  let tokens: [Token]
  /// Generates the values of variables when identities are tried at random points.
  var seed: UInt64?
  /// The value of every variable, when solving for a single unknown.
  var assigned: Rational?
  let percents: PercentReading
  /// Whether the dash after a heading is read as a minus.
  var joinsHeadings = false
  /// Whether units after numbers count: "2 hours" is 7,200 (seconds), "2 dozen" 24.
  let converts: Bool
  /// Whether quarters are coins.
  var hasMoney = false
  /// Inside a fraction such as 3/4, whose unit belongs to the whole.
  private var withholdsUnits = false
  /// The next token.
  var index = 0
  /// Of enclosing brackets, exponents and roots.
  var depth = 0
  /// Operands read so far: bounds the time on hostile text.
  var work = 0
  /// Percent signs read so far.
  private var percentCount = 0
  /// Of the expression so far.
  var traits: Expression.Traits = []
  var decimals = 0

  static let depthLimit = 40

  init(
    tokens: [Token], seed: UInt64? = nil, assigned: Rational? = nil,
    percents: PercentReading = .hundredths, converts: Bool = false
  ) {
    self.converts = converts
    self.tokens = tokens
    self.seed = seed
    self.assigned = assigned
    self.percents = percents
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

  mutating func sum() -> Quantity? {
    depth += 1
    defer { depth -= 1 }
    let percentsBefore = percentCount
    guard depth < Self.depthLimit, var total = product() else { return nil }
    var isShare = percentCount > percentsBefore
    while true {
      let next = operatorPosition()
      let isJoined = joinsHeadings && next < tokens.count && tokens[next].isHeadingDash
      let sign = isJoined ? .minus : kind(next)
      guard sign == .plus || sign == .minus, startsOperand(next + 1) else { return total }
      let resume = index
      index = next + 1
      let percentsBefore = percentCount
      guard var term = product() else {
        index = resume
        return total
      }
      let addsShare = percentCount > percentsBefore
      if addsShare != isShare { traits.insert(.mixedPercent) }
      if percents == .relative, addsShare, !isShare, kind(index - 1) == .percent {
        term = total.multiplied(by: term)
      }
      isShare = isShare && addsShare
      if converts { align(&total, &term) }
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
      let isFraction = isDivision && isFractionBar(next)
      if divided, isDivision ? isUnitFraction(next) : isPowerOfTen(index) {
        traits.insert(.ambiguous)
      }
      withholdsUnits = isFraction
      let factor = signedPower()
      withholdsUnits = false
      guard let factor else {
        index = resume
        return total
      }
      total = isDivision ? total.divided(by: factor) : total.multiplied(by: factor)
      if isFraction, converts { total = measured(total, isCurrency: false) }
      divided = isDivision || divided
      traits.formUnion([.computed, isDivision ? .quotient : .product])
    }
  }

  private mutating func signedPower() -> Quantity? {
    var negative = false
    var signs = 0
    while kind(index) == .minus || kind(index) == .plus {
      if kind(index) == .minus {
        negative.toggle()
      } else if index > 0, kind(index - 1) == .times {
        traits.insert(.ambiguous)  // "3 * + 4"
      }
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
    let isCurrency = kind(index) == .currency
    guard let value = marked() else { return nil }
    return converts && !withholdsUnits ? measured(value, isCurrency: isCurrency) : value
  }

  /// An operand with its `!` and `%`.
  private mutating func marked() -> Quantity? {
    guard var value = primary() else { return nil }
    while true {
      switch kind(index) {
      case .factorial:
        value = value.factorial
        traits.insert(.computed)
      case .percent:
        traits.insert(.percent)
        percentCount += 1
        if percents != .whole {
          value = value.divided(by: Quantity(Rational(100)))
          decimals += 2
        }
      default: return value
      }
      index += 1
    }
  }
}
