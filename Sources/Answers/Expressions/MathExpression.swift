import Arithmetic
import ComplexModule
import RealModule

/// A term of school mathematics: numbers, constants, variables and functions of them.
public indirect enum MathExpression: Equatable, Sendable {
  /// A number as written, with `decimals` digits after its point.
  case number(Rational, decimals: Int)
  case constant(Constant)
  case variable(String)
  case negated(MathExpression)
  case sum(MathExpression, MathExpression)
  case product(MathExpression, MathExpression)
  case quotient(MathExpression, MathExpression)
  case power(MathExpression, MathExpression)
  case call(MathFunction, MathExpression)
  /// n over k.
  case binomial(MathExpression, MathExpression)

  /// A number with a name.
  public enum Constant: Equatable, Sendable {
    case pi, euler, imaginaryUnit, infinity
  }
}

/// A function of one argument.
public enum MathFunction: String, Sendable, CaseIterable {
  case sqrt, ln, log, exp, sin, cos, tan, cot, sec, csc, arcsin, arccos, arctan, sinh, cosh, tanh
  case abs, floor, ceil, factorial
}

extension MathExpression {
  /// A whole number.
  static func integer(_ value: Int) -> MathExpression { .number(Rational(value), decimals: 0) }

  /// The difference of two.
  static func difference(_ left: MathExpression, _ right: MathExpression) -> MathExpression {
    .sum(left, .negated(right))
  }

  /// Digits after the point of a number written as a decimal, with or without a sign; `nil`
  /// otherwise.
  var writtenDecimals: Int? {
    switch self {
    case .number(_, let decimals): decimals
    case .negated(let inner): inner.writtenDecimals
    default: nil
    }
  }

  /// Names of all variables.
  var variables: Set<String> {
    switch self {
    case .number, .constant: []
    case .variable(let name): [name]
    case .negated(let inner), .call(_, let inner): inner.variables
    case .sum(let left, let right), .product(let left, let right), .quotient(let left, let right),
      .power(let left, let right), .binomial(let left, let right):
      left.variables.union(right.variables)
    }
  }
}

extension MathExpression {
  /// The exact value if it is a fraction that fits 128 bits; `nil` otherwise.
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

  /// Whole exponents, and square roots of squares.
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
  /// The exact value of functions that map fractions to fractions.
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

extension MathExpression {
  /// The complex value with these values of the variables; `nil` if it is not finite.
  func approximateValue(_ variables: [String: Complex<Double>]) -> Complex<Double>? {
    let value = approximation(variables)
    return value.isFinite ? value : nil
  }

  private func approximation(_ variables: [String: Complex<Double>]) -> Complex<Double> {
    switch self {
    case .number(let value, _): Complex(value.approximation)
    case .constant(let constant): constant.value
    case .variable(let name): variables[name] ?? .infinity
    case .negated(let inner): -inner.approximation(variables)
    case .sum(let left, let right): left.approximation(variables) + right.approximation(variables)
    case .product(let left, let right):
      left.approximation(variables) * right.approximation(variables)
    case .quotient(let left, let right):
      left.approximation(variables) / right.approximation(variables)
    case .power(let base, let exponent):
      MathExpression.power(base.approximation(variables), exponent, variables)
    case .call(let function, let inner): function.value(inner.approximation(variables))
    case .binomial(let all, let chosen):
      MathExpression.binomial(all.approximation(variables), chosen.approximation(variables))
    }
  }

  /// Whole exponents by multiplication; odd roots of negative numbers are the real ones.
  private static func power(
    _ base: Complex<Double>, _ exponent: MathExpression, _ variables: [String: Complex<Double>]
  ) -> Complex<Double> {
    if let exact = exponent.exactValue {
      if let whole = exact.integer { return .pow(base, whole) }
      if base.imaginary == 0, base.real < 0, exact.denominator % 2 == 1 {
        let size = Double.pow(-base.real, exact.approximation)
        return Complex(exact.numerator % 2 == 0 ? size : -size)
      }
    }
    let value = exponent.approximation(variables)
    return base == .zero ? (value.real > 0 ? .zero : .infinity) : .pow(base, value)
  }

  private static func binomial(
    _ all: Complex<Double>, _ chosen: Complex<Double>
  ) -> Complex<Double> {
    let bottom = MathFunction.factorial.value(chosen) * MathFunction.factorial.value(all - chosen)
    return MathFunction.factorial.value(all) / bottom
  }
}

extension MathExpression.Constant {
  fileprivate var value: Complex<Double> {
    switch self {
    case .pi: Complex(Double.pi)
    case .euler: Complex(Double.exp(1))
    case .imaginaryUnit: .i
    case .infinity: .infinity
    }
  }
}

extension MathFunction {
  fileprivate func value(_ argument: Complex<Double>) -> Complex<Double> {
    guard argument.isFinite else { return .infinity }
    switch self {
    case .sqrt: return .sqrt(argument)
    case .ln: return .log(argument)
    case .log: return .log(argument) / Complex(Double.log(10))
    case .exp: return .exp(argument)
    case .sin: return .sin(argument)
    case .cos: return .cos(argument)
    case .tan: return .tan(argument)
    case .cot: return .cos(argument) / .sin(argument)
    case .sec: return 1 / .cos(argument)
    case .csc: return 1 / .sin(argument)
    case .arcsin: return .asin(argument)
    case .arccos: return .acos(argument)
    case .arctan: return .atan(argument)
    case .sinh: return .sinh(argument)
    case .cosh: return .cosh(argument)
    case .tanh: return .tanh(argument)
    case .abs: return Complex(argument.length)
    case .floor: return argument.imaginary == 0 ? Complex(argument.real.rounded(.down)) : .infinity
    case .ceil: return argument.imaginary == 0 ? Complex(argument.real.rounded(.up)) : .infinity
    case .factorial: return argument.imaginary == 0 ? Complex(.gamma(argument.real + 1)) : .infinity
    }
  }
}
