import Arithmetic

/// Cuts an answer into tokens, LaTeX or plain.
struct MathLexer {
  private(set) var text: [Character]
  var place = 0
  private(set) var tokens: [MathToken] = []
  /// Depth of open brackets; a comma inside them separates.
  private var depth = 0
  /// Whether dollar signs delimit formulas in pairs.
  private let dollarsArePairs: Bool

  init(_ text: String) {
    self.text = Array(text)
    let dollars = zip(self.text, [" "] + self.text).count { $0 == "$" && $1 != "\\" }
    dollarsArePairs = dollars % 2 == 0
  }

  /// All tokens; `nil` if a sign occurs that no answer contains.
  static func tokens(of text: String) -> [MathToken]? {
    var lexer = MathLexer(text)
    while lexer.place < lexer.text.count {
      guard lexer.step() else { return nil }
    }
    return lexer.tokens
  }

  var next: Character? { place < text.count ? text[place] : nil }

  func peek(_ offset: Int) -> Character? {
    place + offset < text.count ? text[place + offset] : nil
  }

  mutating func append(_ token: MathToken) { tokens.append(token) }

  /// Takes one token, or blanks; false if nothing fits.
  private mutating func step() -> Bool {
    guard let character = next else { return false }
    if character.isWhitespace || "~`".contains(character) {
      place += 1
    } else if character.isASCIIDigit || (character == "." && peek(1)?.isASCIIDigit == true) {
      readNumber(commasGroup: depth == 0)
    } else if character == "\\" {
      place += 1
      return readCommand()
    } else if character.isLetter {
      readLetters()
    } else {
      return readSign(character)
    }
    return true
  }

  private mutating func readSign(_ character: Character) -> Bool {
    place += 1
    if let power = MathSpellings.superscripts[character] {
      append(.symbol("^"))
      append(.number(Rational(power), decimals: 0))
      return true
    }
    if let fraction = MathSpellings.fractions[character] {
      addFraction(fraction)
      return true
    }
    if character == "$" {
      if !dollarsArePairs { append(.money("$")) }
      return true
    }
    if "€£¥₹".contains(character) {
      append(.money(String(character)))
      return true
    }
    if character == "*", next == "*" {
      place += 1
      append(.symbol("^"))
      return true
    }
    guard let symbol = MathSpellings.symbols[character] else { return false }
    return add(symbol)
  }

  /// A symbol; brackets are counted, and `<=`, `>=`, `!=` become one sign.
  mutating func add(_ symbol: Character) -> Bool {
    if "([{⦃".contains(symbol) { depth += 1 }
    if ")]}⦄".contains(symbol) { depth -= 1 }
    if next == "=", let both = ["<": "≤", ">": "≥", "!": "≠"][symbol] as Character? {
      place += 1
      append(.symbol(both))
    } else if symbol == "√" {
      append(.command(.root))
    } else if symbol == "∞" {
      append(.constant(.infinity))
    } else {
      append(.symbol(symbol))
    }
    return depth < 64
  }

  /// ½ after a whole number makes a mixed number.
  private mutating func addFraction(_ fraction: Rational) {
    if case .number(let whole, 0)? = tokens.last, let sum = whole.adding(fraction) {
      tokens[tokens.count - 1] = .number(sum, decimals: 0)
    } else {
      append(.number(fraction, decimals: 0))
    }
  }

  /// One letter is a variable or constant; several are a function or a word.
  private mutating func readLetters() {
    let start = place
    while let letter = next, letter.isLetter || (letter == "'" && peek(1)?.isLetter == true) {
      place += 1
    }
    addName(String(text[start..<place]))
  }

  mutating func addName(_ name: String) {
    if let function = MathSpellings.functions[name] {
      append(function)
    } else if let constant = MathSpellings.constants[name] {
      append(.constant(constant))
    } else if name.count == 1 {
      append(.variable(name + subscripted()))
    } else {
      append(.word(name))
    }
  }

  /// `_1` and `_{12}` after a variable, without braces.
  private mutating func subscripted() -> String {
    guard next == "_", let first = peek(1) else { return "" }
    if first == "{", let close = text[place...].firstIndex(of: "}") {
      defer { place = close + 1 }
      return "_" + String(text[place + 2..<close])
    }
    guard first.isLetterOrDigit else { return "" }
    place += 2
    return "_" + String(first)
  }
}
