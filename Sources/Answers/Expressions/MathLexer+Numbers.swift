import Arithmetic

extension MathLexer {
  /// A number with groups of thousands, decimals, repeating digits and a power of ten, or a mixed number.
  mutating func readNumber(commasGroup: Bool) {
    var digits = takeDigits()
    if (1...3).contains(digits.count) {
      while let group = thousands(commasGroup) { digits += group }
    }
    var decimals = ""
    if next == ".", peek(1)?.isASCIIDigit == true || digits.isEmpty || startsRepetition(1) {
      place += 1
      decimals = takeDigits()
      if let repetition = takeRepetition() {
        append(.number(Self.repeating(digits, decimals, repetition), decimals: 0))
        return
      }
    }
    guard let value = Self.value(digits, decimals) else {
      append(.word(digits + "." + decimals))
      return
    }
    addNumber(value, decimals: decimals.count)
  }

  private mutating func addNumber(_ value: Rational, decimals: Int) {
    if decimals == 0, let part = mixedPart(), let sum = value.adding(part) {
      append(.number(sum, decimals: 0))
    } else if let exponent = takeExponent(), let power = Rational(10).raised(to: exponent),
      let product = value.multiplied(by: power)
    {
      append(.number(product, decimals: max(0, decimals - exponent)))
    } else {
      append(.number(value, decimals: decimals))
    }
  }

  private mutating func takeDigits() -> String {
    let start = place
    while next?.isASCIIDigit == true { place += 1 }
    return String(text[start..<place])
  }

  /// Three digits after `,`, `{,}`, `\,`, `\!` or one blank, and no fourth.
  private mutating func thousands(_ commasGroup: Bool) -> String? {
    for separator in ["{,}", "\\,", "\\!", "\u{202F}", ",\\!", " ", ","] {
      if separator == ",", !commasGroup { continue }
      let end = place + separator.count
      guard end + 3 <= text.count, String(text[place..<end]) == separator,
        text[end..<end + 3].allSatisfy(\.isASCIIDigit),
        end + 3 == text.count || !text[end + 3].isASCIIDigit
      else { continue }
      place = end + 3
      return String(text[end..<end + 3])
    }
    return nil
  }

  private func startsRepetition(_ offset: Int) -> Bool {
    let start = min(place + offset, text.count)
    return text[start...].starts(with: "\\overline{") || text[start...].starts(with: "\\bar{")
  }

  private mutating func takeRepetition() -> String? {
    guard startsRepetition(0), let open = text[place...].firstIndex(of: "{"),
      let close = text[open...].firstIndex(of: "}")
    else { return nil }
    let digits = String(text[open + 1..<close])
    guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    place = close + 1
    return digits
  }

  /// `e5`, `E-3`, or nothing.
  private mutating func takeExponent() -> Int? {
    guard next == "e" || next == "E" else { return nil }
    let sign = peek(1) == "-" || peek(1) == "+" ? 1 : 0
    var end = place + 1 + sign
    while end < text.count, text[end].isASCIIDigit { end += 1 }
    guard end > place + 1 + sign, let exponent = Int(String(text[place + 1..<end])),
      abs(exponent) <= 30
    else { return nil }
    place = end
    return exponent
  }

  /// The fraction of "3 1/2": blanks, digits, a bar and digits, the fraction below 1.
  private mutating func mixedPart() -> Rational? {
    guard next == " " else { return nil }
    let start = place
    while next == " " { place += 1 }
    let top = takeDigits()
    if !top.isEmpty, next == "/" {
      place += 1
      let bottom = takeDigits()
      if let value = Self.value(top, "").flatMap({ top in
        Self.value(bottom, "").flatMap { top.divided(by: $0) }
      }), value < .one, !bottom.isEmpty {
        return value
      }
    }
    place = start
    return nil
  }

  static func value(_ digits: String, _ decimals: String) -> Rational? {
    let all = digits + decimals
    guard !all.isEmpty, all.count <= 36, let top = Int128(all),
      let scale = Rational(10).raised(to: decimals.count)
    else { return nil }
    return Rational(top, over: 1)?.divided(by: scale)
  }

  /// 0.1 with 6 repeated is 1/10 + 6/90.
  private static func repeating(_ digits: String, _ decimals: String, _ period: String) -> Rational
  {
    guard let start = value(digits, decimals), let repeated = value(period, ""),
      let nines = value(String(repeating: "9", count: period.count), ""),
      let scale = Rational(10).raised(to: decimals.count),
      let tail = repeated.divided(by: nines)?.divided(by: scale), let sum = start.adding(tail)
    else { return .zero }
    return sum
  }
}
