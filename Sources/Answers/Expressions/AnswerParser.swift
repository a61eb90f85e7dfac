import Arithmetic

extension Answer {
  /// The answer that a text states; words if it is not mathematics.
  public init(_ text: String) {
    let trimmed = AnswerMarks.trimmed(text)
    if let option = Answer.option(trimmed) {
      self = .choice(option)
    } else if let tokens = MathLexer.tokens(of: trimmed), !tokens.isEmpty,
      let answer = AnswerParser(longest: tokens.count).answer(tokens[...])
    {
      self = answer
    } else {
      self = .words(Answer.plainWords(trimmed))
    }
  }

  /// `B`, `(B)`, `\text{(B)}`, `B.`, `(B) 5 apples`; a bare capital after other text is not an
  /// option.
  private static func option(_ text: String) -> Character? {
    var core = Substring(text)
    for command in ["\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{"]
    where core.hasPrefix(command) && core.hasSuffix("}") {
      core = core.dropFirst(command.count).dropLast()
    }
    core = core.drop { $0 == " " }
    let isBracketed = core.hasPrefix("(")
    if isBracketed { core = core.dropFirst() }
    guard let letter = core.first, AnswerMarks.isOption(letter) else { return nil }
    let rest = core.dropFirst()
    if isBracketed { return rest.hasPrefix(")") ? letter : nil }
    return rest.isEmpty || rest == ")" || rest == "." ? letter : nil
  }

  /// Letters and digits in lower case, single blanks between words, articles left out.
  static func plainWords(_ text: String) -> String {
    var words: [String] = []
    let commands = ["\\text", "\\mathrm", "\\textbf", "\\mbox"]
    var rest = text
    for command in commands { rest = rest.split(separator: command).joined(separator: " ") }
    for word in rest.lowercased().split(whereSeparator: { !$0.isLetterOrDigit })
    where !["a", "an", "the"].contains(word) {
      words.append(String(word))
    }
    return words.joined(separator: " ")
  }
}

/// Splits an answer into its structure, from the outside in.
struct AnswerParser {
  /// Limits the work, so that nested brackets cannot make it slow.
  private let longest: Int

  init(longest: Int) { self.longest = min(longest, 512) }

  func answer(_ tokens: ArraySlice<MathToken>) -> Answer? {
    guard !tokens.isEmpty, tokens.count <= longest else { return nil }
    let tokens = withoutGroup(tokens)
    if let matrix = matrix(tokens) { return matrix }
    if let relation = relation(tokens) { return relation }
    if let parts = split(tokens, at: { $0.symbol == "∪" }) {
      return parts.map(answer).whole().map(Answer.union)
    }
    if let sides = plusMinus(tokens) { return sides }
    if let parts = split(tokens, at: AnswerParser.separates) {
      return parts.map(answer).whole().map { .collection($0, inBraces: false) }
    }
    if let bracketed = bracketed(tokens) { return bracketed }
    if let parts = split(tokens, at: { $0.symbol == ":" }), parts.count > 1 {
      return parts.map(answer).whole().map(Answer.ratio)
    }
    return measured(tokens)
  }

  /// Removes LaTeX groups around everything; braces around a list make it a set.
  private func withoutGroup(_ tokens: ArraySlice<MathToken>) -> ArraySlice<MathToken> {
    guard tokens.first?.symbol == "{", tokens.last?.symbol == "}",
      closing(of: tokens.startIndex, in: tokens) == tokens.endIndex - 1, tokens.count > 2
    else { return tokens }
    let inner = tokens.dropFirst().dropLast()
    return split(inner, at: { $0.symbol == "," }) == nil ? withoutGroup(inner) : tokens
  }

  private static func separates(_ token: MathToken) -> Bool {
    switch token {
    case .symbol(","), .symbol(";"): true
    case .word(let word): ["and", "or"].contains(word.lowercased())
    default: false
    }
  }

  /// Parts between separators outside brackets; `nil` without a separator; empty parts are dropped.
  private func split(
    _ tokens: ArraySlice<MathToken>, at isSeparator: (MathToken) -> Bool
  ) -> [ArraySlice<MathToken>]? {
    var parts: [ArraySlice<MathToken>] = []
    var start = tokens.startIndex
    var depth = 0
    for place in tokens.indices {
      depth += AnswerParser.depthChange(tokens[place])
      guard depth == 0, isSeparator(tokens[place]) else { continue }
      parts.append(tokens[start..<place])
      start = place + 1
    }
    guard !parts.isEmpty else { return nil }
    parts.append(tokens[start...])
    return parts.filter { !$0.isEmpty }
  }

  private static func depthChange(_ token: MathToken) -> Int {
    switch token {
    case .begin: return 1
    case .end: return -1
    case .symbol(let symbol):
      return "([{⦃".contains(symbol) ? 1 : ")]}⦄".contains(symbol) ? -1 : 0
    default: return 0
    }
  }

  private func closing(of open: Int, in tokens: ArraySlice<MathToken>) -> Int? {
    var depth = 0
    for place in open..<tokens.endIndex {
      depth += AnswerParser.depthChange(tokens[place])
      if depth == 0 { return place }
    }
    return nil
  }

  /// `(a, b)`, `[a, b)`, `\{a, b\}`, `{a, b}`.
  private func bracketed(_ tokens: ArraySlice<MathToken>) -> Answer? {
    guard let open = tokens.first?.symbol, "([{⦃".contains(open), let close = tokens.last?.symbol,
      closing(of: tokens.startIndex, in: tokens) == tokens.endIndex - 1
    else { return nil }
    let inner = tokens.dropFirst().dropLast()
    if open == "⦃", inner.isEmpty { return .collection([], inBraces: true) }
    let parts = split(inner, at: { $0.symbol == "," || $0.symbol == ";" })
    if open == "{" || open == "⦃" {
      return (parts ?? [inner]).map(answer).whole().map { .collection($0, inBraces: true) }
    }
    return parts?.map(answer).whole().map { .sequence(open: open, $0, close: close) }
  }

  private func matrix(_ tokens: ArraySlice<MathToken>) -> Answer? {
    guard tokens.first == .begin, tokens.last == .end else { return nil }
    let inner = tokens.dropFirst().dropLast()
    let rows = split(inner, at: { $0.symbol == "⏎" }) ?? [inner]
    return rows.map { row in
      (split(row, at: { $0.symbol == "&" }) ?? [row]).map(answer).whole()
    }.whole().map(Answer.matrix)
  }

  private func relation(_ tokens: ArraySlice<MathToken>) -> Answer? {
    let isSign = { (token: MathToken) in token.symbol.map { "=≠<>≤≥∈".contains($0) } ?? false }
    guard split(tokens, at: AnswerParser.separates) == nil, let sides = split(tokens, at: isSign),
      sides.count > 1
    else { return nil }
    var depth = 0
    let signs = tokens.compactMap { token -> Character? in
      depth += AnswerParser.depthChange(token)
      return depth == 0 && isSign(token) ? token.symbol : nil
    }
    if signs.last == "=" || signs.last == "∈", signs.count == sides.count - 1 {
      // "x = 5" and "the total is = 5 eggs": if the left side is prose, the right side counts.
      if isProse(sides[0]) || signs == ["∈"] { return answer(sides[sides.count - 1]) }
    }
    guard signs.count == sides.count - 1 else { return nil }
    return sides.map(answer).whole().map { .relation($0, signs: signs) }
  }

  private func isProse(_ tokens: ArraySlice<MathToken>) -> Bool {
    tokens.contains { if case .word = $0 { true } else { false } }
  }

  /// a ± b is two values.
  private func plusMinus(_ tokens: ArraySlice<MathToken>) -> Answer? {
    guard tokens.contains(.symbol("±")), split(tokens, at: AnswerParser.separates) == nil else {
      return nil
    }
    let signed = ["+", "-"].map { (sign: Character) in
      answer(tokens.map { $0 == .symbol("±") ? .symbol(sign) : $0 }[...])
    }
    return signed.whole().map { .collection($0, inBraces: false) }
  }
}

extension Array {
  /// All elements, or `nil` if one is missing or there are none.
  fileprivate func whole<Part>() -> [Part]? where Element == Part? {
    let present = compactMap { $0 }
    return present.count == count && count > 0 ? present : nil
  }
}
