/// What a computation does with its operands.
enum Operation: Equatable, Sendable {
  case add
  /// The first less all others.
  case subtract
  case multiply
  case divide
  /// Percent of a base, in this order.
  case percentOf
  /// A fraction of a base.
  case partOf
  /// A part of a whole, as a percentage.
  case asPercent
  case square
  case root
  /// The first to the power of the second.
  case power
  /// What is left over when the first is divided by the second.
  case remainder
  /// How often the second goes into the first.
  case quotient
  /// How many of the second it takes to hold the first.
  case roundUp
  case divisor
  case multiple
  case factorial
  case largest
  case smallest
  /// So many minutes after a time of the day.
  case later
  /// So many minutes before a time of the day.
  case earlier
  /// The minutes from the first time of a day to the second.
  case between
  /// So many days after a weekday.
  case daysLater

  /// The exact result; `nil` where there is none, or none that fits.
  func result(_ values: [Fraction]) -> Fraction? {
    guard let first = values.first else { return nil }
    switch self {
    case .add: return Self.folded(values) { $0.plus($1) }
    case .subtract: return Self.folded(values) { $0.minus($1) }
    case .multiply, .partOf: return Self.folded(values) { $0.times($1) }
    case .square: return first.times(first)
    case .root: return Self.root(first)
    case .factorial: return Self.factorial(first)
    case .largest: return values.dropFirst().reduce(first) { $0.isBelow($1) ? $1 : $0 }
    case .smallest: return values.dropFirst().reduce(first) { $1.isBelow($0) ? $1 : $0 }
    default: return values.count == 2 ? pair(first, values[1]) : nil
    }
  }

  private func pair(_ first: Fraction, _ second: Fraction) -> Fraction? {
    switch self {
    case .divide: return first.divided(by: second)
    case .percentOf: return first.times(second)?.divided(by: Fraction(100))
    case .asPercent: return first.times(Fraction(100))?.divided(by: second)
    case .later: return first.plus(second)
    case .earlier, .between: return self == .earlier ? first.minus(second) : second.minus(first)
    default: return first.isWhole && second.isWhole ? whole(first.numerator, second.numerator) : nil
    }
  }

  private func whole(_ first: Int, _ second: Int) -> Fraction? {
    guard first >= 0, second > 0 else { return nil }
    switch self {
    case .remainder: return Fraction(first % second)
    case .quotient: return Fraction(first / second)
    case .roundUp: return Fraction((first + second - 1) / second)
    case .divisor: return Fraction(greatestCommonDivisor(first, second))
    case .multiple:
      return Fraction(first / greatestCommonDivisor(first, second)).times(Fraction(second))
    case .power:
      guard second <= 62 else { return nil }
      return Self.folded([Fraction](repeating: Fraction(first), count: second)) { $0.times($1) }
    case .daysLater: return Fraction((first + second) % 7)
    default: return nil
    }
  }

  private static func folded(
    _ values: [Fraction], _ combine: (Fraction, Fraction) -> Fraction?
  ) -> Fraction? {
    var result = values[0]
    for value in values.dropFirst() {
      guard let next = combine(result, value) else { return nil }
      result = next
    }
    return result
  }

  private static func root(_ value: Fraction) -> Fraction? {
    guard value.isWhole, value.numerator >= 0, value.numerator < 1 << 40 else { return nil }
    var root = 0
    while (root + 1) * (root + 1) <= value.numerator { root += 1 }
    return root * root == value.numerator ? Fraction(root) : nil
  }

  private static func factorial(_ value: Fraction) -> Fraction? {
    guard value.isWhole, (1...12).contains(value.numerator) else { return nil }
    return Fraction((1...value.numerator).reduce(1, *))
  }

  /// Whether the order of the operands plays no part.
  var isSymmetric: Bool {
    switch self {
    case .add, .multiply, .partOf, .divisor, .multiple, .largest, .smallest: true
    default: false
    }
  }

  /// Whether it is told in words: its equation is none that a reader would check by itself.
  var isWorded: Bool {
    switch self {
    case .remainder, .quotient, .roundUp, .divisor, .multiple, .largest, .smallest, .later,
      .earlier, .between, .daysLater:
      true
    default: false
    }
  }

  /// What undoes it, for a check of the last computation.
  var inverse: Operation? {
    switch self {
    case .add: .subtract
    case .subtract: .add
    case .multiply: .divide
    case .divide: .multiply
    default: nil
    }
  }

  /// What people do in its place, with how often.
  var confusions: [(Operation, Int)] {
    switch self {
    case .add: [(.subtract, 8), (.multiply, 2)]
    case .subtract: [(.add, 1)]
    case .multiply: [(.add, 8), (.divide, 2)]
    case .divide: [(.multiply, 6), (.subtract, 4)]
    case .percentOf: [(.subtract, 1)]
    case .partOf: [(.divide, 1)]
    case .remainder: [(.quotient, 1)]
    case .roundUp: [(.quotient, 1)]
    case .divisor: [(.multiple, 1)]
    case .multiple: [(.multiply, 2), (.divisor, 1)]
    case .power: [(.multiply, 1)]
    case .largest: [(.smallest, 1)]
    case .smallest: [(.largest, 1)]
    case .later: [(.earlier, 1)]
    case .earlier: [(.later, 1)]
    case .square, .root, .asPercent, .quotient, .factorial, .between, .daysLater: []
    }
  }
}
