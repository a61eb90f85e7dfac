/// The ways in which responses mark their final answers.
enum AnswerMarks {
  /// The content of the last `\boxed{…}` or `\fbox{…}`, braces balanced; also `\boxed 5`.
  static func boxed(in text: String) -> String? {
    let starts = ["\\boxed", "\\fbox"].compactMap { text.lastRange(of: $0)?.upperBound }
    guard let start = starts.max() else { return nil }
    let rest = text[start...].drop { $0 == " " }
    guard rest.first == "{" else { return rest.prefix { !"$ \n\\.".contains($0) }.description }
    var depth = 0
    for place in rest.indices {
      if rest[place] == "{" { depth += 1 }
      if rest[place] == "}" { depth -= 1 }
      if depth == 0 { return String(rest[rest.index(after: rest.startIndex)..<place]) }
    }
    return nil
  }

  /// The text after the last `####`, or after `A:` on a line of its own (GSM8K and its solutions).
  static func marked(in text: String) -> String? {
    for line in text.lines.reversed() {
      if let mark = line.lastRange(of: "####") { return String(line[mark.upperBound...]) }
      if line.hasPrefix("A:") || line.hasPrefix("A :") {
        return line.split(separator: ":", maxSplits: 1).last.map(String.init)
      }
    }
    return nil
  }

  /// The text after the last "answer is", to the end of the sentence.
  static func stated(in text: String) -> String? {
    for line in text.lines.reversed() where mayState(line) {
      guard let start = phrases.compactMap({ line.lastRange(ofAnyCase: $0)?.upperBound }).max()
      else { continue }
      let answer = firstSentence(line[start...])
      if !trimmed(answer).isEmpty { return answer }
    }
    return nil
  }

  /// A quick check: few lines contain the word that every phrase has.
  private static func mayState(_ line: Substring) -> Bool {
    ["answer", "答案"].contains { line.lastRange(ofAnyCase: $0) != nil }
  }

  /// The match that extends furthest counts, so that "answer is:" leaves no colon behind.
  private static let phrases = [
    "answer is:", "answer is", "answer:", "answer :", "answer =", "answer to the problem is",
    "answer would be", "answer should be", "answer**:", "answer:**", "答案是", "答案为", "答案：",
  ]

  /// The option on a line that says nothing else or ends with one in brackets.
  static func chosen(in text: String) -> String? {
    guard let line = text.lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let core = trimmed(String(line))
    if core.count == 1, let letter = core.first, isOption(letter) { return core }
    guard core.hasSuffix(")"), let open = core.lastIndex(of: "(") else { return nil }
    let inside = core[core.index(after: open)...].dropLast()
    return inside.count == 1 && inside.allSatisfy(isOption) ? String(inside) : nil
  }

  static func isOption(_ letter: Character) -> Bool { ("A"..."J").contains(letter) }

  /// The last number of the text with its sign, currency, percent sign and fraction.
  static func lastNumber(in text: String) -> String? {
    let scalars = Array(text)
    guard let last = scalars.lastIndex(where: \.isASCIIDigit) else { return nil }
    var start = last
    while start > 0, isInside(scalars, start - 1) { start -= 1 }
    if start > 0, "$€£¥".contains(scalars[start - 1]) { start -= 1 }
    if start > 0, "-−".contains(scalars[start - 1]),
      start == 1 || !scalars[start - 2].isLetterOrDigit
    {
      start -= 1
    }
    let end = last + 1 < scalars.count && scalars[last + 1] == "%" ? last + 1 : last
    return String(scalars[start...end])
  }

  /// Digits, and points, commas and bars between two digits.
  private static func isInside(_ text: [Character], _ place: Int) -> Bool {
    if text[place].isASCIIDigit { return true }
    guard ".,/".contains(text[place]), text[place + 1].isASCIIDigit else { return false }
    return text[place] == "." || (place > 0 && text[place - 1].isASCIIDigit)
  }

  /// Up to the full stop that ends a sentence: one before a blank or the end, outside brackets.
  private static func firstSentence(_ text: Substring) -> String {
    var depth = 0
    var previous: Character = " "
    for place in text.indices {
      let character = text[place]
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      let next = text.index(after: place)
      let endsWord = next == text.endIndex || text[next] == " "
      if depth <= 0, "。".contains(character) || (character == "." && endsWord && previous != ".") {
        return String(text[..<place])
      }
      previous = character
    }
    return String(text)
  }

  /// The text trimmed of blanks, bold marks, colons, full stops and the dollar signs of formulas.
  static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while true {
      let before = rest
      rest = rest.drop { $0.isWhitespace || "*:".contains($0) }
      while let last = rest.last, last.isWhitespace || "*.,;:".contains(last) { rest.removeLast() }
      for (open, close) in formulas where rest.hasPrefix(open) && rest.hasSuffix(close) {
        let inside = rest.dropFirst(open.count).dropLast(close.count)
        let isPair = rest.count >= open.count + close.count
        if isPair, open != "$" || !inside.contains("$") { rest = inside }
      }
      if rest.hasSuffix("\\]") || rest.hasSuffix("\\)"), rest.lastRange(of: "\\(") == nil {
        if rest.lastRange(of: "\\[") == nil { rest = rest.dropLast(2) }
      }
      if rest == before { return String(rest) }
    }
  }

  private static let formulas = [
    ("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("`", "`"),
  ]
}
