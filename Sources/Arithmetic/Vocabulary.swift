/// The words that mean something to arithmetic, found by a hash of their lower-case letters.
enum Vocabulary {
  enum Word: UInt8 {
    case other
    case equals, isVerb, of, plus, minus, times, by, percent, x
    /// Measures that convert into each other, so that unequal numbers may be equal quantities.
    case convertible
    /// Other abbreviations that stick to a number: "5cm".
    case abbreviation
    /// Words that end a unit: "12 apples and …".
    case stop
    /// Words that act on the expression after them: "half 3 × 4".
    case binding
    /// Words that indicate another arithmetic: clocks, other bases, vectors.
    case otherArithmetic
    /// Words about remainders: numbers may be equal up to a multiple of the modulus.
    case modular
    /// Words after which an equation may begin.
    case connective
    /// "if", "suppose", "check": the equation may be stated in order to be refuted.
    case condition
    case rounding
    case negation
    /// "which gives", "to get": what was computed before equals what follows.
    case gives
    case add, subtract, multiply, divide
  }

  /// FNV-1a over ASCII letters in lower case.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64(lowercase($1))) &* 0x0000_0100_0000_01b3 }
  }

  @inline(__always)
  static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
  }

  static func word(_ name: UInt64) -> Word { words[name] ?? .other }

  /// The value of a number word such as "three" or "dozen".
  static func value(_ name: UInt64) -> Rational? { numbers[name] }

  private static let words: NameTable<Word> = {
    let groups: [(Word, String)] = [
      (.equals, "equals equal"),
      (.isVerb, "is"),
      (.of, "of"), (.plus, "plus"), (.minus, "minus"), (.times, "times"), (.by, "by"),
      (.percent, "percent"), (.x, "x"),
      (
        .convertible,
        """
        second seconds sec secs s minute minutes min mins hour hours hr hrs h day days week weeks
        month months year years decade decades century cent cents dollar dollars penny pennies
        nickel nickels dime dimes quarter quarters inch inches in foot feet ft yard yards yd mile
        miles mi mm cm m km meter meters metre metres centimeter centimeters kilometer kilometers
        millimeter millimeters g kg mg gram grams kilogram kilograms pound pounds lb lbs ounce
        ounces oz ton tons liter liters litre litres l ml milliliter milliliters gallon gallons
        quart quarts pint pints cup cups dozen dozens pair pairs thousand million billion hundred
        hundreds thousands mph kmh degrees radians tablespoons teaspoons tablespoon teaspoon
        trillion trillions millions billions centuries milligram milligrams millimetre millimetres
        centimetre centimetres kilometre kilometres millilitre millilitres score gross halves
        couple couples thirds fourth fourths
        """
      ),
      (.abbreviation, "kmph km/h kph sq cc gb mb kb usd k rpm bpm hz w kw v"),
      (
        .connective, "so then because thus hence therefore since as that have where"
      ),
      (
        .condition,
        "if suppose assume assuming check verify test try trying substitute substituting plug plugging"
      ),
      (
        .stop,
        """
        and or which when for to but this
        we he she they it let where while was were are has have had give leaves
        leaving making make makes from with into after before now
        """
      ),
      (
        .binding,
        """
        half twice double triple thrice of times plus minus by root squared cubed
        average mean per than negative log sin cos tan ln gcd lcm max min ratio third quarter
        product difference factorial square divided multiplied added subtracted
        """
      ),
      (
        .otherArithmetic,
        """
        base binary octal hexadecimal clock oclock o'clock am pm noon midnight log vector matrix
        determinant
        """
      ),
      (.modular, "mod modulo modulus congruent remainder remainders quotient"),
      (.rounding, "round rounded rounding rounds nearest approximately about roughly approx"),
      (.gives, "gives giving get getting yields yielding"),
      (.add, "add adding"), (.subtract, "subtract subtracting"),
      (.multiply, "multiply multiplying"), (.divide, "divide dividing"),
      (
        .negation,
        "not isn't doesn't cannot can't wrong incorrect impossible contradiction false untrue"
      ),
    ]
    var entries: [(key: UInt64, value: Word)] = []
    for (kind, list) in groups {
      for word in list.split(whereSeparator: \.isWhitespace) {
        entries.append((hash(word.utf8), kind))
      }
    }
    return NameTable(entries)
  }()

  private static let binders: Set<UInt64> = Set(
    """
    half twice double triple thrice of times plus minus by root mod modulo average mean than
    negative log sin cos tan ln gcd lcm max min ratio third product difference sum power per
    """.split(whereSeparator: \.isWhitespace).map { hash($0.utf8) })

  /// Whether this word acts on an expression that follows it.
  static func binds(_ name: UInt64) -> Bool { binders.contains(name) }

  private static let numbers: NameTable<Rational> = {
    let whole: [(String, Int)] = [
      ("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6),
      ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12),
      ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17),
      ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40),
      ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90),
      ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000), ("dozen", 12), ("twice", 2),
      ("double", 2), ("doubled", 2), ("doubles", 2), ("thrice", 3), ("triple", 3),
      ("triples", 3), ("tripled", 3), ("once", 1), ("couple", 2), ("pair", 2), ("both", 2),
      ("single", 1), ("quadruple", 4), ("score", 20),
    ]
    var entries = whole.map { (key: hash($0.0.utf8), value: Rational($0.1)) }
    let parts: [(String, Int128)] = [
      ("half", 2), ("halves", 2), ("third", 3), ("thirds", 3), ("quarter", 4), ("quarters", 4),
      ("fourth", 4), ("fourths", 4), ("fifth", 5), ("fifths", 5), ("sixth", 6), ("eighth", 8),
      ("tenth", 10), ("tenths", 10),
    ]
    for (word, value) in parts {
      if let part = Rational(1, over: value) { entries.append((hash(word.utf8), part)) }
    }
    return NameTable(entries)
  }()
}
