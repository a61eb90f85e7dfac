import Arithmetic

/// Reads terms from tokens by precedence: sum, product, sign, power, suffix.
///
/// Implicit products associate from left to right: `1/2x` is half of x.
struct MathParser {
  private let tokens: ArraySlice<MathToken>
  var place: Int
  private var depth = 0

  init(_ tokens: ArraySlice<MathToken>) {
    self.tokens = tokens
    place = tokens.startIndex
  }

  /// The term formed by all tokens; `nil` if they form none.
  static func term(_ tokens: ArraySlice<MathToken>) -> MathExpression? {
    var parser = MathParser(tokens)
    guard let term = parser.sum(), parser.place == tokens.endIndex else { return nil }
    return term
  }

  /// The longest term at the beginning, and the remaining tokens.
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

  /// `nil` if a term is missing or brackets nest too deeply.
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

  /// Whether a factor may follow without a multiplication sign.
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

  /// One digit, letter, group or command after a command or `^`; a sign may precede it.
  mutating func argument() -> MathExpression? {
    if take("-") { return argument().map(MathExpression.negated) }
    guard case .number(let value, 0)? = next, value.isInteger else { return factor() }
    place += 1
    return .number(value, decimals: 0)
  }
}

extension MathParser {
  /// A number, name, bracket, function or command.
  mutating func factor() -> MathExpression? {
    guard let token = next else { return nil }
    switch token {
    case .number(let value, let decimals):
      advance()
      return .number(value, decimals: decimals)
    case .constant(let constant):
      advance()
      return .constant(constant)
    case .variable(let name):
      advance()
      return .variable(name)
    case .function(let function):
      advance()
      return call(function)
    case .command(let command):
      advance()
      return run(command)
    case .symbol(let symbol): return bracket(symbol)
    case .word, .money, .begin, .end: return nil
    }
  }

  private mutating func advance() { place += 1 }

  private mutating func bracket(_ symbol: Character) -> MathExpression? {
    guard let close = ["(": ")", "[": "]", "{": "}", "|": "|"][symbol] as Character? else {
      return nil
    }
    advance()
    guard let inner = sum(), take(close) else { return nil }
    return symbol == "|" ? .call(.abs, inner) : inner
  }

  /// sin²x, sin⁻¹x, sin x and sin(x).
  private mutating func call(_ function: MathFunction) -> MathExpression? {
    let exponent = take("^") ? argument() : nil
    guard let inner = functionArgument() else { return nil }
    if exponent == .negated(.integer(1)) { return function.inverse.map { .call($0, inner) } }
    let value = MathExpression.call(function, inner)
    return exponent.map { .power(value, $0) } ?? value
  }

  /// A bracket, or factors up to the next sign: `sin 2x`.
  private mutating func functionArgument() -> MathExpression? {
    if next?.symbol == "(" || next?.symbol == "{" || next?.symbol == "|" { return factor() }
    guard var result = factor() else { return nil }
    while take("^") {
      guard let exponent = argument() else { return nil }
      result = .power(result, exponent)
    }
    while true {
      switch next {
      case .variable, .constant:
        guard let factor = factor() else { return nil }
        result = .product(result, factor)
      default: return result
      }
    }
  }

  private mutating func run(_ command: MathToken.Command) -> MathExpression? {
    switch command {
    case .fraction: return pair().map { .quotient($0, $1) }
    case .binomial: return pair().map { .binomial($0, $1) }
    case .root: return root()
    case .logarithm: return logarithm()
    }
  }

  /// Two groups; `\frac12` has one digit in each.
  private mutating func pair() -> (MathExpression, MathExpression)? {
    if case .number(let value, 0)? = next, let whole = value.integer, whole >= 10, whole < 100 {
      advance()
      return (.integer(whole / 10), .integer(whole % 10))
    }
    guard let first = argument(), let second = argument() else { return nil }
    return (first, second)
  }

  private mutating func root() -> MathExpression? {
    guard take("[") else { return argument().map { .call(.sqrt, $0) } }
    guard let degree = sum(), take("]"), let inner = argument() else { return nil }
    return .power(inner, .quotient(.integer(1), degree))
  }

  /// `\log_2 8`; without a base, base ten, as in schools.
  private mutating func logarithm() -> MathExpression? {
    guard take("_") else { return call(.log) }
    guard let base = argument(), let inner = functionArgument() else { return nil }
    return .quotient(.call(.ln, inner), .call(.ln, base))
  }
}

extension MathFunction {
  /// The function that `^{-1}` after its name means; `nil` if it has no name.
  fileprivate var inverse: MathFunction? {
    switch self {
    case .sin: .arcsin
    case .cos: .arccos
    case .tan: .arctan
    default: nil
    }
  }
}
