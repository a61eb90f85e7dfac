extension Lexer {
  /// Digits with thousands separators (`1,200`, `1{,}200`, `1\,200`) and a decimal part.
  mutating func readNumber() {
    let start = position
    var end = position
    var mantissa: Int128 = 0
    var digits = 0
    var decimals = 0
    func take(_ byte: UInt8) {
      if digits < 36 { mantissa = mantissa * 10 + Int128(byte - 0x30) }
      digits += 1
    }
    while end < bytes.count, isDigit(bytes[end]) {
      take(bytes[end])
      end += 1
    }
    if end - start <= 3, end > start {
      while let separator = thousandsSeparator(at: end) {
        for offset in 0..<3 { take(bytes[end + separator + offset]) }
        end += separator + 3
      }
    }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(bytes[end + 1]) {
      end += 1
      while end < bytes.count, isDigit(bytes[end]) {
        take(bytes[end])
        decimals += 1
        end += 1
      }
    }
    if readRepeatingDecimal(from: start, to: end, mantissa: mantissa, decimals: decimals) { return }
    finishNumber(from: start, to: end, mantissa: mantissa, digits: digits, decimals: decimals)
  }

  /// 0.1\overline{6}, 0.\bar{3}, 0.(3): repeating decimals, which are fractions.
  private mutating func readRepeatingDecimal(
    from start: Int, to end: Int, mantissa: Int128, decimals: Int
  ) -> Bool {
    var place = end
    if decimals == 0 {
      guard end > start, place < bytes.count, bytes[place] == UInt8(ascii: ".") else {
        return false
      }
      place += 1
    }
    guard place < bytes.count,
      bytes[place] == UInt8(ascii: "\\") || decimals == 0 && bytes[place] == UInt8(ascii: "(")
    else { return false }
    for opening in Lexer.repetitions where bytes[place...].starts(with: opening) {
      let isBracket = opening == [UInt8(ascii: "(")]
      if isBracket, decimals > 0 { return false }
      var stop = place + opening.count
      var period: Int128 = 0
      while stop < bytes.count, isDigit(bytes[stop]), stop - place < 40 {
        period = stop - place - opening.count < 18 ? period * 10 + Int128(bytes[stop] - 0x30) : 0
        stop += 1
      }
      let length = stop - place - opening.count
      guard stop < bytes.count, bytes[stop] == UInt8(ascii: isBracket ? ")" : "}"), length > 0
      else { return !isBracket && skipUnreadable(from: start, to: place + opening.count) }
      return finishRepeating(
        from: start, to: stop + 1, mantissa: mantissa, decimals: decimals, period: period,
        length: length)
    }
    return false
  }

  private static let repetitions: [[UInt8]] = ["\\overline{", "\\bar{", "\\dot", "("].map {
    Array($0.utf8)
  }

  private mutating func skipUnreadable(from start: Int, to end: Int) -> Bool {
    add(.opaque, length: end - start)
    return true
  }

  private mutating func finishRepeating(
    from start: Int, to end: Int, mantissa: Int128, decimals: Int, period: Int128, length: Int
  ) -> Bool {
    guard length + decimals <= 18, end - start <= 40,
      let head = Rational(mantissa, over: Lexer.powersOfTen[decimals]),
      let tail = Rational(
        period, over: (Lexer.powersOfTen[length] - 1) * Lexer.powersOfTen[decimals]),
      let value = head.adding(tail)
    else { return skipUnreadable(from: start, to: end) }
    add(.number, length: end - start)
    tokens[tokens.count - 1].value = value
    tokens[tokens.count - 1].name = 2  // exact, and not the whole part of a mixed number
    return true
  }

  private mutating func finishNumber(
    from start: Int, to end: Int, mantissa: Int128, digits: Int, decimals: Int
  ) {
    let isVersion =
      end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".")
      && isDigit(bytes[end + 1])
    guard digits <= 30, decimals <= 18, !isVersion, !isOrdinal(at: end),
      let value = Rational(mantissa, over: Lexer.powersOfTen[decimals])
    else {
      var stop = end
      while stop < bytes.count, isDigit(bytes[stop]) || isLetter(bytes[stop]) { stop += 1 }
      return add(.opaque, length: max(stop, start + 1) - start)
    }
    add(.number, length: end - start)
    tokens[tokens.count - 1].value = value
    tokens[tokens.count - 1].decimals = UInt8(decimals)
  }

  /// The length of a separator before exactly three digits; `nil` without one.
  private func thousandsSeparator(at index: Int) -> Int? {
    for separator in Lexer.separators where index + separator.count + 3 <= bytes.count {
      let end = index + separator.count
      guard separator.indices.allSatisfy({ bytes[index + $0] == separator[$0] }),
        isDigit(bytes[end]), isDigit(bytes[end + 1]), isDigit(bytes[end + 2])
      else { continue }
      return end + 3 < bytes.count && isDigit(bytes[end + 3]) ? nil : separator.count
    }
    return nil
  }

  /// 1st, 2nd, 3rd, 4th, and "3D".
  private func isOrdinal(at index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    let first = bytes[index] | 0x20
    let second = bytes[index + 1] | 0x20
    let third = index + 2 < bytes.count ? bytes[index + 2] : 0
    guard !isLetter(third) else { return false }
    return switch (first, second) {
    case (UInt8(ascii: "s"), UInt8(ascii: "t")), (UInt8(ascii: "n"), UInt8(ascii: "d")),
      (UInt8(ascii: "r"), UInt8(ascii: "d")), (UInt8(ascii: "t"), UInt8(ascii: "h")):
      true
    default: false
    }
  }

  private static let separators: [[UInt8]] = [",", "{,}", "\\,", ",\\!", "\\!"].map {
    Array($0.utf8)
  }

  private static let powersOfTen: [Int128] = (0...18).map { exponent in
    (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }

  /// A run of letters: a variable if it is a single letter, else a word.
  mutating func readWord() {
    let start = position
    var end = position
    while let length = letterLength(at: end) { end += length }
    while end > start + 1, bytes[end - 1] == UInt8(ascii: "'") { end -= 1 }
    let afterNumber = !spaceBefore && tokens.last?.kind == .number
    let name = Vocabulary.hash(bytes[start..<end])
    let word = Vocabulary.word(name)
    let length = end - start
    if isMultiplicationSign(start: start, end: end, word: word) {
      add(.times, length: length)
    } else if isVariable(start: start, length: length, afterNumber: afterNumber, word: word) {
      readVariable(from: start, to: end)
    } else {
      addWord(name, word, kind: Lexer.kind(of: word), to: end)
    }
  }

  /// Plurals share a name, so that "1 hour" and "2 hours" have one unit.
  mutating func addWord(_ name: UInt64, _ word: Vocabulary.Word, kind: Token.Kind, to end: Int) {
    let start = position
    let isPlural = end - start > 3 && bytes[end - 1] | 0x20 == UInt8(ascii: "s")
    add(kind, length: end - start)
    tokens[tokens.count - 1].name =
      isPlural && Vocabulary.value(name) == nil ? Vocabulary.hash(bytes[start..<end - 1]) : name
    tokens[tokens.count - 1].word = word
  }

  /// The length of a letter or apostrophe in bytes; `nil` for anything else.
  ///
  /// `×` and `÷` lie among the letters.
  func letterLength(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    if isLetter(first) || first == UInt8(ascii: "'") { return 1 }
    guard (0xc3...0xca).contains(first) || (0xd0...0xd3).contains(first), index + 1 < bytes.count
    else { return nil }
    let isSign = first == 0xc3 && (bytes[index + 1] == 0x97 || bytes[index + 1] == 0xb7)
    return isSign ? nil : 2
  }

  private static func kind(of word: Vocabulary.Word) -> Token.Kind {
    switch word {
    case .equals: .equals
    case .of: .of
    case .plus: .plus
    case .minus: .minus
    case .times: .times
    case .percent: .percent
    default: .word
    }
  }

  /// "3 x 4": an x between two numbers is a multiplication sign.
  private func isMultiplicationSign(start: Int, end: Int, word: Vocabulary.Word) -> Bool {
    guard word == .x, end == start + 1 else { return false }
    var next = end
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == UInt8(ascii: "$") { next += 1 }
    guard next < bytes.count, isDigit(bytes[next]), let last = tokens.last else { return false }
    let spaced = next > end
    return [.number, .percent, .word, .close].contains(last.kind) && (spaced == spaceBefore)
      && (last.kind != .close || spaced) && (last.kind != .word || spaced)
  }

  private func isVariable(
    start: Int, length: Int, afterNumber: Bool, word: Vocabulary.Word
  ) -> Bool {
    let isKnownUnit = [.convertible, .abbreviation, .otherArithmetic].contains(word)
    if length == 1, tokens.last?.kind == .number,
      KinUnits.areBeside(start, in: bytes)
    {
      return false
    }
    // "5cm" is a length; "7m" may be a length or a product.
    if afterNumber { return !isKnownUnit || length == 1 }
    guard length == 1 else { return false }
    // The h of km/h.
    if tokens.count >= 2, !spaceBefore, tokens[tokens.count - 1].kind == .divide,
      tokens[tokens.count - 2].kind == .word
    {
      return false
    }
    let letter = bytes[start]
    let isArticle = letter | 0x20 == UInt8(ascii: "a") || letter == UInt8(ascii: "I")
    let isolated = spaceBefore && start + 1 < bytes.count && bytes[start + 1] == 0x20
    guard isArticle, isolated, start + 2 < bytes.count else { return true }
    // "a 5": an article; "a + 5", "a = 5": a variable.
    return "+-*/=^\\)".utf8.contains(bytes[start + 2])
  }

  /// A name with its subscript: `a`, `a_1`, `x_{12}`; letters side by side are one name.
  mutating func readVariable(from start: Int, to end: Int) {
    var stop = end
    if stop < bytes.count, bytes[stop] == UInt8(ascii: "_") {
      stop += 1
      if stop < bytes.count, bytes[stop] == UInt8(ascii: "{") {
        let limit = min(bytes.count, stop + 24)
        while stop < limit, bytes[stop] != UInt8(ascii: "}") { stop += 1 }
        stop = min(bytes.count, stop + 1)
      } else {
        while stop < bytes.count, isDigit(bytes[stop]) || isLetter(bytes[stop]) { stop += 1 }
      }
    }
    let length = stop - start
    add(.variable, length: length)
    // Names keep their case: P and p differ.
    tokens[tokens.count - 1].name = bytes[start..<stop].reduce(0xcbf2_9ce4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
  }
}
