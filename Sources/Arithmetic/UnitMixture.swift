/// The units named in an equation, and whether two of them convert into each other.
struct UnitMixture {
  private(set) var seen: [Measures.Unit] = []
  private(set) var isMixed = false
  private(set) var hasMoney = false

  init(tokens: [Token], _ left: Expression, _ right: Expression) {
    let range = left.start..<max(right.endOfUnits, left.endOfUnits)
    let parser = ExpressionParser(tokens: tokens)
    var hasQuarter = false
    for index in range {
      let token = tokens[index]
      if token.kind == .currency {
        hasMoney = true
        note(Measures.dollar)
      } else if token.word == .convertible, let unit = parser.unit(at: index) {
        hasMoney = hasMoney || unit.dimension == Measures.dollar.dimension
        hasQuarter =
          hasQuarter || token.name == Measures.quarter || token.name == Measures.quarters
        note(unit)
      }
    }
    if hasQuarter, hasMoney { note(Measures.quarterDollar) }
  }

  private mutating func note(_ unit: Measures.Unit) {
    if unit.dimension == 0 { isMixed = true }
    for other in seen where Measures.areKin(other, unit) && other != unit { isMixed = true }
    if seen.count < 8, !seen.contains(unit) { seen.append(unit) }
  }
}
