/// Units that convert into each other exactly, and number words used like units.
///
/// Units that convert only roughly (months to days, inches to centimetres) have dimensions of their
/// own, so that nothing is claimed about them.
enum Measures {
  /// A unit as a multiple of the base unit of its dimension.
  struct Unit: Equatable, Sendable {
    /// 0 for number words such as "dozen"; the exponents of several dimensions are packed into one
    /// number.
    var dimension: Int
    var factor: Rational
    /// "Three pairs and two hats" are five things as well as eight: such a word may only confirm.
    var countsAsOne = false
  }

  /// The unit of this name (lower-case letters, no plural s); `nil` for any other word.
  static func unit(_ name: UInt64) -> Unit? { units[name] }

  /// Whether both measure the same kind of thing; hours and months do, though they do not convert.
  static func areKin(_ first: Unit, _ second: Unit) -> Bool {
    first.dimension == second.dimension
      || first.dimension.trailingZeroBitCount / 8 == second.dimension.trailingZeroBitCount / 8
  }

  static let dollar = Unit(dimension: money, factor: .one)
  static let quarterDollar = Unit(dimension: money, factor: part(1, 4))
  static let quarter = Vocabulary.hash("quarter".utf8)
  static let quarters = Vocabulary.hash("quarters".utf8)

  // Each takes four bits of a packed sum of exponents, so that products and quotients of units just
  // add; two of one kind share eight.
  private static let clock = 1
  private static let calendar = 1 << 4
  private static let metricLength = 1 << 8
  private static let imperialLength = 1 << 12
  private static let metricMass = 1 << 16
  private static let imperialMass = 1 << 20
  private static let metricVolume = 1 << 24
  private static let imperialVolume = 1 << 28
  private static let money = 1 << 32

  private static func part(_ top: Int128, _ bottom: Int128) -> Rational {
    Rational(top, over: bottom) ?? .one
  }

  private static let units: NameTable<Unit> = {
    var entries: [(key: UInt64, value: Unit)] = []
    func enter(
      _ dimension: Int, _ factor: Int128, over bottom: Int128 = 1, _ names: String,
      countsAsOne: Bool = false
    ) {
      let unit = Unit(
        dimension: dimension, factor: part(factor, bottom), countsAsOne: countsAsOne)
      for name in names.split(separator: " ") { entries.append((Vocabulary.hash(name.utf8), unit)) }
    }
    enter(clock, 1, "second sec secs s")
    enter(clock, 60, "minute min mins")
    enter(clock, 3_600, "hour hr hrs h")
    enter(clock, 86_400, "day")
    enter(clock, 604_800, "week")
    enter(calendar, 1, "month")
    enter(calendar, 12, "year")
    enter(calendar, 120, "decade")
    enter(calendar, 1_200, "century centuries centurie")
    enter(metricLength, 1, "mm millimeter millimetre")
    enter(metricLength, 10, "cm centimeter centimetre")
    enter(metricLength, 1_000, "m meter metre")
    enter(metricLength, 1_000_000, "km kilometer kilometre")
    enter(imperialLength, 1, "inch inches inche in")
    enter(imperialLength, 12, "foot feet ft")
    enter(imperialLength, 36, "yard yd")
    enter(imperialLength, 63_360, "mile mi")
    enter(metricMass, 1, "mg milligram")
    enter(metricMass, 1_000, "g gram")
    enter(metricMass, 1_000_000, "kg kilogram")
    enter(imperialMass, 1, "ounce oz")
    enter(imperialMass, 16, "pound lb lbs")
    enter(metricVolume, 1, "ml milliliter millilitre")
    enter(metricVolume, 1_000, "liter litre l")
    enter(imperialVolume, 1, "teaspoon")
    enter(imperialVolume, 3, "tablespoon")
    enter(imperialVolume, 48, "cup")
    enter(imperialVolume, 96, "pint")
    enter(imperialVolume, 192, "quart")
    enter(imperialVolume, 768, "gallon")
    enter(money, 1, "dollar")
    enter(money, 1, over: 100, "cent penny pennies pennie")
    enter(money, 1, over: 20, "nickel")
    enter(money, 1, over: 10, "dime")
    enter(0, 12, "dozen")
    enter(0, 144, "gross")
    enter(0, 100, "hundred")
    enter(0, 1_000, "thousand")
    enter(0, 1_000_000, "million")
    enter(0, 1_000_000_000, "billion")
    enter(0, 1_000_000_000_000, "trillion")
    enter(0, 20, "score", countsAsOne: true)
    enter(0, 2, "pair couple", countsAsOne: true)
    enter(0, 1, over: 2, "half halves halve", countsAsOne: true)
    enter(0, 1, over: 3, "third thirds", countsAsOne: true)
    enter(0, 1, over: 4, "quarter quarters fourth fourths", countsAsOne: true)
    return NameTable(entries)
  }()
}

/// The unit of a value during conversion.
struct Measure: Equatable, Sendable {
  /// Packed exponents of the dimensions; 0 for plain numbers.
  var dimension = 0
  /// Base units per unit as written; 0 for a number without a unit.
  var scale = 0.0

  var isBare: Bool { scale == 0 }

  /// Whether both have the same unit; a value without one counts as ones.
  func isScaled(like other: Measure) -> Bool {
    let first = isBare ? 1 : scale
    let second = other.isBare ? 1 : other.scale
    return (first - second).magnitude <= 1e-12 * first
  }
}

extension Measure {
  func multiplied(by other: Measure) -> Measure {
    if other.isBare { return self }
    return Measure(
      dimension: dimension &+ other.dimension, scale: (isBare ? 1 : scale) * other.scale)
  }

  func divided(by other: Measure) -> Measure {
    if other.isBare { return self }
    return Measure(
      dimension: dimension &- other.dimension, scale: (isBare ? 1 : scale) / other.scale)
  }
}
