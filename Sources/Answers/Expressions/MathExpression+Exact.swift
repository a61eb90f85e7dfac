import Arithmetic

extension MathExpression {
  /// The exact value where it is a fraction that fits 128 bits; `nil` for all else.
  var exactValue: Rational? {
    switch self {
    case .number(let value, _): value
    case .constant, .variable: nil
    case .negated(let inner): inner.exactValue?.negated
    case .sum(let left, let right): left.exact(right) { $0.adding($1) }
    case .product(let left, let right): left.exact(right) { $0.multiplied(by: $1) }
    case .quotient(let left, let right): left.exact(right) { $0.divided(by: $1) }
    case .power(let base, let exponent): base.exact(exponent, MathExpression.exactPower)
    case .call(let function, let inner): inner.exactValue.flatMap { function.exact($0) }
    case .binomial(let all, let chosen): all.exact(chosen, MathExpression.exactBinomial)
    }
  }

  private func exact(
    _ other: MathExpression, _ combine: (Rational, Rational) -> Rational?
  ) -> Rational? {
    guard let left = exactValue, let right = other.exactValue else { return nil }
    return combine(left, right)
  }

  /// Whole exponents, and halves of squares.
  private static func exactPower(_ base: Rational, _ exponent: Rational) -> Rational? {
    if let whole = exponent.integer { return base.raised(to: whole) }
    guard exponent.denominator == 2, let root = base.squareRoot,
      let halves = Int(exactly: exponent.numerator)
    else { return nil }
    return root.raised(to: halves)
  }

  private static func exactBinomial(_ all: Rational, _ chosen: Rational) -> Rational? {
    guard let all = all.integer, let chosen = chosen.integer, (0...1_000).contains(all),
      (0...all).contains(chosen)
    else { return nil }
    var result = Rational.one
    for index in 0..<min(chosen, all - chosen) {
      guard
        let next = result.multiplied(by: Rational(all - index))?.divided(by: Rational(index + 1))
      else { return nil }
      result = next
    }
    return result
  }
}

extension MathFunction {
  /// The exact value of those functions that give fractions for fractions.
  fileprivate func exact(_ argument: Rational) -> Rational? {
    switch self {
    case .sqrt: argument.squareRoot
    case .abs: argument.magnitude
    case .floor: argument.floor
    case .ceil: argument.negated.floor?.negated
    case .factorial: argument.integer.flatMap(MathFunction.exactFactorial)
    default: nil
    }
  }

  private static func exactFactorial(_ value: Int) -> Rational? {
    guard (0...33).contains(value) else { return nil }
    var result = Rational.one
    for factor in 1..<max(value + 1, 2) {
      guard let product = result.multiplied(by: Rational(factor)) else { return nil }
      result = product
    }
    return result
  }
}

extension Rational {
  /// The largest whole number not above it.
  var floor: Rational? {
    let quotient = numerator / denominator
    let isBelow = numerator < 0 && quotient * denominator != numerator
    return Rational(quotient - (isBelow ? 1 : 0), over: 1)
  }
}
