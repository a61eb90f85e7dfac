import Arithmetic

/// Reads terms from tokens by precedence: sum, product, sign, power, what stands behind.
///
/// Products may go without a sign and are read from left to right: `1/2x` is half of x.
struct MathParser {
  private let tokens: ArraySlice<MathToken>
  var place: Int
  private var depth = 0

  init(_ tokens: ArraySlice<MathToken>) {
    self.tokens = tokens
    place = tokens.startIndex
  }

  /// The term that all tokens form; `nil` where they form none.
  static func term(_ tokens: ArraySlice<MathToken>) -> MathExpression? {
    var parser = MathParser(tokens)
    guard let term = parser.sum(), parser.place == tokens.endIndex else { return nil }
    return term
  }

  /// The longest term at the begin, and what is left.
  static func leadingTerm(
    _ tokens: ArraySlice<MathToken>
  ) -> (term: MathExpression, rest: ArraySlice<MathToken>)? {
    var parser = MathParser(tokens)
    return parser.sum().map { ($0, tokens[parser.place...]) }
  }

  var next: MathToken? { place < tokens.endIndex ? tokens[place] : nil }

  mutating func take(_ symbol: Character) -> Bool {
    guard next?.symbol == symbol else { return false }
    place += 1
    return true
  }

  /// `nil` where a term is missing or brackets are nested too deeply.
  mutating func sum() -> MathExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 64, var result = product() else { return nil }
    while let symbol = next?.symbol, symbol == "+" || symbol == "-" {
      let start = place
      place += 1
      guard let term = product() else {
        place = start
        return result
      }
      result = .sum(result, symbol == "-" ? .negated(term) : term)
    }
    return result
  }

  private mutating func product() -> MathExpression? {
    guard var result = signed() else { return nil }
    while true {
      let start = place
      if take("*") {
        guard let factor = signed() else { return leave(start, result) }
        result = .product(result, factor)
      } else if take("/") {
        guard let divisor = signed() else { return leave(start, result) }
        result = .quotient(result, divisor)
      } else if startsFactor, let factor = power() {
        result = MathParser.joined(result, factor)
      } else {
        return leave(start, result)
      }
    }
  }

  private mutating func leave(_ start: Int, _ result: MathExpression) -> MathExpression {
    place = start
    return result
  }

  /// A whole number in front of a proper fraction is a mixed number; else both are factors.
  private static func joined(_ left: MathExpression, _ right: MathExpression) -> MathExpression {
    if case .number(let whole, 0) = left, whole.isInteger,
      case .quotient(let top, let bottom) = right,
      case .number(let above, 0) = top, case .number(let below, 0) = bottom, above < below
    {
      return .sum(left, right)
    }
    return .product(left, right)
  }

  /// Whether a factor without a sign of multiplication may follow.
  private var startsFactor: Bool {
    switch next {
    case .constant, .variable, .function, .command: true
    case .symbol("("), .symbol("{"): true
    default: false
    }
  }

  private mutating func signed() -> MathExpression? {
    if take("-") {
      depth += 1
      defer { depth -= 1 }
      return depth <= 64 ? signed().map(MathExpression.negated) : nil
    }
    if take("+") { return power() }
    return power()
  }

  private mutating func power() -> MathExpression? {
    guard var base = factor() else { return nil }
    while take("!") { base = .call(.factorial, base) }
    guard next?.symbol == "^" else { return base }
    let start = place
    place += 1
    guard next?.symbol != "°", let exponent = argument() else {
      place = start
      return base
    }
    if case .constant(.euler) = base { return .call(.exp, exponent) }
    return .power(base, exponent)
  }

  /// One digit, letter, group or command behind a command or `^`; a sign may stand in front.
  mutating func argument() -> MathExpression? {
    if take("-") { return argument().map(MathExpression.negated) }
    guard case .number(let value, 0)? = next, value.isInteger else { return factor() }
    place += 1
    return .number(value, decimals: 0)
  }
}
