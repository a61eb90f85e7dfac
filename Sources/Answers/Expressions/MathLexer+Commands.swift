extension MathLexer {
  /// Reads what follows a backslash; false for a command that no answer contains.
  mutating func readCommand() -> Bool {
    guard let first = next else { return true }
    guard first.isLetter, first.isASCII else { return readEscaped(first) }
    let start = place
    while let letter = next, letter.isLetter, letter.isASCII { place += 1 }
    let name = String(text[start..<place])
    if MathSpellings.ignoredCommands.contains(name) { return true }
    if MathSpellings.textCommands.contains(name) { return readText() }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac": append(.command(.fraction))
    case "sqrt": append(.command(.root))
    case "binom", "dbinom", "tbinom", "choose": append(.command(.binomial))
    case "log": append(.command(.logarithm))
    case "begin": return readEnvironment(.begin)
    case "end": return readEnvironment(.end)
    case "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr": skipEmptyDelimiter()
    default:
      if let symbol = MathSpellings.commandSymbols[name] { return add(symbol) }
      guard
        MathSpellings.functions[name] != nil || MathSpellings.constants[name] != nil
          || MathSpellings.greek.contains(name)
      else { return false }
      MathSpellings.greek.contains(name) ? append(.variable(name)) : addName(name)
    }
    return true
  }

  /// `\left.` draws nothing.
  private mutating func skipEmptyDelimiter() {
    if next == "." { place += 1 }
  }

  private mutating func readEscaped(_ character: Character) -> Bool {
    place += 1
    switch character {
    case "{": return add("⦃")
    case "}": return add("⦄")
    case "$": append(.money("$"))
    case "%": return add("%")
    case "\\": append(.symbol("⏎"))
    case ",", ";", ":", "!", " ", "(", ")", "[", "]", "&", "#", "_": break
    case "|": return add("|")
    default: return false
    }
    return true
  }

  /// The words of `\text{…}`; an answer such as `\text{(A)}` or `\text{ cm}^2` continues after it.
  private mutating func readText() -> Bool {
    guard next == "{", let close = text[place...].firstIndex(of: "}") else { return true }
    let inner = String(text[place + 1..<close])
    guard let tokens = MathLexer.tokens(of: inner) else { return false }
    place = close + 1
    tokens.forEach { append($0) }
    return true
  }

  /// `{pmatrix}` and, after `array`, its columns; other environments are refused.
  private mutating func readEnvironment(_ token: MathToken) -> Bool {
    guard next == "{", let close = text[place...].firstIndex(of: "}") else { return false }
    let name = String(text[place + 1..<close]).filter { $0 != "*" }
    guard ["pmatrix", "bmatrix", "matrix", "vmatrix", "smallmatrix", "array"].contains(name) else {
      return false
    }
    place = close + 1
    if token == .begin, name == "array", next == "{",
      let columns = text[place...].firstIndex(of: "}")
    {
      place = columns + 1
    }
    append(token)
    return true
  }
}
