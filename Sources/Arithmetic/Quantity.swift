import Glibc

/// The value of an expression: exact if it fits a 128-bit fraction, else to double precision.
public struct Quantity: Equatable, Sendable {
  /// `nil` when the value is irrational or does not fit.
  public var exact: Rational?
  /// Always present; not finite if the expression has no value.
  public var approximate: Double
  /// How far the value may be off because operands with two or more decimals were rounded.
  var slack = 0.0
  /// Its unit, during conversion.
  var measure = Measure()

  init(_ exact: Rational) {
    self.exact = exact
    approximate = exact.approximation
  }

  init(approximate: Double) {
    exact = nil
    self.approximate = approximate
  }

  static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  static let undefined = Quantity(approximate: .nan)

  var isDefined: Bool { approximate.isFinite }
}

extension Quantity {
  func adding(_ other: Quantity) -> Quantity {
    guard measure.dimension == other.measure.dimension else { return .undefined }
    return combined(
      other, { $0.adding($1) }, approximate + other.approximate, slack: slack + other.slack,
      measure: measure.isBare ? other.measure : measure)
  }

  func subtracting(_ other: Quantity) -> Quantity {
    guard measure.dimension == other.measure.dimension else { return .undefined }
    return combined(
      other, { $0.subtracting($1) }, approximate - other.approximate, slack: slack + other.slack,
      measure: measure.isBare ? other.measure : measure)
  }

  func multiplied(by other: Quantity) -> Quantity {
    combined(
      other, { $0.multiplied(by: $1) }, approximate * other.approximate,
      slack: slack * other.approximate.magnitude + other.slack * approximate.magnitude,
      measure: measure.multiplied(by: other.measure))
  }

  func divided(by other: Quantity) -> Quantity {
    let quotient = approximate / other.approximate
    let off = (slack + other.slack * quotient.magnitude) / other.approximate.magnitude
    return combined(
      other, { $0.divided(by: $1) }, quotient, slack: off.isFinite ? off : 0,
      measure: measure.divided(by: other.measure))
  }

  var negated: Quantity {
    var result = exact.map { Quantity($0.negated) } ?? Quantity(approximate: -approximate)
    result.slack = slack
    result.measure = measure
    return result
  }

  func raised(to exponent: Quantity) -> Quantity {
    // Units of areas and volumes are not converted.
    guard measure.dimension == 0, exponent.measure.dimension == 0 else { return .undefined }
    var result = power(exponent)
    result.slack = result.relative(slack, times: exponent.approximate, of: approximate)
    return result
  }

  /// The slack of an operand, propagated through a power to this value.
  private func relative(_ slack: Double, times exponent: Double, of base: Double) -> Double {
    guard slack > 0 else { return 0 }
    let off = (approximate * exponent * slack / base).magnitude
    return off.isFinite ? off : 0
  }

  private func power(_ exponent: Quantity) -> Quantity {
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
    guard let degree = order.exact?.integer, degree > 0, degree <= 64, measure.dimension == 0
    else { return .undefined }
    var result = degree == 2 ? squareRoot : higherRoot(degree)
    result.slack = result.relative(slack, times: 1 / Double(degree), of: approximate)
    return result
  }

  private func higherRoot(_ degree: Int) -> Quantity {
    let value =
      approximate < 0 && degree % 2 == 1
      ? -pow(-approximate, 1 / Double(degree)) : pow(approximate, 1 / Double(degree))
    guard value.isFinite, value.magnitude < 1e15 else { return Quantity(approximate: value) }
    let whole = Rational(Int(value.rounded()))
    if let exact, whole.raised(to: degree) == exact { return Quantity(whole) }
    return Quantity(approximate: value)
  }

  /// n! for whole n up to 170, the largest that fits a double.
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
    _ other: Quantity, _ exactly: (Rational, Rational) -> Rational?, _ roughly: Double,
    slack: Double, measure: Measure
  ) -> Quantity {
    var result = Quantity(approximate: roughly)
    if let exact, let second = other.exact, let value = exactly(exact, second) {
      result = Quantity(value)
    }
    result.slack = slack
    result.measure = measure
    return result
  }
}
