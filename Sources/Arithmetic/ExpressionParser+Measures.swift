/// Units after numbers: compounds always, conversion on request.
extension ExpressionParser {
  /// "2 feet 6 inches", "3 hours and 15 minutes": the sum in the smaller unit, whose name is not
  /// consumed.
  mutating func compound(_ first: Quantity) -> Quantity {
    var total = first
    var isMoney = index >= 2 && kind(index - 2) == .currency
    while let larger = isMoney ? Measures.dollar : unit(at: index), larger.dimension != 0 {
      var next = isMoney ? index : index + 1
      let hasAnd = next < tokens.count && tokens[next].name == Self.and
      if hasAnd { next += 1 }
      guard hasAnd || !isMoney, kind(next) == .number, let smaller = unit(at: next + 1),
        smaller.dimension == larger.dimension, smaller.factor < larger.factor,
        let ratio = larger.factor.divided(by: smaller.factor)
      else { break }
      // "and" may also join two things.
      if hasAnd { traits.insert(.ambiguous) }
      total = total.multiplied(by: Quantity(ratio)).adding(Quantity(tokens[next].value))
      decimals = Int(tokens[next].decimals)
      index = next + 1
      isMoney = false
    }
    return total
  }

  private static let and = Vocabulary.hash("and".utf8)
  private static let per: Set<UInt64> = Set(
    "per each every an a".split(separator: " ").map { Vocabulary.hash($0.utf8) })
  private static let prepositions: Set<UInt64> = Set(
    "in on at for from during".split(separator: " ").map { Vocabulary.hash($0.utf8) })
  private static let powers: Set<UInt64> = Set(
    "square cubic squared cubed sq fluid".split(separator: " ").map { Vocabulary.hash($0.utf8) })

  /// The unit named here; the words `in` and `second` often are not units.
  func unit(at position: Int) -> Measures.Unit? {
    guard position < tokens.count, tokens[position].kind == .word,
      tokens[position].word == .convertible
    else { return nil }
    let name = tokens[position].name
    if name == Self.inch, kind(position + 1) == .word || kind(position + 1) == .number {
      return nil
    }
    return Measures.unit(name)
  }

  private static let inch = Vocabulary.hash("in".utf8)

  /// Converts two terms of a sum to base units.
  mutating func align(_ first: inout Quantity, _ second: inout Quantity) {
    if first.measure.dimension != second.measure.dimension,
      first.measure.isBare || second.measure.isBare
    {
      traits.insert(.ambiguous)
      (first, second) = (first.adopting(second.measure), second.adopting(first.measure))
    }
    if !first.measure.isScaled(like: second.measure) { traits.insert(.mixedUnits) }
  }

  /// The value in base units, by the words after it: "3 dozen", "1.2 million dollars", "5 miles per
  /// hour".
  mutating func measured(_ value: Quantity, isCurrency: Bool) -> Quantity {
    var result = value
    if isCurrency { result.apply(Measures.dollar) }
    var isDivided = false
    for position in index..<unitEnd(from: index) {
      let token = tokens[position]
      if token.kind == .open || Self.prepositions.contains(token.name) && unit(at: position) == nil
      {
        break
      } else if token.kind == .divide || Self.per.contains(token.name) {
        isDivided = true
      } else if token.kind == .power || token.kind == .minus || Self.powers.contains(token.name) {
        return .undefined
      } else if token.kind == .of {
        break
      } else if var unit = unit(at: position) {
        if unit.countsAsOne {
          if isDivided { continue }
          traits.insert(.countWord)
        }
        if token.name == Measures.quarter || token.name == Measures.quarters, hasMoney {
          unit = Measures.quarterDollar
        }
        if isDivided {
          traits.insert(.ambiguous)
          result.apply(unit, isDivisor: true)
        } else if unit != Measures.dollar || !isCurrency {
          guard unit.dimension == 0 || result.measure.dimension == 0 || isCurrency else {
            return .undefined
          }
          result.apply(unit)
        }
      }
    }
    return result
  }
}

extension Quantity {
  /// Converts from a unit to base units.
  mutating func apply(_ unit: Measures.Unit, isDivisor: Bool = false) {
    var factor = Quantity(unit.factor)
    factor.measure = Measure(
      dimension: unit.dimension, scale: unit.factor.approximation)
    self = isDivisor ? divided(by: factor) : multiplied(by: factor)
  }

  /// A number without a unit beside one with a unit: assumed to share it.
  func adopting(_ other: Measure) -> Quantity {
    guard measure.isBare, measure.dimension == 0, !other.isBare else { return self }
    var result = multiplied(by: Quantity(approximate: other.scale))
    result.measure = other
    return result
  }
}
