/// Writes the equations of one voice.
struct EquationWriter {
  let voice: Voice
  let phrase: Phrase

  /// `5 × 12 = 60 rolls`, without what stands around it; long sums sometimes go through a partial sum.
  func equation(_ event: Event, unit: Unit, _ chance: inout Chance) -> String {
    let result = number((unit, event.result), withUnit: voice.units != .none)
    let values = event.operands.map(\.value)
    var middle = ""
    if event.operation == .add, values.count > 2, chance.percent(40),
      event.operation.result(values) == event.result,
      let partial = values[0].plus(values[1])
    {
      let shown = voice.units == .all
      let parts =
        [number((unit, partial), withUnit: shown)]
        + event.operands.dropFirst(2).map { number($0, withUnit: shown) }
      middle = parts.joined(separator: sign("+")) + sign("=")
    }
    return expression(event, unit, &chance) + sign("=") + middle + result
  }

  /// The side before the equal sign.
  func expression(_ event: Event, _ unit: Unit, _ chance: inout Chance) -> String {
    let numbers = event.operands.enumerated().map { place, amount in
      let text = number(amount, withUnit: voice.units == .all)
      let isNegative = place > 0 && amount.value.isNegative
      let isSlashed =
        !voice.isLaTeX && (amount.unit.kind == .ratio || amount.unit.kind == .fraction)
        && !amount.value.isWhole && event.operation != .percentOf
      return isNegative || isSlashed ? "(" + text + ")" : text
    }
    let times = sign(voice.times)
    switch event.operation {
    case .add: return numbers.joined(separator: sign("+"))
    case .subtract: return numbers.joined(separator: sign("-"))
    case .multiply, .partOf: return numbers.joined(separator: times)
    case .percentOf: return percentOf(event.operands, numbers, times, &chance)
    case .square, .power: return power(event, numbers)
    case .root:
      let bare = event.operands[0].value.written()
      return voice.isLaTeX ? "\\sqrt{\(bare)}" : "√\(bare)"
    case .factorial: return factorial(event.operands[0].value)
    case .divide, .asPercent:
      let quotient = quotient(numbers, asFraction: unit.kind != .ratio)
      guard event.operation == .asPercent else { return quotient }
      return quotient + times + (voice.isLaTeX ? "100\\%" : "100%")
    default: return numbers.joined(separator: ", ")
    }
  }

  private func percentOf(
    _ operands: [Phrase.Amount], _ numbers: [String], _ times: String, _ chance: inout Chance
  ) -> String {
    let percent = operands[0].value
    if voice.isLaTeX, chance.percent(50) {
      return "\\frac{\(percent.written())}{100}" + times + numbers[1]
    }
    if !voice.isLaTeX, voice.isSpaced, chance.percent(30) {
      return numbers[0] + " of " + number(operands[1], withUnit: voice.units != .none)
    }
    let share = percent.divided(by: Fraction(100)) ?? percent
    return share.written() + times + numbers[1]
  }

  private func power(_ event: Event, _ numbers: [String]) -> String {
    let needsBrackets = numbers[0].contains(" ") || event.operands[0].value.isNegative
    let base = needsBrackets ? "(\(numbers[0]))" : numbers[0]
    let exponent = event.operation == .square ? "2" : event.operands[1].value.written()
    if voice.isLaTeX { return base + "^{\(exponent)}" }
    if event.operation == .square, voice.name != .terse, voice.name != .human { return base + "²" }
    return base + "^" + exponent
  }

  private func factorial(_ value: Fraction) -> String {
    let factors = stride(from: value.numerator, through: 1, by: -1).map(String.init)
    return factors.joined(separator: sign(voice.times))
  }

  private func quotient(_ numbers: [String], asFraction: Bool) -> String {
    if voice.divide == "frac", asFraction { return "\\frac{\(numbers[0])}{\(numbers[1])}" }
    let divide = voice.divide == "frac" ? "\\div" : voice.divide
    return numbers[0] + sign(divide) + numbers[1]
  }

  private func sign(_ sign: String) -> String { voice.isSpaced ? " " + sign + " " : sign }

  /// A quantity inside an equation.
  func number(_ amount: Phrase.Amount, withUnit: Bool) -> String {
    let (unit, value) = amount
    guard voice.isLaTeX else {
      if unit.kind == .percent || withUnit { return phrase.quantity(amount) }
      return phrase.bare(amount)
    }
    guard unit.isNumeric else { return "\\text{\(phrase.quantity(amount))}" }
    if !value.isDecimal || unit.kind == .ratio || unit.kind == .fraction && !value.isWhole {
      return (value.isNegative ? "-" : "")
        + "\\frac{\(abs(value.numerator))}{\(value.denominator)}"
    }
    let digits = value.written(cents: unit.kind == .money)
    if unit.kind == .percent { return digits + "\\%" }
    guard withUnit else { return digits }
    let noun = phrase.noun(unit, of: value)
    if unit.kind == .money {
      let symbol = noun == "$" ? "\\$" : noun
      return value.isNegative ? "-" + symbol + digits.dropFirst() : symbol + digits
    }
    return noun.isEmpty ? digits : "\(digits) \\text{ \(noun)}"
  }

  /// The equation with what stands around mathematics.
  func wrapped(_ mathematics: String, inSentence: Bool) -> String {
    if voice.mathematics == .display, !inSentence { return "\n\\[ " + mathematics + " \\]\n" }
    return voice.opens + mathematics + voice.closes
  }

  /// A computation told in words, such as "3 days after Tuesday comes Friday".
  func statement(_ event: Event, unit: Unit) -> String {
    let shown = event.operands.map { phrase.quantity($0) }
    let bare = event.operands.map { phrase.bare($0) }
    let result = phrase.bare((unit, event.result))
    switch event.operation {
    case .remainder:
      let (first, second) = (event.operands[0].value.numerator, event.operands[1].value.numerator)
      let text = "\(first)\(sign("="))\(second)\(sign(voice.times))\(first / second)"
      return wrapped(text + sign("+") + result, inSentence: true)
    case .quotient:
      return "\(bare[1]) goes into \(bare[0]) \(result) times"
    case .roundUp:
      let (first, second) = (event.operands[0].value.numerator, event.operands[1].value.numerator)
      let rest = first % second
      return rest == 0
        ? "\(bare[1]) goes into \(bare[0]) exactly \(first / second) times"
        : "\(bare[1]) goes into \(bare[0]) \(first / second) times and \(rest) "
          + (rest == 1 ? "is" : "are") + " left over, which takes one more"
    case .divisor: return "the greatest common divisor of \(listed(bare)) is \(result)"
    case .multiple: return "the least common multiple of \(listed(bare)) is \(result)"
    case .largest: return "the largest of \(listed(bare)) is \(result)"
    case .smallest: return "the smallest of \(listed(bare)) is \(result)"
    case .later: return "\(shown[1]) after \(shown[0]) it is \(result)"
    case .earlier: return "\(shown[1]) before \(shown[0]) it is \(result)"
    case .between: return "from \(shown[0]) to \(shown[1]) it takes \(result) minutes"
    case .daysLater: return "\(shown[1]) after \(shown[0]) comes \(result)"
    default: return result
    }
  }
}
