/// Decides whether two values that a text calls equal are equal.
struct EquationJudge {
  let tokens: [Token]
  let isApproximate: Bool
  let mentionsRounding: Bool

  /// `nil` if the difference may come from rounding, units or percentages.
  func verdict(_ left: Expression, _ right: Expression) -> EquationCheck.Verdict? {
    let units = UnitMixture(tokens: tokens, left, right)
    if units.isMixed { return verdict(left, right, mixing: units) }
    let traits = left.traits.union(right.traits)
    if traits.contains(.mixedPercent) { return holdsExactly(left, right) ? .holds : nil }
    if let agreed = agreement(left, right) { return agreed }
    if traits.contains(.percent) {
      for (first, second) in alternatives(left, right) {
        // "20% of 50" is not 20 times 50.
        if let agreed = agreement(first, second) {
          return isPartOf(left, right) || losesPercent(left, right) ? nil : agreed
        }
      }
      if traits.contains(.sum) { return nil }
    }
    guard !traits.contains(.ambiguous), !isNearMiss(left, right), !isConversion(left, right)
    else { return nil }
    return .fails
  }

  private func agreement(_ left: Expression, _ right: Expression) -> EquationCheck.Verdict? {
    if isEqual(left.quantity, right.quantity) { return .holds }
    let rounding = Rounding(isApproximate: isApproximate, mentionsRounding: mentionsRounding)
    return rounding.verdict(left.quantity, writtenAs: right)
      ?? rounding.verdict(right.quantity, writtenAs: left)
  }

  private func isEqual(_ left: Quantity, _ right: Quantity) -> Bool {
    if let first = left.exact, let second = right.exact { return first == second }
    let scale = max(left.approximate.magnitude, right.approximate.magnitude)
    return (left.approximate - right.approximate).magnitude <= 1e-9 * scale
  }

  /// Too close to call an error: probably rounded along the way.
  private func isNearMiss(_ left: Expression, _ right: Expression) -> Bool {
    let traits = left.traits.union(right.traits)
    let difference = (left.quantity.approximate - right.quantity.approximate).magnitude
    let scale = max(left.quantity.approximate.magnitude, right.quantity.approximate.magnitude)
    if isApproximate, difference <= 0.1 * scale { return true }
    if mentionsRounding, difference <= 0.02 * scale, !isExactSum(left, right) { return true }
    return isWithinSlack(left, right, difference)
      || isMissingFraction(left, right, difference, traits)
  }

  /// "3.33 × 3 = 10": the operand was rounded, the result was not.
  private func isWithinSlack(
    _ left: Expression, _ right: Expression, _ difference: Double
  ) -> Bool {
    let traits = left.traits.union(right.traits)
    // Sums of prices are exact.
    if traits.contains(.currency),
      traits.isDisjoint(with: [.product, .quotient, .fraction, .power])
    {
      return false
    }
    var slack = 0.0
    for side in [left, right] {
      slack += side.traits.contains(.computed) ? side.quantity.slack : 0
    }
    guard slack > 0 else { return false }
    for side in [left, right] where !side.traits.contains(.computed) && side.decimals > 0 {
      slack += 0.5 / Quantity.powerOfTen(side.decimals)
    }
    return difference < slack * (1 - 1e-9)
  }

  /// Sums of decimals are exact.
  private func isExactSum(_ left: Expression, _ right: Expression) -> Bool {
    left.traits.union(right.traits).isDisjoint(with: [.product, .quotient, .fraction, .power])
      && left.quantity.exact != nil && right.quantity.exact != nil
  }

  /// "17 / 3 = 5": the remainder of a division is often left out.
  private func isMissingFraction(
    _ left: Expression, _ right: Expression, _ difference: Double, _ traits: Expression.Traits
  ) -> Bool {
    guard difference < 1 else { return false }
    for (side, other) in [(left, right), (right, left)]
    where !side.traits.contains(.computed) && side.quantity.exact?.isInteger == true {
      if other.quantity.exact?.isInteger == true { return false }
      let size = side.quantity.approximate.magnitude
      if !traits.isDisjoint(with: .divided), traits.isDisjoint(with: [.sum, .power]) {
        return size >= 2
      }
      return size >= 20 && !isExactSum(left, right)
    }
    return false
  }

  /// "2 × 60 = 2 hours": a unit named on one side only, or a factor between units.
  private func isConversion(_ left: Expression, _ right: Expression) -> Bool {
    let first = units(left)
    let second = units(right)
    let money = left.traits.union(right.traits).contains(.currency)
    guard !first.isEmpty || !second.isEmpty || money else { return false }
    if !first.isEmpty, second.contains(where: { !first.contains($0) }) { return true }
    let ratio = left.quantity.approximate / right.quantity.approximate
    let factor = ratio.magnitude < 1 ? 1 / ratio.magnitude : ratio.magnitude
    return Self.factors.contains { (factor - $0).magnitude < 1e-9 * $0 }
  }

  private static let factors: [Double] = [
    7, 12, 16, 24, 30, 36, 52, 60, 100, 168, 365, 1_000, 1_440, 1_760, 3_600, 5_280, 10_000,
    1_000_000,
  ]

  private func units(_ expression: Expression) -> [UInt64] {
    tokens[expression.start..<expression.endOfUnits].compactMap {
      $0.word == .convertible ? $0.name : nil
    }
  }

  /// The same pair with each percentage read as a plain number on one side or both.
  private func alternatives(
    _ left: Expression, _ right: Expression
  ) -> [(Expression, Expression)] {
    guard let (plainLeft, plainRight) = reread(left, right, .whole) else { return [] }
    return [(left, plainRight), (plainLeft, right), (plainLeft, plainRight)]
  }

  /// "100 × 20% = 2000" holds only if the result is in percent, which nobody says.
  ///
  /// "5/20 × 100% = 25" makes a percentage, and so needs no sign behind it.
  private func losesPercent(_ left: Expression, _ right: Expression) -> Bool {
    [(left, right), (right, left)].contains { product, other in
      guard product.traits.contains(.product), !other.traits.contains(.percent) else {
        return false
      }
      let places = product.start..<product.end
      let percentages = places.filter { tokens[$0].kind == .percent && $0 > product.start }
      return !percentages.isEmpty
        && !percentages.contains { tokens[$0 - 1].value == Rational(100) }
    }
  }

  private func isPartOf(_ left: Expression, _ right: Expression) -> Bool {
    tokens[left.start..<right.end].contains { $0.kind == .of }
  }

  private func reread(
    _ left: Expression, _ right: Expression, _ percents: PercentReading
  ) -> (Expression, Expression)? {
    var parser = ExpressionParser(tokens: tokens, percents: percents)
    guard let first = parser.expression(at: left.start),
      let second = parser.expression(at: right.start),
      first.end == left.end, second.end == right.end
    else { return nil }
    return (first, second)
  }

  /// "50 - 20%" is 50 − 0.2 to some and 50 × 0.8 to others.
  private func holdsExactly(_ left: Expression, _ right: Expression) -> Bool {
    if isEqual(left.quantity, right.quantity) { return true }
    guard let (first, second) = reread(left, right, .relative) else { return false }
    return isEqual(first.quantity, second.quantity)
  }
}

// MARK: Units that convert into each other

extension EquationJudge {
  /// Of "1 hour + 30 minutes = 90 minutes": compares values in base units.
  ///
  /// Plain numbers count too unless different units were added: "120 minutes / 60 = 2 hours".
  private func verdict(
    _ left: Expression, _ right: Expression, mixing units: UnitMixture
  ) -> EquationCheck.Verdict? {
    var parser = ExpressionParser(tokens: tokens, converts: true)
    parser.hasMoney = units.hasMoney
    guard let first = parser.expression(at: left.start),
      let second = parser.expression(at: right.start), first.end == left.end,
      second.end == right.end
    else { return nil }
    let traits = first.traits.union(second.traits)
    let plain = agreement(left, right)
    if !traits.contains(.mixedUnits), let plain, isBridged(first, second) { return plain }
    guard first.quantity.isDefined, second.quantity.isDefined else { return nil }
    if first.quantity.measure.dimension != second.quantity.measure.dimension {
      return verdict(left, right, first, second, units)
    }
    if let agreed = agreement(left, right, inBaseUnits: first, second) { return agreed }
    let isSum = traits.isDisjoint(with: [
      .product, .quotient, .fraction, .power, .percent, .ambiguous,
    ])
    guard isSum, traits.contains(.sum), !(traits.contains(.countWord) && plain != nil),
      !isNearMiss(first, second)
    else { return nil }
    return .fails
  }

  /// "2 hours × 60 = 120 minutes": the conversion factor is part of the product.
  private func isBridged(_ first: Expression, _ second: Expression) -> Bool {
    let one = first.quantity.measure
    let other = second.quantity.measure
    // "16 + 12 = 28 million": units omitted along the way.
    guard one.dimension == other.dimension, !one.isBare, !other.isBare,
      !first.traits.union(second.traits).contains(.countWord), let left = first.quantity.exact,
      let right = second.quantity.exact,
      let ratio = left < right ? right.divided(by: left) : left.divided(by: right)
    else { return first.traits.union(second.traits).contains(.computed) }
    if ratio == .one { return true }
    let numbers = tokens[first.start..<second.end].lazy.filter { $0.kind == .number }
      .prefix(12).map(\.value)
    return numbers.contains { one in
      guard one != .zero, let rest = ratio.divided(by: one) else { return false }
      return rest == .one || numbers.contains(rest)
    }
  }

  /// Equal in base units, or to the digits of the side that is a lone number.
  private func agreement(
    _ left: Expression, _ right: Expression, inBaseUnits first: Expression, _ second: Expression
  ) -> EquationCheck.Verdict? {
    if isEqual(first.quantity, second.quantity) { return .holds }
    let rounding = Rounding(isApproximate: isApproximate, mentionsRounding: mentionsRounding)
    for (plain, base, other) in [(right, second, first), (left, first, second)]
    where !plain.traits.contains(.computed) && plain.quantity.approximate != 0 {
      let value = other.quantity.divided(by: base.quantity.divided(by: plain.quantity))
      if let rounded = rounding.verdict(value, writtenAs: plain) { return rounded }
    }
    return nil
  }

  /// A side without a unit is right if it is right in one of the units named.
  private func verdict(
    _ left: Expression, _ right: Expression, _ first: Expression, _ second: Expression,
    _ units: UnitMixture
  ) -> EquationCheck.Verdict? {
    for (bare, base) in [(right, first), (left, second)] {
      let measure = (bare.start == right.start ? second : first).quantity.measure
      guard measure.dimension == 0, measure.isBare else { continue }
      for unit in units.seen where unit.dimension == base.quantity.measure.dimension {
        var converted = base
        converted.quantity = base.quantity.divided(by: Quantity(unit.factor))
        if let agreed = agreement(converted, bare) { return agreed }
      }
    }
    return nil
  }
}
