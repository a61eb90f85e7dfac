/// Whether a written decimal is a value rounded or truncated to its digits.
struct Rounding {
  /// `≈`: whole numbers may be rounded to tens, and the last digit may be off by one.
  let isApproximate: Bool
  /// The step mentions rounding: whole numbers may be rounded up or down.
  let mentionsRounding: Bool

  /// How `written`, a lone number, stands for `value`; `nil` if it does not.
  func verdict(_ value: Quantity, writtenAs written: Expression) -> EquationCheck.Verdict? {
    guard !written.traits.contains(.computed), written.decimals <= 18,
      let number = written.quantity.exact
    else { return nil }
    let isLoose = isApproximate || mentionsRounding
    let isWhole = written.decimals == 0
    if isWhole {
      let isPercentage = written.traits.contains(.percent) && number.magnitude >= Rational(10)
      guard isLoose || isPercentage, value.exact?.isInteger != true || isLoose
      else { return nil }
    }
    guard value.approximate.sign == written.quantity.approximate.sign || number == .zero,
      number != .zero || !isWhole
    else { return nil }
    let places = isWhole && isLoose ? -Self.trailingZeros(number) : written.decimals
    guard let (units, scaled) = scaled(value, number, places) else { return nil }
    return verdict(units, scaled, isWhole: isWhole, places: places)
  }

  private func verdict(
    _ units: Rational, _ scaled: Quantity, isWhole: Bool, places: Int
  ) -> EquationCheck.Verdict? {
    let distance = (scaled.approximate - units.approximation).magnitude
    let tolerance = scaled.exact == nil ? max(1e-9, scaled.approximate.magnitude * 1e-12) : 1e-12
    let isCut = scaled.approximate >= units.approximation - tolerance && distance < 1 - tolerance
    if isCut || distance <= 0.5 + tolerance { return .holdsRounded }
    if mentionsRounding, isWhole, distance < 1 { return .holdsRounded }
    return isApproximate && places >= 0 && distance <= 1.5 + tolerance ? .holdsNearly : nil
  }

  /// Both in units of the last digit, without signs.
  private func scaled(
    _ value: Quantity, _ number: Rational, _ places: Int
  ) -> (units: Rational, scaled: Quantity)? {
    let power = Rational(10).raised(to: places) ?? .one
    var magnitude = value
    if value.approximate < 0 { magnitude = value.negated }
    let scaled = magnitude.multiplied(by: Quantity(power))
    guard let units = number.magnitude.multiplied(by: power), scaled.approximate < 1e15 else {
      return nil
    }
    return (units, scaled)
  }

  private static func trailingZeros(_ number: Rational) -> Int {
    guard var rest = number.integer, rest != 0 else { return 0 }
    var count = 0
    while rest % 10 == 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}
