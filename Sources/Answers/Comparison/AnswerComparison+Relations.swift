import ComplexModule

extension Answer {
  /// Equations and inequalities, and the values they are equivalent to: `x = 5` and 5, `x > 3` and
  /// (3, ∞).
  static func compareRelations(_ first: Answer, _ second: Answer) -> AnswerVerdict {
    if let left = first.solvedValue, let right = second.solvedValue {
      return left.name == right.name || left.name == nil || right.name == nil
        ? left.value.compare(to: right.value) : .different
    }
    if let left = first.interval, let right = second.interval { return left.compare(to: right) }
    guard case .relation(let sides, let signs) = first,
      case .relation(let others, let otherSigns) = second
    else { return .undecided }
    if signs == ["="], otherSigns == ["="] { return compareEquations(sides, others) }
    return signs == otherSigns ? inOrder(sides, others) : .undecided
  }

  /// The value in `variable = value`, or the value itself; `f(x) = …` counts as solved too.
  private var solvedValue: (name: String?, value: Answer)? {
    switch self {
    case .relation(let sides, ["="]) where sides.count == 2:
      if case .value(.variable(let name), .none) = sides[0] { return (name, sides[1]) }
      if case .value(.variable(let name), .none) = sides[1] { return (name, sides[0]) }
      if case .value(.product(.variable(let name), _), .none) = sides[0] { return (name, sides[1]) }
      return nil
    case .relation: return nil
    default: return (nil, self)
    }
  }

  /// x > 3, 3 < x, 1 < x ≤ 5 as intervals; intervals unchanged.
  private var interval: Answer? {
    guard case .relation(let sides, let signs) = self else {
      if case .sequence(_, let items, _) = self, items.count == 2 { return self }
      return nil
    }
    let infinity = Answer.value(.constant(.infinity), .none)
    let minusInfinity = Answer.value(.negated(.constant(.infinity)), .none)
    if sides.count == 2, let sign = signs.first {
      if sides[0].isVariable { return Answer.half(sign, sides[1], minusInfinity, infinity) }
      let mirrored: [Character: Character] = ["<": ">", ">": "<", "≤": "≥", "≥": "≤"]
      guard sides[1].isVariable, let turned = mirrored[sign] else { return nil }
      return Answer.half(turned, sides[0], minusInfinity, infinity)
    }
    guard sides.count == 3, sides[1].isVariable, signs.allSatisfy({ "<≤".contains($0) }) else {
      return nil
    }
    return .sequence(
      open: signs[0] == "<" ? "(" : "[", [sides[0], sides[2]], close: signs[1] == "<" ? ")" : "]")
  }

  private static func half(
    _ sign: Character, _ bound: Answer, _ low: Answer, _ high: Answer
  ) -> Answer? {
    switch sign {
    case "<": .sequence(open: "(", [low, bound], close: ")")
    case "≤": .sequence(open: "(", [low, bound], close: "]")
    case ">": .sequence(open: "(", [bound, high], close: ")")
    case "≥": .sequence(open: "[", [bound, high], close: ")")
    default: nil
    }
  }

  private var isVariable: Bool {
    if case .value(.variable, .none) = self { true } else { false }
  }

  /// Equations are equal if left − right of one is a multiple of that of the other.
  private static func compareEquations(_ first: [Answer], _ second: [Answer]) -> AnswerVerdict {
    guard let left = difference(first), let right = difference(second) else { return .undecided }
    guard left.variables == right.variables else { return .different }
    var ratio: Complex<Double>?
    var compared = 0
    for point in 0..<12 where compared < 4 {
      let values = samplePoint(left.variables, point)
      guard let above = left.approximateValue(values), let below = right.approximateValue(values),
        below.length > 1e-9
      else { continue }
      if let ratio, !isClose(above / below, ratio, within: 1e-8) { return .different }
      ratio = ratio ?? above / below
      compared += 1
    }
    return compared > 1 && (ratio?.length ?? 0) > 1e-12 ? .equal : .undecided
  }

  private static func difference(_ sides: [Answer]) -> MathExpression? {
    guard sides.count == 2, case .value(let left, _) = sides[0],
      case .value(let right, _) = sides[1]
    else { return nil }
    return .difference(left, right)
  }
}
