/// Looks ahead at signs and the words between them.
extension ExpressionParser {
  /// A divider past the end.
  func kind(_ position: Int) -> Token.Kind {
    position < tokens.count ? tokens[position].kind : .divider
  }

  func multiplication(at position: Int, after divided: Bool) -> Int? {
    switch kind(position) {
    case .times where startsOperand(position + 1): return 1
    case .of where startsOperand(position + 1):
      // "20% of 50" and "3/4 of 20" multiply; "5 boxes of 4" does not say so.
      let isPart = kind(position - 1) == .percent || divided
      return isPart && position == index ? 1 : nil
    case .word where isVerb("multiplied", at: position): return 2
    default: return nil
    }
  }

  func division(at position: Int) -> Int? {
    switch kind(position) {
    case .divide where startsOperand(position + 1): return 1
    case .word where isVerb("divided", at: position): return 2
    default: return nil
    }
  }

  /// The bar of an inline fraction: "3/4", without blanks.
  func isFractionBar(_ position: Int) -> Bool {
    position == index - 1 && kind(position) == .divide && kind(position - 1) == .number
      && kind(position + 1) == .number && !tokens[position].spaceBefore
      && !tokens[position + 1].spaceBefore
  }

  /// The second sign of "28 / 1/5", which most writers mean as 28 / (1/5).
  func isUnitFraction(_ position: Int) -> Bool {
    position > 0 && position + 1 < tokens.count && kind(position - 1) == .number
      && tokens[position - 1].value < tokens[position + 1].value
  }

  /// The 10^8 of "6 / 2 × 10^8", which most writers attach to the 2.
  func isPowerOfTen(_ position: Int) -> Bool {
    kind(position) == .number && tokens[position].value == Rational(10)
      && kind(position + 1) == .power
  }

  /// "divided by 4", "multiplied by 4".
  private func isVerb(_ verb: StaticString, at position: Int) -> Bool {
    guard position + 2 < tokens.count, tokens[position + 1].word == .by,
      startsOperand(position + 2)
    else { return false }
    let name = verb.withUTF8Buffer { Vocabulary.hash($0) }
    return tokens[position].name == name
  }

  /// 2(3 + 4), (1 + 2)(3), 3√2, 2π, 3x.
  func multipliesWithoutSign(_ position: Int) -> Bool {
    guard position < tokens.count, position > 0 else { return false }
    let token = tokens[position]
    switch token.kind {
    case .open: return !token.spaceBefore && token.partner > 0
    case .root, .pi, .fraction, .binomial: return true
    case .variable: return kind(position - 1) != .word
    default: return false
    }
  }

  /// The position of the next sign, past the words of a unit ("5 dollars * 3").
  func operatorPosition() -> Int {
    let end = unitEnd(from: index)
    guard end > index else { return index }
    switch kind(end) {
    case .plus, .minus, .times, .divide: return startsOperand(end + 1) ? end : index
    default: return index
    }
  }

  /// Skips up to eight tokens that name a unit: "dollars per day", "km/h", "cm^2".
  func unitEnd(from start: Int) -> Int {
    var position = start
    while position < min(tokens.count, start + 8) {
      switch tokens[position].kind {
      case .word:
        switch tokens[position].word {
        case .stop, .connective, .condition, .negation, .isVerb, .gives, .by: return position
        default: break
        }
        if isVerb("divided", at: position) || isVerb("multiplied", at: position) { return position }
        position += 1
      case .open where position > start && isRemark(position):
        position = Int(tokens[position].partner) + 1
      case .of where position > start && kind(position + 1) == .word: position += 1
      case .divide where kind(position + 1) == .word: position += 2
      case .minus
      where kind(position + 1) == .word && position > start
        && !tokens[position + 1].spaceBefore && !tokens[position].spaceBefore:
        position += 2
      case .power where position > start && kind(position - 1) == .word:
        position += tokens[position].value == .zero ? powerLength(position) : 1
      default: return position
      }
    }
    // The exponent may be missing: "200 cm^" at the end.
    return min(position, tokens.count)
  }

  /// "(of milk)": up to four words in brackets.
  private func isRemark(_ position: Int) -> Bool {
    let partner = Int(tokens[position].partner)
    return partner > position + 1 && partner <= position + 5
      && (position + 1..<partner).allSatisfy { kind($0) == .word }
  }

  private func powerLength(_ position: Int) -> Int {
    kind(position + 1) == .open && Int(tokens[position + 1].partner) == position + 3 ? 4 : 2
  }

  /// Whether an operand begins here, after optional signs and currencies.
  func startsOperand(_ position: Int) -> Bool {
    for next in position..<min(tokens.count, position + 4) {
      switch tokens[next].kind {
      case .number, .fraction, .root, .binomial, .pi, .variable: return true
      case .open: return tokens[next].partner > 0
      case .currency: continue
      case .minus, .plus:
        guard next + 1 < tokens.count, !tokens[next + 1].spaceBefore else { return false }
      default: return false
      }
    }
    return false
  }
}
