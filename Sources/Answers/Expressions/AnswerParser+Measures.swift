import Arithmetic

extension AnswerParser {
  /// A term with a currency before it, and a percent sign, degrees or words after it.
  func measured(_ tokens: ArraySlice<MathToken>) -> Answer? {
    var tokens = tokens
    var money: String?
    while let first = tokens.first {
      switch first {
      case .money(let sign): money = sign
      case .word(let word) where AnswerParser.hedges.contains(word.lowercased()): break
      case .symbol("-") where tokens.dropFirst().first.isMoney:
        tokens = [.symbol("-")] + tokens.dropFirst(2)
        money = "$"
        continue
      default:
        return finished(tokens, money)
      }
      tokens = tokens.dropFirst()
    }
    return nil
  }

  private static let hedges: Set<String> = [
    "about", "approximately", "exactly", "only", "around", "is", "are",
  ]

  private func finished(_ tokens: ArraySlice<MathToken>, _ money: String?) -> Answer? {
    if let product = shortProduct(tokens) { return .value(product, .none) }
    guard let (term, rest) = MathParser.leadingTerm(tokens) ?? spelled(tokens) else { return nil }
    guard let (scaled, measure) = scaledMeasure(term, rest) else { return nil }
    if let money, measure == .none || measure.isThings, let unit = MeasureUnit.named(money) {
      return .value(scaled, .unit(unit))
    }
    return .value(scaled, measure)
  }

  /// "xy" and "abc" are products if the answer has only such letters and numbers.
  private func shortProduct(_ tokens: ArraySlice<MathToken>) -> MathExpression? {
    var isChanged = false
    let spread = tokens.flatMap { token -> [MathToken] in
      guard case .word(let word) = token, word.count <= 3, MeasureUnit.named(word) == nil,
        !AnswerParser.shortWords.contains(word.lowercased())
      else { return [token] }
      isChanged = true
      return word.map { $0 == "i" ? .constant(.imaginaryUnit) : .variable(String($0)) }
    }
    return isChanged ? MathParser.term(spread[...]) : nil
  }

  private static let shortWords: Set<String> = [
    "yes", "no", "old", "per", "pm", "am", "sq", "new", "odd", "all", "sum", "ten", "one", "two",
    "six", "of",
    "to", "in", "at", "on", "by", "men", "egg", "day", "box", "bag", "pen", "way", "mph", "kph",
    "cat", "dog",
    "or", "and", "the", "is", "not", "dne",
  ]

  private func spelled(
    _ tokens: ArraySlice<MathToken>
  ) -> (term: MathExpression, rest: ArraySlice<MathToken>)? {
    guard case .word(let word)? = tokens.first,
      let value = AnswerParser.spelledNumbers.firstIndex(of: word.lowercased())
    else { return nil }
    return (.integer(value), tokens.dropFirst())
  }

  private static let spelledNumbers = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
  ]

  /// The unit named by the remaining tokens; number words before it ("million") are part of the
  /// value.
  private func scaledMeasure(
    _ term: MathExpression, _ rest: ArraySlice<MathToken>
  ) -> (MathExpression, Answer.Measure)? {
    var term = term
    var rest = rest
    while case .word(let word)? = rest.first, let unit = MeasureUnit.named(word),
      unit.dimension == .number
    {
      term = .product(term, .number(unit.factor, decimals: 0))
      rest = rest.dropFirst()
    }
    return measure(rest).map { (term, $0) }
  }

  private func measure(_ rest: ArraySlice<MathToken>) -> Answer.Measure? {
    guard let first = rest.first else { return Answer.Measure.none }
    if rest.count == 1 {
      if first == .symbol("%") { return .percent }
      if first == .symbol("°") { return .degrees }
      if case .money(let sign) = first { return MeasureUnit.named(sign).map(Answer.Measure.unit) }
    }
    if first == .symbol("^"), rest.dropFirst().first == .symbol("°") {
      return measure(rest.dropFirst())
    }
    let start = Array(rest.prefix(4))
    if start == [.symbol("^"), .symbol("{"), .symbol("°"), .symbol("}")] {
      return measure([.symbol("°")] + rest.dropFirst(4))
    }
    guard let words = words(of: rest) else { return nil }
    if first == .symbol("°"), let unit = temperature(rest.dropFirst()) { return .unit(unit) }
    if words == "percent" { return .percent }
    if ["degree", "degrees"].contains(words) || first == .symbol("°") { return .degrees }
    return MeasureUnit.named(words).map(Answer.Measure.unit) ?? .things(words)
  }

  private func temperature(_ rest: ArraySlice<MathToken>) -> MeasureUnit? {
    switch rest.first {
    case .variable("C"): MeasureUnit.named("celsius")
    case .variable("F"): MeasureUnit.named("fahrenheit")
    default: nil
    }
  }

  /// "square feet", "cm^2", "m/s", "per day": words and single letters, their powers, and a bar
  /// between them.
  private func words(of tokens: ArraySlice<MathToken>) -> String? {
    var text = ""
    var hasLetters = false
    for token in tokens {
      switch token {
      case .word(let word):
        text += (text.isEmpty || text.hasSuffix("/") ? "" : " ") + word
        hasLetters = true
      case .variable(let name):
        text += (text.isEmpty || text.hasSuffix("/") ? "" : " ") + name
        hasLetters = true
      case .symbol("/"): text += "/"
      case .symbol("^"), .symbol("°"), .symbol("{"), .symbol("}"), .symbol("("), .symbol(")"),
        .symbol("*"), .money:
        break
      case .number(let value, 0) where hasLetters && value.isInteger:
        text += "^" + value.description
      default: return nil
      }
    }
    return hasLetters ? text : nil
  }
}

extension Optional where Wrapped == MathToken {
  fileprivate var isMoney: Bool { if case .money? = self { true } else { false } }
}

extension Answer.Measure {
  var isThings: Bool { if case .things = self { true } else { false } }
}
