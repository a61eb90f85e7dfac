extension Lexer {
  /// A LaTeX command, from its backslash.
  mutating func readCommand() {
    var end = position + 1
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    if end == position + 1 { return readSymbolCommand() }
    let name = Vocabulary.hash(bytes[position + 1..<end])
    let length = end - position
    guard let meaning = Lexer.commands[name] else { return readUnknownCommand(length, name: name) }
    switch meaning {
    case .token(let kind): add(kind, length: length)
    case .space: skip(length)
    case .sizing:
      position += length
      if byte() == UInt8(ascii: ".") { position += 1 }
      bindsToOperand = true
    case .text: readText(length)
    case .environment:
      readEnvironment(length, begins: bytes[position + 1] == UInt8(ascii: "b"))
    }
  }

  private enum Command {
    case token(Token.Kind)
    case space, sizing, text, environment
  }

  private static let commands: [UInt64: Command] = {
    var table: [UInt64: Command] = [:]
    func enter(_ command: Command, _ names: String) {
      for name in names.split(separator: " ") { table[Vocabulary.hash(name.utf8)] = command }
    }
    enter(.token(.times), "times cdot ast bullet")
    enter(.token(.divide), "div")
    enter(.token(.fraction), "frac dfrac tfrac cfrac")
    enter(.token(.root), "sqrt")
    enter(.token(.binomial), "binom dbinom tbinom")
    enter(.token(.pi), "pi")
    enter(.token(.approximately), "approx")
    enter(.token(.divider), "rightarrow implies longrightarrow to iff therefore because quad qquad")
    enter(.sizing, "left right big Big bigg Bigg bigl bigr Bigl Bigr")
    enter(.space, "displaystyle textstyle boxed limits hline")
    enter(.text, "text mathrm textbf textit mbox textrm operatorname")
    enter(.environment, "begin end")
    return table
  }()

  /// Greek letters are variables; any other command is opaque.
  private mutating func readUnknownCommand(_ length: Int, name: UInt64) {
    if Lexer.letters.contains(name) {
      readVariable(from: position, to: position + length)
    } else {
      add(.opaque, length: length)
    }
  }

  private static let letters: Set<UInt64> = Set(
    "alpha beta gamma delta epsilon theta lambda mu phi varphi omega sigma rho tau ell"
      .split(separator: " ").map { Vocabulary.hash($0.utf8) })

  /// `\,` `\%` `\$` `\[` `\\` and the like.
  private mutating func readSymbolCommand() {
    switch byte(1) {
    case UInt8(ascii: "%"): add(.percent, length: 2)
    case UInt8(ascii: "$"): add(.currency, length: 2)
    case UInt8(ascii: "["), UInt8(ascii: "]"): add(.lineBreak, length: 2)
    case UInt8(ascii: "\\"): add(tables.last == .matrix ? .opaque : .lineBreak, length: 2)
    case UInt8(ascii: "{"), UInt8(ascii: "}"): add(.opaque, length: 2)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: " "), UInt8(ascii: ">"):
      skip(2)
    default: add(.opaque, length: byte(1) > 0x20 && byte(1) < 0x80 ? 2 : 1)
    }
  }

  /// `\text{ dollars}`: its words stay, its braces go.
  private mutating func readText(_ length: Int) {
    skip(length)
    guard byte() == UInt8(ascii: "{") else { return }
    let start = position
    var end = position
    let limit = min(bytes.count, start + 200)
    while end < limit, bytes[end] != UInt8(ascii: "}") { end += 1 }
    guard end < limit else { return add(.opaque, length: 1) }
    skip(1)
    let before = tokens.count
    var inner = Lexer(bytes: bytes, range: position..<end)
    inner.tokens = []
    while inner.position < inner.bytes.count { inner.readWordOrOther() }
    tokens.append(contentsOf: inner.tokens)
    if tokens.count > before { tokens[before].spaceBefore = true }
    position = end
    skip(1)
  }

  /// Inside `\text{…}` a lone letter is a unit, not a variable.
  private mutating func readWordOrOther() {
    guard isLetter(byte()) else {
      if isDigit(byte()) { return readNumber() }
      switch byte() {
      case 0x20: return skip(1)
      case UInt8(ascii: "/"): return add(.divide, length: 1)
      case UInt8(ascii: "%"): return add(.percent, length: 1)
      case UInt8(ascii: "$"): return skip(1)
      default: return add(.divider, length: 1)
      }
    }
    var end = position
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    let name = Vocabulary.hash(bytes[position..<end])
    addWord(name, Vocabulary.word(name), kind: .word, to: end)
  }

  /// What `&` and `\\` mean inside an environment.
  enum Table {
    /// Aligned equations: `&` and `\\` are layout only.
    case aligned
    /// Columns, perhaps around an equals sign.
    case columns
    /// Rows of numbers that form one object: nothing beside it combines with them.
    case matrix
  }

  private mutating func readEnvironment(_ length: Int, begins: Bool) {
    let nameStart = position + length + 1
    var table = begins ? Table.aligned : tables.popLast() ?? .aligned
    if begins {
      let name = bytes[min(nameStart, bytes.count)...].prefix(16)
      if name.starts(with: "cases".utf8) || name.dropFirst().starts(with: "matrix".utf8)
        || name.starts(with: "matrix".utf8) || name.starts(with: "smallmatrix".utf8)
      {
        table = .matrix
      } else if name.starts(with: "array".utf8) || name.starts(with: "tabular".utf8) {
        table = .columns
      }
      if tables.count < 64 { tables.append(table) }
    }
    add(table == .matrix ? .opaque : .lineBreak, length: length)
    if byte() == UInt8(ascii: "{") { skipGroup() }
    if begins, table == .columns, byte() == UInt8(ascii: "{") { skipGroup() }
  }

  /// `&`: nothing between aligned equations, a divider between columns of numbers.
  mutating func readAlignment() {
    var next = position + 1
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    let isAtSign =
      tokens.last?.kind == .equals || next < bytes.count && bytes[next] == UInt8(ascii: "=")
    switch tables.last {
    case .matrix: add(.opaque, length: 1)
    case .columns where !isAtSign: add(.opaque, length: 1)
    default: skip(1)
    }
  }

  private mutating func skipGroup() {
    let limit = min(bytes.count, position + 64)
    var end = position
    while end < limit, bytes[end] != UInt8(ascii: "}") { end += 1 }
    position = min(bytes.count, end + 1)
    // The limit may lie within a character.
    while position < bytes.count, bytes[position] & 0xc0 == 0x80 { position += 1 }
  }

  /// Signs outside ASCII; other letters form words, everything else is opaque.
  mutating func readUnicode() {
    let (scalar, length) = decodeScalar()
    switch scalar {
    case 0xd7, 0x22c5, 0x2219, 0x2022, 0xb7: readDot(length)
    case 0xf7: add(.divide, length: length)
    case 0x2212, 0x2013: add(.minus, length: length)
    case 0x2248: add(.approximately, length: length)
    case 0x3c0: add(.pi, length: length)
    case 0x221a: add(.root, length: length)
    case 0x20a0...0x20bf, 0xa3, 0xa5: add(.currency, length: length)
    case 0xa2 where isDigit(byte(length)) || byte(length) == UInt8(ascii: "<"):
      add(.currency, length: length)
    case 0xa2: addWord(Lexer.cent, .convertible, kind: .word, to: position + length)
    case 0xb0, 0xa0, 0x2009, 0x202f, 0x200b: skip(length)
    case 0xbd: addFraction(1, 2, length)
    case 0xbc: addFraction(1, 4, length)
    case 0xbe: addFraction(3, 4, length)
    case 0x2153: addFraction(1, 3, length)
    case 0x2154: addFraction(2, 3, length)
    case 0x215b: addFraction(1, 8, length)
    case 0xb2: addSuperscript(2, length)
    case 0xb3: addSuperscript(3, length)
    case 0x2014, 0x2192, 0x21d2, 0x201c, 0x201d, 0xff0c, 0x3002: add(.divider, length: length)
    case 0x2019: skip(length)
    // Only letters form a word; without one the word would never end.
    case 0xc0...0x24f where letterLength(at: position) != nil,
      0x400...0x4ff where letterLength(at: position) != nil:
      readWord()
    case 0x250...0x36f, 0x500...0x1fff, 0x2600...0x26ff, 0x2b00...0x2bff, 0x2e80...0xfe0f,
      0x1_0000...0x1_d3ff, 0x1_e000...0x3_ffff:
      readForeignLetters()
    default: add(.opaque, length: length)
    }
  }

  private static let cent = Vocabulary.hash("cent".utf8)

  /// Letters of other scripts, and pictures such as ⭐, as one word.
  private mutating func readForeignLetters() {
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    add(.word, length: end - position)
  }

  /// A dot at the start of a line is a list marker.
  private mutating func readDot(_ length: Int) {
    let startsLine = tokens.last.map { $0.kind == .lineBreak } ?? true
    add(startsLine ? .divider : .times, length: length)
  }

  private mutating func addFraction(_ top: Int128, _ bottom: Int128, _ length: Int) {
    add(.number, length: length)
    tokens[tokens.count - 1].value = Rational(top, over: bottom) ?? .zero
    // Marks the token as a vulgar fraction, so that 2½ is a mixed number.
    tokens[tokens.count - 1].name = 1
  }

  private mutating func addSuperscript(_ exponent: Int, _ length: Int) {
    add(.power, length: length)
    tokens[tokens.count - 1].value = Rational(exponent)
  }

  /// The scalar at `position`; text from a `String` is always well formed.
  private func decodeScalar() -> (scalar: UInt32, length: Int) {
    let first = UInt32(byte())
    let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard position + length <= bytes.count else { return (0xfffd, bytes.count - position) }
    var scalar = first & (0xff >> UInt32(length + 1))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(byte(offset)) & 0x3f }
    return (scalar, length)
  }
}
