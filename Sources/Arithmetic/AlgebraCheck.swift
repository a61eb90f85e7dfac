/// An equation with unknowns, and what substituting a few values shows.
public struct AlgebraCheck: Equatable, Sendable {
  /// What substitution showed.
  public enum Finding: Equatable, Sendable {
    /// Both sides agree at every value tried: `2x + 3x = 5x`.
    case identity
    /// They do not agree: an equation to be solved, or a mistake.
    case differs
    /// Linear in one unknown, with this solution: 5 for `3x + 5 = 20` and for `x = 5`.
    case solved(value: Double)
  }

  /// UTF-8 offsets in the step.
  public var range: Range<Int>
  /// What substitution showed.
  public var finding: Finding
  /// A hash of the unknown's name if there is exactly one.
  public var unknown: UInt64?
  /// Whether another equals sign precedes it: `b = c` in `a = b = c`.
  public var continuesChain: Bool
  /// Whether both sides hold unknowns.
  public var isTwoSided: Bool
  /// Whether one side is a lone name, as in a definition.
  public var isDefinition: Bool
}

extension EquationFinder {
  /// Tries an equation with unknowns at a few values; `nil` if it has none or cannot be read.
  func algebra(
    _ left: Expression, _ right: Expression, continuesChain: Bool
  ) -> AlgebraCheck? {
    let names = variables(left).union(variables(right))
    guard (1...4).contains(names.count) else { return nil }
    guard let agrees = isIdentity(left, right) else { return nil }
    var finding = agrees ? AlgebraCheck.Finding.identity : .differs
    if !agrees, names.count == 1, let solved = solution(left, right) { finding = solved }
    return AlgebraCheck(
      range: Int(tokens[left.start].start)..<Int(tokens[right.end - 1].end), finding: finding,
      unknown: names.count == 1 ? names.first : nil, continuesChain: continuesChain,
      isTwoSided: left.traits.contains(.variable) && right.traits.contains(.variable),
      isDefinition: isName(left) || isName(right))
  }

  private func variables(_ expression: Expression) -> Set<UInt64> {
    Set(
      tokens[expression.start..<expression.end].lazy.filter { $0.kind == .variable }.map(\.name))
  }

  private func isName(_ expression: Expression) -> Bool {
    expression.end == expression.start + 1 && expression.traits.contains(.variable)
  }

  /// `nil` if the sides have no value.
  private func isIdentity(_ left: Expression, _ right: Expression) -> Bool? {
    for seed in [UInt64(11), 977, 52_361] {
      var parser = ExpressionParser(tokens: tokens, seed: seed)
      guard let first = parser.expression(at: left.start)?.quantity.approximate,
        let second = parser.expression(at: right.start)?.quantity.approximate,
        first.isFinite, second.isFinite
      else { return nil }
      let scale = max(first.magnitude, second.magnitude)
      if (first - second).magnitude > 1e-9 * scale { return false }
    }
    return true
  }

  /// The root of left − right, if that is linear in its one unknown.
  private func solution(_ left: Expression, _ right: Expression) -> AlgebraCheck.Finding? {
    func difference(at value: Int) -> Double? {
      var parser = ExpressionParser(tokens: tokens, assigned: Rational(value))
      guard let first = parser.expression(at: left.start)?.quantity.approximate,
        let second = parser.expression(at: right.start)?.quantity.approximate
      else { return nil }
      return first - second
    }
    guard let first = difference(at: 1), let second = difference(at: 2),
      let fourth = difference(at: 4), first.isFinite, second.isFinite, fourth.isFinite
    else { return nil }
    let slope = second - first
    let scale = max(first.magnitude, second.magnitude, fourth.magnitude, 1)
    guard slope.magnitude > 1e-9 * scale,
      (fourth - (first + 3 * slope)).magnitude < 1e-9 * scale
    else { return nil }
    return .solved(value: 1 - first / slope)
  }
}
