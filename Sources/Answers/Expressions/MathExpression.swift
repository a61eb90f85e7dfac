import Arithmetic

/// A term of school mathematics: numbers, constants, variables and functions of them.
public indirect enum MathExpression: Equatable, Sendable {
  /// A number as it is written; `decimals` digits stand behind its point.
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

  /// Digits behind the point of a number written as a decimal, its sign included; `nil` for all else.
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
