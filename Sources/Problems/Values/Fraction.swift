/// An exact fraction in lowest terms; whatever does not fit into machine words is `nil`.
struct Fraction: Hashable, Sendable {
  let numerator: Int
  /// Positive.
  let denominator: Int

  static let zero = Fraction(0)
  static let one = Fraction(1)

  init(_ whole: Int) {
    numerator = whole
    denominator = 1
  }

  /// `nil` for a zero denominator and for numbers at the edge of what fits.
  init?(_ numerator: Int, _ denominator: Int) {
    guard denominator != 0, numerator != Int.min, denominator != Int.min else { return nil }
    let divisor = greatestCommonDivisor(numerator, denominator)
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  var isWhole: Bool { denominator == 1 }
  var isNegative: Bool { numerator < 0 }
  var magnitude: Fraction { isNegative ? negated : self }

  var negated: Fraction { Fraction(raw: -numerator, denominator) }

  /// The largest whole number that is not above it.
  var floor: Int {
    let quotient = numerator / denominator
    return numerator % denominator < 0 ? quotient - 1 : quotient
  }

  private init(raw numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  func plus(_ other: Fraction) -> Fraction? {
    if denominator == 1, other.denominator == 1 {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow || sum == Int.min ? nil : Fraction(sum)
    }
    guard let left = product(numerator, other.denominator),
      let right = product(other.numerator, denominator),
      let below = product(denominator, other.denominator)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Fraction(sum, below)
  }

  func minus(_ other: Fraction) -> Fraction? { plus(other.negated) }

  func times(_ other: Fraction) -> Fraction? {
    guard let above = product(numerator, other.numerator),
      let below = product(denominator, other.denominator)
    else { return nil }
    return below == 1 && above != Int.min ? Fraction(above) : Fraction(above, below)
  }

  func divided(by other: Fraction) -> Fraction? {
    guard other.numerator != 0, let above = product(numerator, other.denominator),
      let below = product(denominator, other.numerator)
    else { return nil }
    return Fraction(above, below)
  }

  /// Whether one of the two is the other with fewer decimals, rounded or cut off.
  func mayBeRounded(_ other: Fraction) -> Bool {
    for scale in [1, 10, 100] where scale % denominator == 0 || scale % other.denominator == 0 {
      guard let difference = minus(other)?.magnitude.times(Fraction(scale)) else { return false }
      return !isWhole || !other.isWhole ? difference.isBelow(.one) : false
    }
    return false
  }

  /// Whether it is below `other`; numbers of these sizes do not overflow in practice, and count as
  /// not below if they do.
  func isBelow(_ other: Fraction) -> Bool {
    guard let left = product(numerator, other.denominator),
      let right = product(other.numerator, denominator)
    else { return false }
    return left < right
  }
}

private func product(_ left: Int, _ right: Int) -> Int? {
  let (product, overflow) = left.multipliedReportingOverflow(by: right)
  return overflow ? nil : product
}

/// At least 1; the sign of the numbers plays no part.
func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  var (first, second) = (abs(first), abs(second))
  while second != 0 { (first, second) = (second, first % second) }
  return max(first, 1)
}
