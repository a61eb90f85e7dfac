import Arithmetic
import ComplexModule
import RealModule

extension MathExpression {
  /// The value in complex numbers where variables have the given ones; `nil` where it is not finite.
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
