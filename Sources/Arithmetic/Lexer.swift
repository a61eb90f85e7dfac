/// Cuts a step into tokens in one pass over its UTF-8 bytes.
///
/// Plain text, LaTeX and GSM8K's `<<…>>` marks share one set of tokens; markup without effect on a
/// value (`\left`, `\,`, `$` around mathematics, `**`) produces no token.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  var spaceBefore = true
  /// After `\left`, a bracket multiplies the operand before it whatever the spacing.
  var bindsToOperand = false
  var tokens: [Token] = []
  /// The enclosing environments, innermost last.
  var tables: [Table] = []
  /// Relations inside GSM8K's `<<…>>`, parsed separately from the surrounding sentence.
  var annotations: [Range<Int>] = []

  init(bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
    self.bytes = UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
    position = range.lowerBound
    tokens.reserveCapacity(range.count / 3 + 4)
  }

  /// All tokens of the range, brackets matched.
  static func tokens(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>
  ) -> (tokens: [Token], annotations: [Range<Int>]) {
    var lexer = Lexer(bytes: bytes, range: range)
    lexer.readListMarker()
    while lexer.position < lexer.bytes.count { lexer.readToken() }
    lexer.matchBrackets()
    lexer.divideHeadings()
    return (lexer.tokens, lexer.annotations)
  }

  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  mutating func add(_ kind: Token.Kind, length: Int) {
    tokens.append(
      Token(
        kind: kind, spaceBefore: spaceBefore && !bindsToOperand, start: Int32(position),
        end: Int32(position + length)))
    position += length
    spaceBefore = false
    bindsToOperand = false
  }

  mutating func skip(_ length: Int) {
    position += length
    spaceBefore = true
  }

  private mutating func readToken() {
    let current = byte()
    switch current {
    case 0x20, 0x09, 0x0d: skip(1)
    case 0x0a: readLineBreak()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): readWord()
    case UInt8(ascii: "\\"): readCommand()
    case 0x80...: readUnicode()
    default: readPunctuation(current)
    }
  }

  /// A list marker at the start of a line ("- ", "* ", "+ ") is not an operator.
  private mutating func readLineBreak() {
    add(.lineBreak, length: 1)
    spaceBefore = true
    readListMarker()
  }

  private mutating func readListMarker() {
    while byte() == 0x20 || byte() == 0x09 { position += 1 }
    let marker = byte()
    if marker == UInt8(ascii: "-") || marker == UInt8(ascii: "*") || marker == UInt8(ascii: "+"),
      byte(1) == 0x20
    {
      add(.divider, length: 1)
    }
  }

  private mutating func readPunctuation(_ current: UInt8) {
    switch current {
    case UInt8(ascii: "+"): add(.plus, length: 1)
    case UInt8(ascii: "-"): readHyphen()
    case UInt8(ascii: "*"): readAsterisk()
    case UInt8(ascii: "/"): add(.divide, length: 1)
    case UInt8(ascii: "^"): readCaret()
    case UInt8(ascii: "%"): add(.percent, length: 1)
    case UInt8(ascii: "!"): readExclamation()
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): add(.open, length: 1)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): add(.close, length: 1)
    case UInt8(ascii: "="): readEquals()
    case UInt8(ascii: "<"), UInt8(ascii: ">"): readAngle(current)
    case UInt8(ascii: "$"): readDollar()
    case UInt8(ascii: "."): readPeriod()
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "\""):
      add(.divider, length: 1)
    case UInt8(ascii: ":"):
      add(isDigit(byte(1)) && tokens.last?.kind == .number ? .opaque : .divider, length: 1)
    case UInt8(ascii: "&"): readAlignment()
    case UInt8(ascii: "`"): skip(1)
    case UInt8(ascii: "'"): skip(1)
    default: add(.opaque, length: 1)
    }
  }

  /// `^\circ` is a degree sign, which leaves the number alone.
  private mutating func readCaret() {
    for sign in ["^\\circ", "^{\\circ}"] {
      let end = position + sign.utf8.count
      if end <= bytes.count, bytes[position..<end].elementsEqual(sign.utf8) {
        return skip(sign.utf8.count)
      }
    }
    add(.power, length: 1)
  }

  private mutating func readHyphen() {
    if byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: ">") {
      add(.divider, length: 2)
      while byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: ">") { position += 1 }
    } else {
      add(.minus, length: 1)
    }
  }

  private mutating func readAsterisk() {
    if byte(1) == UInt8(ascii: "*") {
      // Markdown's bold marks touch a letter or a space; a power stands between operands.
      let afterOperand =
        !spaceBefore && (tokens.last?.kind == .number || tokens.last?.kind == .close)
      if afterOperand, isDigit(byte(2)) { add(.power, length: 2) } else { skip(2) }
    } else {
      add(.times, length: 1)
    }
  }

  private mutating func readExclamation() {
    if byte(1) == UInt8(ascii: "=") { return add(.opaque, length: 2) }
    let last = tokens.last?.kind
    let afterOperand = !spaceBefore && (last == .number || last == .close || last == .variable)
    add(afterOperand ? .factorial : .divider, length: 1)
  }

  private mutating func readEquals() {
    if byte(1) == UInt8(ascii: ">") { return add(.divider, length: 2) }
    let previous = tokens.last
    if previous?.kind == .divider, previous?.end == Int32(position), bytes[position - 1] == 0x3a {
      return add(.divider, length: 1)
    }
    add(.equals, length: byte(1) == UInt8(ascii: "=") ? 2 : 1)
  }

  /// `<<48/2=24>>` is parsed separately; other angle brackets are inequalities.
  private mutating func readAngle(_ current: UInt8) {
    if current == UInt8(ascii: "<"), byte(1) == current {
      var end = position + 2
      while end < bytes.count, bytes[end] != 0x0a, bytes[end] != UInt8(ascii: ">"),
        bytes[end] != UInt8(ascii: "<")
      {
        end += 1
      }
      if end + 1 < bytes.count, bytes[end] == UInt8(ascii: ">"), bytes[end + 1] == bytes[end] {
        annotations.append(position + 2..<end)
        return skip(end + 2 - position)
      }
    }
    add(.opaque, length: byte(1) == UInt8(ascii: "=") ? 2 : 1)
  }

  /// A dollar sign before a digit may be money or a delimiter; both leave the value alone.
  private mutating func readDollar() {
    let next = byte(1)
    if isDigit(next) || (next == UInt8(ascii: ".") && isDigit(byte(2))) {
      add(.currency, length: 1)
    } else {
      skip(1)
    }
  }

  private mutating func readPeriod() {
    if byte(1) == UInt8(ascii: "."), byte(2) == UInt8(ascii: ".") {
      add(.opaque, length: 3)
      while byte() == UInt8(ascii: ".") { position += 1 }
    } else if isDigit(byte(1)), tokens.last?.end != Int32(position) || tokens.last?.kind != .number
    {
      readNumber()
    } else {
      add(.divider, length: 1)
    }
  }

  func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Fills in `partner`; brackets of different shapes do not match, as in intervals `[0, 1)`.
  private mutating func matchBrackets() {
    var stack: [Int] = []
    for index in tokens.indices {
      if tokens[index].kind == .open {
        stack.append(index)
        tokens[index].isSquare = shape(tokens[index]) == 1
      } else if tokens[index].kind == .close, let open = stack.last {
        stack.removeLast()
        guard shape(tokens[open]) == shape(tokens[index]) else { continue }
        tokens[open].partner = Int32(index)
        tokens[index].partner = Int32(open)
      }
    }
  }

  private func shape(_ token: Token) -> UInt8 {
    switch bytes[Int(token.end) - 1] {
    case UInt8(ascii: "("), UInt8(ascii: ")"): 0
    case UInt8(ascii: "["), UInt8(ascii: "]"): 1
    default: 2
    }
  }
}
