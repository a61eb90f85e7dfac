import Arithmetic

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

  /// `\log_2 8`; without a base the one of ten, as schools have it.
  private mutating func logarithm() -> MathExpression? {
    guard take("_") else { return call(.log) }
    guard let base = argument(), let inner = functionArgument() else { return nil }
    return .quotient(.call(.ln, inner), .call(.ln, base))
  }
}

extension MathFunction {
  /// What `^{-1}` behind its name means; `nil` where it has no name.
  fileprivate var inverse: MathFunction? {
    switch self {
    case .sin: .arcsin
    case .cos: .arccos
    case .tan: .arctan
    default: nil
    }
  }
}
