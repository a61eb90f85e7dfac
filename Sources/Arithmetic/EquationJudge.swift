/// Decides whether two values that a text calls equal are equal, with the tolerance its writing asks.
struct EquationJudge {
  let tokens: [Token]
  let isApproximate: Bool
  let mentionsRounding: Bool

  /// `nil` where the difference may come from rounding, units or percentages.
  func verdict(_ left: Expression, _ right: Expression) -> EquationCheck.Verdict? {
    let traits = left.traits.union(right.traits)
    if let agreed = agreement(left, right) { return agreed }
    if traits.contains(.percent) {
      for (first, second) in alternatives(left, right) {
        if let agreed = agreement(first, second) { return agreed }
      }
      if traits.contains(.sum) { return nil }
    }
    guard !traits.contains(.ambiguous), !isNearMiss(left, right), !isConversion(left, right)
    else { return nil }
    return .fails
  }

  private func agreement(_ left: Expression, _ right: Expression) -> EquationCheck.Verdict? {
    if isEqual(left.quantity, right.quantity) { return .holds }
    if isRounding(left.quantity, to: right) || isRounding(right.quantity, to: left) {
      return .holdsRounded
    }
    let difference = relativeDifference(left, right)
    if isApproximate, difference <= 0.02 { return .holdsRounded }
    let traits = left.traits.union(right.traits)
    let hasRoundedOperand = traits.contains(.rounded) && !traits.contains(.currency)
    return hasRoundedOperand && difference <= 0.001 ? .holdsRounded : nil
  }

  private func isEqual(_ left: Quantity, _ right: Quantity) -> Bool {
    if let first = left.exact, let second = right.exact { return first == second }
    let scale = max(left.approximate.magnitude, right.approximate.magnitude)
    return (left.approximate - right.approximate).magnitude <= 1e-9 * scale
  }

  /// Whether `side` is a lone decimal that `value` rounds or is cut off to.
  private func isRounding(_ value: Quantity, to side: Expression) -> Bool {
    guard !side.traits.contains(.computed), side.decimals <= 18 else { return false }
    let isPercent = side.traits.contains(.percent)
    guard side.decimals > 0 || isApproximate || mentionsRounding || isPercent else { return false }
    guard side.decimals > 0 || value.exact?.isInteger != true else { return false }
    var unit = 1.0
    for _ in 0..<side.decimals { unit /= 10 }
    let difference = (value.approximate - side.quantity.approximate).magnitude
    return difference < unit * (1 - 1e-6) && difference < 0.5 * side.quantity.approximate.magnitude
  }

  private func relativeDifference(_ left: Expression, _ right: Expression) -> Double {
    let first = left.quantity.approximate
    let second = right.quantity.approximate
    let scale = max(first.magnitude, second.magnitude)
    return scale > 0 ? (first - second).magnitude / scale : 0
  }

  /// Too close to call an error: rounded somewhere on the way.
  private func isNearMiss(_ left: Expression, _ right: Expression) -> Bool {
    let traits = left.traits.union(right.traits)
    let difference = relativeDifference(left, right)
    if isApproximate { return difference <= 0.1 }
    if traits.contains(.rounded), !traits.contains(.currency), difference <= 0.01 { return true }
    let roundsToWhole =
      (left.quantity.approximate - right.quantity.approximate).magnitude < 1
      && left.quantity.exact?.isInteger != true
      && (mentionsRounding || right.quantity.approximate.magnitude >= 20)
    return roundsToWhole
  }

  /// "2 hours = 120 minutes": unequal numbers, equal quantities.
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
    var parser = ExpressionParser(tokens: tokens, percentIsWhole: true)
    guard let plainLeft = parser.expression(at: left.start),
      let plainRight = parser.expression(at: right.start),
      plainLeft.end == left.end, plainRight.end == right.end
    else { return [] }
    return [(left, plainRight), (plainLeft, right), (plainLeft, plainRight)]
  }
}
