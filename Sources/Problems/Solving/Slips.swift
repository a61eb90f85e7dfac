/// Numbers that careless people write in place of the right ones.
extension MistakeDrawing {
  /// What a careless calculation gives in place of a quantity.
  func slipped(_ key: Int, _ chance: inout Chance) -> Fraction {
    let unit = story.family.unit(key)
    return Slips.slipped(story.truth[key], unit, &chance)
  }

  /// What a careless reader takes a stated number for; `nil` where the unit has no such value.
  func misread(_ key: Int, _ chance: inout Chance) -> Fraction? {
    let value = story.truth[key]
    switch story.family.unit(key).kind {
    case .percent: return value.plus(Fraction(chance.choice([-10, -5, 5, 10])))
    case .ratio:
      let (above, below) = chance.choice([(1, 2), (2, 3), (3, 4), (1, 3), (3, 5), (1, 5), (5, 8)])
      return Fraction(above, below)
    default:
      let other = slipped(key, &chance)
      return other == .one ? nil : other
    }
  }
}

enum Slips {
  /// A number near the right one, or like it: off by a digit, two digits exchanged, ten times as much.
  static func slipped(_ value: Fraction, _ unit: Unit, _ chance: inout Chance) -> Fraction {
    if unit.kind == .clock {
      return value.plus(Fraction(chance.choice([-60, 60, -10, 10, 5, -5, 40]))) ?? value
    }
    if unit.kind == .weekday {
      return Fraction((value.numerator + chance.choice([1, 6, 2])) % 7)
    }
    if !value.isDecimal || unit.kind == .ratio || unit.kind == .fraction {
      return Fraction(value.numerator + chance.choice([-1, 1]), value.denominator) ?? value
    }
    if value.isWhole, chance.percent(15), let exchanged = exchanged(value.numerator, &chance) {
      return Fraction(exchanged)
    }
    let size = value.magnitude.floor
    if size >= 20, chance.percent(6) {
      let tenfold = chance.percent(50)
      return (tenfold ? value.times(Fraction(10)) : value.divided(by: Fraction(10))) ?? value
    }
    let step =
      value.isWhole ? Fraction.one : Fraction(chance.choice([1, 10]), 10) ?? Fraction.one
    let offset = Fraction(chance.choice([-1, 1]) * chance.weighted(offsets(size)))
    return offset.times(step).flatMap(value.plus) ?? value
  }

  private static func offsets(_ size: Int) -> [(Int, Int)] {
    var offsets = [(1, 3), (2, 2), (3, 1)]
    if size >= 20 { offsets += [(10, 3), (9, 1), (5, 1)] }
    if size >= 200 { offsets += [(100, 3), (20, 1), (90, 1)] }
    if size >= 2000 { offsets += [(1000, 2), (200, 1)] }
    return offsets
  }

  /// 132 becomes 123 or 312.
  private static func exchanged(_ number: Int, _ chance: inout Chance) -> Int? {
    guard number >= 10 else { return nil }
    var digits = Array(String(number).utf8)
    let place = chance.below(digits.count - 1)
    digits.swapAt(place, place + 1)
    guard digits[0] != UInt8(ascii: "0") else { return nil }
    let other = Int(String(decoding: digits, as: UTF8.self))
    return other == number ? nil : other
  }
}
