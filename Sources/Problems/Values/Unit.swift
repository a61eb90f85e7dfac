/// How a quantity is written, and which values a reader would accept for it.
struct Unit: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// Whole things, at least two.
    case count
    /// Lengths, weights, times: positive, at most two decimals.
    case measure
    /// Degrees of a thermometer: two decimals, below zero too.
    case degree
    case money
    case percent
    /// A positive fraction below one.
    case ratio
    /// Bare; may be negative and have two decimals.
    case number
    /// Bare and whole; may be negative.
    case whole
    /// A bare fraction, such as a sum of halves and thirds.
    case fraction
    /// Minutes since midnight, within the day.
    case clock
    /// Days since Monday, 0 to 6.
    case weekday
  }

  enum Noun: Equatable, Sendable {
    case none
    case fixed(one: String, many: String)
    /// A word that the story has drawn, by the place of its slot.
    case word(Int)
  }

  var kind: Kind
  var noun: Noun

  static let percent = Unit(kind: .percent, noun: .none)
  static let ratio = Unit(kind: .ratio, noun: .none)
  static let number = Unit(kind: .number, noun: .none)
  static let whole = Unit(kind: .whole, noun: .none)
  static let fraction = Unit(kind: .fraction, noun: .none)
  static let clock = Unit(kind: .clock, noun: .none)
  static let weekday = Unit(kind: .weekday, noun: .none)

  static func count(_ one: String, _ many: String? = nil) -> Unit {
    Unit(kind: .count, noun: .fixed(one: one, many: many ?? one + "s"))
  }

  static func measure(_ one: String, _ many: String? = nil) -> Unit {
    Unit(kind: .measure, noun: .fixed(one: one, many: many ?? one))
  }

  static let degree = Unit(kind: .degree, noun: .fixed(one: "°C", many: "°C"))
  static let hours = measure("hour", "hours")
  static let minutes = measure("minute", "minutes")
  static let seconds = measure("second", "seconds")
  static let metres = measure("metre", "metres")
  static let km = measure("km")
  static let years = measure("year", "years")
  static let litres = measure("litre", "litres")
  static let squareMetres = measure("square metre", "square metres")

  func accepts(_ value: Fraction) -> Bool {
    let isPositive = value.numerator > 0
    return switch kind {
    case .count: value.isWhole && value.numerator > 1
    case .measure, .money: isPositive && 100 % value.denominator == 0
    case .degree: 100 % value.denominator == 0
    case .percent:
      isPositive && 10 % value.denominator == 0 && value.numerator <= 100 * value.denominator
    case .ratio: isPositive && value.numerator < value.denominator && value.denominator < 1000
    case .number: 100 % value.denominator == 0
    case .whole: value.isWhole
    case .fraction: isPositive && value.denominator < 1000
    case .clock: value.isWhole && (0..<1440).contains(value.numerator)
    case .weekday: value.isWhole && (0..<7).contains(value.numerator)
    }
  }

  /// Whether equations of it are written: times of a day and weekdays are told in words.
  var isNumeric: Bool { kind != .clock && kind != .weekday }
}

/// What a story calls something: one of it, several of it, and pronouns for a person.
struct Word: Equatable, Sendable {
  var one: String
  var many: String
  var they = ""
  var their = ""

  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// 14:45.
  static func clock(_ minutes: Int) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60)
    return "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }
}
