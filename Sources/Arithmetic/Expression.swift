/// A value found in a step, with what was noticed while reading it.
struct Expression {
  struct Traits: OptionSet {
    let rawValue: UInt32
    static let variable = Traits(rawValue: 1)
    /// More than one reading: the equation may be confirmed but not refuted.
    static let ambiguous = Traits(rawValue: 2)
    static let percent = Traits(rawValue: 4)
    /// The result of a computation, not a lone number.
    static let computed = Traits(rawValue: 8)
    static let convertible = Traits(rawValue: 16)
    static let currency = Traits(rawValue: 32)
    static let rounded = Traits(rawValue: 64)
    static let sum = Traits(rawValue: 128)
    static let difference = Traits(rawValue: 256)
    static let product = Traits(rawValue: 512)
    static let quotient = Traits(rawValue: 1_024)
    static let power = Traits(rawValue: 2_048)
    static let addition = Traits(rawValue: 4_096)
    /// Terms of a sum have different units: their plain numbers must not be added.
    static let mixedUnits = Traits(rawValue: 8_192)
    /// A quotient typeset as a fraction.
    static let fraction = Traits(rawValue: 32_768)
    /// May leave a remainder that the text does not write.
    static let divided: Traits = [.quotient, .fraction]
    /// A number word such as "pair", which may also count as one thing.
    static let countWord = Traits(rawValue: 16_384)
    /// A percentage and a plain number in one sum: `50 - 20%`.
    static let mixedPercent = Traits(rawValue: 65_536)
  }

  /// Token indices.
  var start: Int
  var end: Int
  /// Past the words that name the unit.
  var endOfUnits: Int
  var quantity: Quantity
  var traits: Traits
  /// Of a lone number: digits after its decimal point, two more for a percentage.
  var decimals: Int
}
