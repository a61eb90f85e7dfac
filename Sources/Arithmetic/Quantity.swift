import Glibc

/// What an expression is worth: exactly where 128-bit fractions can say it, else to double precision.
public struct Quantity: Equatable, Sendable {
  /// `nil` when the value is irrational or does not fit.
  public var exact: Rational?
  /// Always present; not finite when the expression has no value.
  public var approximate: Double

  init(_ exact: Rational) {
    self.exact = exact
    approximate = exact.approximation
  }

  init(approximate: Double) {
    exact = nil
    self.approximate = approximate
  }

  static let undefined = Quantity(approximate: .nan)

  var isDefined: Bool { approximate.isFinite }
}

extension Quantity {
  func adding(_ other: Quantity) -> Quantity {
    combined(other, { $0.adding($1) }, approximate + other.approximate)
  }

  func subtracting(_ other: Quantity) -> Quantity {
    combined(other, { $0.subtracting($1) }, approximate - other.approximate)
  }

  func multiplied(by other: Quantity) -> Quantity {
    combined(other, { $0.multiplied(by: $1) }, approximate * other.approximate)
  }

  func divided(by other: Quantity) -> Quantity {
    combined(other, { $0.divided(by: $1) }, approximate / other.approximate)
  }

  var negated: Quantity {
    exact.map { Quantity($0.negated) } ?? Quantity(approximate: -approximate)
  }

  func raised(to exponent: Quantity) -> Quantity {
    if let base = exact, let power = exponent.exact?.integer, let value = base.raised(to: power) {
      return Quantity(value)
    }
    if exponent.exact == Rational(1, over: 2) { return squareRoot }
    return Quantity(approximate: pow(approximate, exponent.approximate))
  }

  var squareRoot: Quantity {
    if let root = exact?.squareRoot { return Quantity(root) }
    return Quantity(approximate: approximate.squareRoot())
  }

  /// The real root of any positive order.
  func root(order: Quantity) -> Quantity {
    guard let degree = order.exact?.integer, degree > 0, degree <= 64 else { return .undefined }
    if degree == 2 { return squareRoot }
    let value =
      approximate < 0 && degree % 2 == 1
      ? -pow(-approximate, 1 / Double(degree)) : pow(approximate, 1 / Double(degree))
    guard value.isFinite, value.magnitude < 1e15 else { return Quantity(approximate: value) }
    let whole = Rational(Int(value.rounded()))
    if let exact, whole.raised(to: degree) == exact { return Quantity(whole) }
    return Quantity(approximate: value)
  }

  /// n! for whole n of at most 170, the last one that double precision holds.
  var factorial: Quantity {
    guard let count = exact?.integer, count >= 0, count <= 170 else { return .undefined }
    var product = Quantity(.one)
    for factor in stride(from: 2, through: count, by: 1) {
      product = product.multiplied(by: Quantity(Rational(factor)))
    }
    return product
  }

  /// The number of ways to choose `count` of `self` things.
  func choosing(_ count: Quantity) -> Quantity {
    guard let all = exact?.integer, let chosen = count.exact?.integer,
      chosen >= 0, all >= chosen, all <= 1_000
    else { return .undefined }
    var result = Quantity(.one)
    for index in stride(from: 0, to: min(chosen, all - chosen), by: 1) {
      result = result.multiplied(by: Quantity(Rational(all - index)))
        .divided(by: Quantity(Rational(index + 1)))
    }
    return result
  }

  private func combined(
    _ other: Quantity, _ exactly: (Rational, Rational) -> Rational?, _ roughly: Double
  ) -> Quantity {
    if let exact, let second = other.exact, let value = exactly(exact, second) {
      return Quantity(value)
    }
    return Quantity(approximate: roughly)
  }
}
