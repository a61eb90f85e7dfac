/// An exact fraction of two 128-bit integers in lowest terms.
///
/// The denominator is positive. An operation that could overflow 128 bits returns `nil` instead of
/// wrapping or trapping: "cannot tell" is an answer, a wrong number is not.
public struct Rational: Hashable, Sendable {
  /// Carries the sign.
  public let numerator: Int128
  /// Always positive.
  public let denominator: Int128

  /// 0 / 1.
  public static let zero = Rational(0)
  /// 1 / 1.
  public static let one = Rational(1)

  /// A whole number.
  public init(_ integer: Int) {
    numerator = Int128(integer)
    denominator = 1
  }

  /// The fraction in lowest terms; `nil` for a zero denominator or one that does not fit.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let sign: Int128 = denominator < 0 ? -1 : 1
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  init(reducedNumerator: Int128, denominator: Int128) {
    numerator = reducedNumerator
    self.denominator = denominator
  }

  /// The nearest double.
  public var approximation: Double { nearestDouble(numerator) / nearestDouble(denominator) }

  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }

  /// The value as a machine integer, when it is one.
  public var integer: Int? { denominator == 1 ? Int(exactly: numerator) : nil }
}

extension Rational {
  /// The sum, or `nil` where it does not fit.
  public func adding(_ other: Rational) -> Rational? {
    if denominator == 1, other.denominator == 1 {
      return Rational(checkedInteger: numerator.addingReportingOverflow(other.numerator))
    }
    let left = numerator.multipliedReportingOverflow(by: other.denominator)
    let right = other.numerator.multipliedReportingOverflow(by: denominator)
    let bottom = denominator.multipliedReportingOverflow(by: other.denominator)
    let top = left.partialValue.addingReportingOverflow(right.partialValue)
    guard !left.overflow, !right.overflow, !bottom.overflow, !top.overflow else { return nil }
    return Rational(top.partialValue, over: bottom.partialValue)
  }

  /// The difference, or `nil` where it does not fit.
  public func subtracting(_ other: Rational) -> Rational? { adding(other.negated) }

  /// The product, or `nil` where it does not fit.
  public func multiplied(by other: Rational) -> Rational? {
    if denominator == 1, other.denominator == 1 {
      return Rational(checkedInteger: numerator.multipliedReportingOverflow(by: other.numerator))
    }
    let top = numerator.multipliedReportingOverflow(by: other.numerator)
    let bottom = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !top.overflow, !bottom.overflow else { return nil }
    return Rational(top.partialValue, over: bottom.partialValue)
  }

  /// The quotient, or `nil` for a zero divisor or one that does not fit.
  public func divided(by other: Rational) -> Rational? {
    let top = numerator.multipliedReportingOverflow(by: other.denominator)
    let bottom = denominator.multipliedReportingOverflow(by: other.numerator)
    guard !top.overflow, !bottom.overflow else { return nil }
    return Rational(top.partialValue, over: bottom.partialValue)
  }

  /// The power with an integer exponent of at most 1,000 in magnitude, where it fits.
  public func raised(to exponent: Int) -> Rational? {
    guard abs(exponent) <= 1_000 else { return nil }
    if exponent < 0 {
      return Rational.one.divided(by: self)?.raised(to: -exponent)
    }
    var result = Rational.one
    var base: Rational? = self
    var remaining = exponent
    while remaining > 0 {
      guard let factor = base else { return nil }
      if remaining & 1 == 1 {
        guard let product = result.multiplied(by: factor) else { return nil }
        result = product
      }
      remaining >>= 1
      base = remaining > 0 ? factor.multiplied(by: factor) : factor
    }
    return result
  }

  /// The exact square root, when there is one.
  public var squareRoot: Rational? {
    guard numerator >= 0, let top = exactSquareRoot(numerator),
      let bottom = exactSquareRoot(denominator)
    else { return nil }
    return Rational(reducedNumerator: top, denominator: bottom)
  }

  /// The value with its sign changed.
  public var negated: Rational {
    Rational(reducedNumerator: -numerator, denominator: denominator)
  }

  /// The value without its sign.
  public var magnitude: Rational { numerator < 0 ? negated : self }

  private init?(checkedInteger result: (partialValue: Int128, overflow: Bool)) {
    guard !result.overflow, result.partialValue != .min else { return nil }
    self.init(reducedNumerator: result.partialValue, denominator: 1)
  }
}

extension Rational: Comparable {
  /// Exact for all values.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    // The products have up to 254 bits: compare both halves.
    let first = left.numerator.multipliedFullWidth(by: right.denominator)
    let second = right.numerator.multipliedFullWidth(by: left.denominator)
    return (first.high, first.low) < (second.high, second.low)
  }
}

extension Rational: CustomStringConvertible {
  /// A short decimal where the fraction ends within six places, else `numerator/denominator`.
  public var description: String {
    if isInteger { return String(numerator) }
    var scale: Int128 = 1
    for places in 1...6 {
      scale *= 10
      if scale % denominator == 0 {
        let scaled = numerator.multipliedReportingOverflow(by: scale / denominator)
        guard !scaled.overflow else { break }
        return Rational.decimal(scaled.partialValue, places: places)
      }
    }
    return "\(numerator)/\(denominator)"
  }

  private static func decimal(_ scaled: Int128, places: Int) -> String {
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

/// Euclid's algorithm; 64-bit words, which nearly all numbers in texts fit, take a fast path.
private func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
  var larger = first
  var smaller = second
  while smaller != 0 {
    if larger <= UInt128(UInt64.max), smaller <= UInt128(UInt64.max) {
      var left = UInt64(larger)
      var right = UInt64(smaller)
      while right != 0 { (left, right) = (right, left % right) }
      return UInt128(left)
    }
    (larger, smaller) = (smaller, larger % smaller)
  }
  return max(larger, 1)
}

/// `Double(value)`, a hundred times faster for values that fit 64 bits: the standard library
/// converts 128 bits through unspecialized generic code, which took half of all scoring time.
private func nearestDouble(_ value: Int128) -> Double {
  let low = Int64(truncatingIfNeeded: value)
  return Int128(low) == value ? Double(low) : Double(value)
}

private func exactSquareRoot(_ value: Int128) -> Int128? {
  guard value >= 0, value < Int128(1) << 100 else { return nil }
  let estimate = Int128(nearestDouble(value).squareRoot())
  for candidate in [estimate - 1, estimate, estimate + 1] where candidate >= 0 {
    if candidate * candidate == value { return candidate }
  }
  return nil
}
