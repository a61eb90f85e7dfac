import Arithmetic

/// A unit of measurement as a multiple of the base unit of its dimension.
public struct MeasureUnit: Equatable, Sendable {
  /// Only units of one dimension can be converted.
  public enum Dimension: Sendable {
    case length, area, volume, mass, time, money, number, temperature, energy, power
  }
  /// What it measures.
  public var dimension: Dimension
  /// One of it in metres, square metres, litres, kilograms, seconds, dollars (each other currency
  /// on its own), or ones.
  public var factor: Rational
  /// Currencies and temperatures do not convert: only the same name is the same unit.
  public var name: String

  /// The unit with this name; words in singular or plural, usual abbreviations; `nil` for an
  /// unknown one.
  static func named(_ text: String) -> MeasureUnit? {
    table[text] ?? table[text.lowercased()]
      ?? (text.hasSuffix("s") ? table[String(text.dropLast())] : nil)
  }

  private static let table: [String: MeasureUnit] = {
    var table: [String: MeasureUnit] = [:]
    for (dimension, names, top, bottom) in definitions {
      guard let factor = Rational(top, over: bottom) else { continue }
      let words = names.split(separator: " ").map(String.init)
      for word in words {
        table[word] = MeasureUnit(dimension: dimension, factor: factor, name: words[0])
      }
    }
    return table
  }()

  private static let definitions: [(Dimension, String, Int128, Int128)] = [
    (.length, "m meter meters metre metres", 1, 1),
    (.length, "km kilometer kilometers kilometre kilometres", 1_000, 1),
    (.length, "cm centimeter centimeters centimetre centimetres", 1, 100),
    (.length, "mm millimeter millimeters millimetre", 1, 1_000),
    (.length, "inch inches in", 254, 10_000), (.length, "foot feet ft", 3_048, 10_000),
    (.length, "yard yards yd", 9_144, 10_000), (.length, "mile miles mi", 1_609_344, 1_000),
    (.volume, "liter l L liters litre litres", 1, 1),
    (.volume, "ml mL milliliter milliliters millilitre", 1, 1_000),
    (.volume, "gallon gallons", 3_785_411_784, 1_000_000_000),
    (.volume, "quart quarts", 946_352_946, 1_000_000_000),
    (.volume, "pint pints", 473_176_473, 1_000_000_000),
    (.volume, "cup cups", 2_365_882_365, 10_000_000_000),
    (.mass, "kg kilogram kilograms kilo kilos", 1, 1), (.mass, "g gram grams", 1, 1_000),
    (.mass, "mg milligram milligrams", 1, 1_000_000), (.mass, "tonne tonnes", 1_000, 1),
    (.mass, "pound pounds lb lbs", 45_359_237, 100_000_000),
    (.mass, "ounce ounces oz", 28_349_523_125, 1_000_000_000_000),
    (.time, "second seconds sec secs s", 1, 1), (.time, "minute minutes min mins", 60, 1),
    (.time, "hour hours hr hrs h", 3_600, 1), (.time, "day days", 86_400, 1),
    (.time, "week weeks", 604_800, 1),
    (.time, "month months", 2_629_746, 1), (.time, "year years yr yrs", 31_556_952, 1),
    (.money, "$ dollar dollars usd buck bucks", 1, 1), (.money, "cent cents ¢", 1, 100),
    (.money, "€ euro euros eur", 1, 1), (.money, "£ gbp", 1, 1), (.money, "¥ yen yuan", 1, 1),
    (.money, "₹ rupee rupees rs", 1, 1),
    (.number, "dozen dozens", 12, 1), (.number, "hundred", 100, 1), (.number, "thousand", 1_000, 1),
    (.number, "million", 1_000_000, 1), (.number, "billion", 1_000_000_000, 1),
    (.number, "trillion", 1_000_000_000_000, 1),
    (.temperature, "celsius", 1, 1), (.temperature, "fahrenheit", 1, 1),
    (.temperature, "kelvin", 1, 1),
    (.energy, "joule joules j J", 1, 1), (.energy, "kilojoule kilojoules kj kJ", 1_000, 1),
    (.power, "watt watts w W", 1, 1), (.power, "kilowatt kilowatts kw kW", 1_000, 1),
  ]

  /// Whether a value in this unit can be converted into the other.
  func isConvertible(to other: MeasureUnit) -> Bool {
    guard dimension == other.dimension else { return false }
    switch dimension {
    case .temperature: return name == other.name
    case .money: return currency == other.currency
    default: return true
    }
  }

  private var currency: String { name == "cent" ? "$" : name }
}
