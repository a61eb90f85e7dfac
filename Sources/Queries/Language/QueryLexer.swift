import Trajectories

/// Cuts a query into words and signs; never fails; linear in the source.
///
/// Signs inside a word are part of it unless the preceding word could be a field: `3/4` and `x^2>0`
/// are texts, `steps>20` is a comparison.
struct QueryLexer {
  private let bytes: [UInt8]
  private var place = 0
  private var tokens: [QueryToken] = []
  /// Inside the parentheses after `in`, where commas separate.
  private var isInList = false
  /// Position of the last single quote after which a text may end.
  private let lastClosingQuote: Int

  /// All tokens of a source, in order.
  static func tokens(_ source: String) -> [QueryToken] {
    var lexer = QueryLexer(bytes: Array(source.utf8))
    lexer.read()
    return lexer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    lastClosingQuote =
      bytes.indices.last { bytes[$0] == UInt8(ascii: "'") && QueryLexer.isEnd($0 + 1, of: bytes) }
      ?? -1
  }

  private mutating func read() {
    while place < bytes.count {
      if isBlank(place) {
        place += 1
      } else {
        readToken()
      }
    }
  }

  private mutating func readToken() {
    switch bytes[place] {
    case UInt8(ascii: "("): addOpening()
    case UInt8(ascii: ")"):
      add(.close, 1)
      isInList = false
    case UInt8(ascii: ",") where isInList: add(.comma, 1)
    case UInt8(ascii: "\""): readQuoted()
    case UInt8(ascii: "'") where closingQuote != nil: readQuoted(to: closingQuote)
    case UInt8(ascii: "/") where expressionEnd != nil: addExpression()
    case _ where !wantsValue && readSign(): break
    default: readWord()
    }
  }

  // MARK: Signs

  private var wantsValue: Bool { isInList || tokens.last?.wantsValue == true }

  private mutating func add(_ kind: QueryToken.Kind, _ length: Int) {
    add(kind, place..<place + length, text: place..<place + length)
  }

  private mutating func add(_ kind: QueryToken.Kind, _ range: Range<Int>, text: Range<Int>) {
    let text = String(decoding: bytes[text], as: UTF8.self)
    tokens.append(QueryToken(kind: kind, range: range, text: text))
    place = range.upperBound
  }

  private mutating func addOpening() {
    isInList = tokens.last?.kind == .list
    add(.open, 1)
  }

  /// A comparison or a negating sign; false if the sign is part of a word.
  private mutating func readSign() -> Bool {
    if let (comparison, length) = comparison(at: place), isComparison(length) {
      add(.comparison(comparison), length)
      return true
    }
    guard isNegation else { return false }
    add(.negation, 1)
    return true
  }

  /// `!` before anything, `-` only before a letter, a quote or a parenthesis: `-5` is a text.
  private var isNegation: Bool {
    let next = place + 1
    guard next < bytes.count, !isBlank(next) else { return false }
    switch bytes[place] {
    case UInt8(ascii: "!"): return true
    case UInt8(ascii: "-"):
      return isLetter(next) || bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "(")
    default: return false
    }
  }

  /// Whether the sign of this length is a comparison: `<think>` is a word.
  private func isComparison(_ length: Int) -> Bool {
    let isLoose = place + length >= bytes.count || isBlank(place + length)
    guard let last = tokens.last, last.kind == .word, isName(last.text),
      tokens.dropLast().last?.wantsValue != true
    else { return isLoose && bytes[place] != UInt8(ascii: "!") }
    return isLoose || last.range.upperBound == place || last.field != nil
      || last.text.utf8.count > 3
        && NearMiss.nearest(to: last.text, among: QueryField.spellings) != nil
  }

  private func comparison(at place: Int) -> (QueryComparison, length: Int)? {
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    switch (bytes[place], next) {
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): return (.notEqual, 2)
    case (UInt8(ascii: "!"), UInt8(ascii: "~")): return (.lacks, 2)
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): return (.atMost, 2)
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): return (.atLeast, 2)
    case (UInt8(ascii: "="), UInt8(ascii: "=")): return (.equal, 2)
    case (UInt8(ascii: "="), _): return (.equal, 1)
    case (UInt8(ascii: "<"), _): return (.less, 1)
    case (UInt8(ascii: ">"), _): return (.greater, 1)
    case (UInt8(ascii: "~"), _): return (.contains, 1)
    default: return nil
    }
  }

  // MARK: Texts

  /// An unclosed quote extends to the end, as while typing.
  private mutating func readQuoted() {
    let end = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "\""))
    readQuoted(to: end)
  }

  private mutating func readQuoted(to end: Int?) {
    let textEnd = end ?? bytes.count
    add(.quoted, place..<(end.map { $0 + 1 } ?? textEnd), text: place + 1..<textEnd)
  }

  /// The single quote that closes the one here; an apostrophe inside a word does not.
  private var closingQuote: Int? {
    guard place < lastClosingQuote else { return nil }
    return (place + 1...lastClosingQuote).first { bytes[$0] == UInt8(ascii: "'") && isEnd($0 + 1) }
  }

  /// The end of the expression that begins here: its slash and letters, not followed by more of a
  /// word.
  private var expressionEnd: Int? {
    var next = place + 1
    while next < bytes.count, bytes[next] != UInt8(ascii: "/") {
      next += bytes[next] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard next < bytes.count, next > place + 1 else { return nil }
    next += 1
    while next < bytes.count, bytes[next] == UInt8(ascii: "i") || bytes[next] == UInt8(ascii: "s") {
      next += 1
    }
    return isEnd(next) ? next : nil
  }

  private mutating func addExpression() {
    guard let end = expressionEnd else { return }
    add(.expression, end - place)
  }

  // MARK: Words

  private mutating func readWord() {
    let start = place
    let wantsValue = wantsValue
    var end = place
    var depth = 0
    while end < bytes.count, !isBlank(end), bytes[end] != UInt8(ascii: "\"") {
      if bytes[end] == UInt8(ascii: "(") {
        if end > start, isKeyword(start..<end) { break }
        depth += 1
      } else if bytes[end] == UInt8(ascii: ")") {
        depth -= 1
        if depth < 0 { break }
      } else if bytes[end] == UInt8(ascii: ","), isInList, depth == 0 {
        break
      } else if !wantsValue, end > start, endsName(start..<end) {
        break
      }
      end += 1
    }
    addWord(start..<max(end, start + 1))
  }

  private mutating func addWord(_ range: Range<Int>) {
    let isValue = wantsValue
    add(.word, range, text: range)
    guard !isValue, let last = tokens.last else { return }
    if last.field != nil, place + 1 < bytes.count, bytes[place] == UInt8(ascii: ":"),
      !isBlank(place + 1)
    {
      add(.colon, 1)
    } else if last.isKeyword("in"), isBehindField, nextSolid == UInt8(ascii: "(") {
      tokens[tokens.count - 1].kind = .list
    }
  }

  /// Whether the last token follows a field, or a field and `not`.
  private var isBehindField: Bool {
    var before = tokens.dropLast()
    if before.last?.isKeyword("not") == true { before = before.dropLast() }
    return before.last?.field != nil && before.dropLast().last?.wantsValue != true
  }

  /// Whether a sign here ends the name before it.
  private func endsName(_ name: Range<Int>) -> Bool {
    // Longer words are not names: examining them at each of their signs would take too long.
    guard name.count <= 32 else { return false }
    let end = name.upperBound
    if bytes[end] == UInt8(ascii: ":") {
      return end + 1 < bytes.count && !isBlank(end + 1)
        && QueryField(named: text(name)) != nil
    }
    return comparison(at: end) != nil && isName(text(name))
  }

  private func isKeyword(_ range: Range<Int>) -> Bool {
    range.count <= 3 && ["and", "or", "not", "in"].contains(text(range).lowercased())
  }

  // MARK: Bytes

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A name as fields have them, or one of their longer spellings.
  private func isName(_ text: String) -> Bool {
    if QueryField(named: text) != nil { return true }
    guard let first = text.utf8.first, first | 0x20 >= UInt8(ascii: "a"), first < 0x7B else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }

  private func isLetter(_ place: Int) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place] | 0x20) || bytes[place] >= 0x80
  }

  private func isBlank(_ place: Int) -> Bool { QueryLexer.isBlank(bytes[place]) }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Whether a text may end before `place`.
  private func isEnd(_ place: Int) -> Bool { QueryLexer.isEnd(place, of: bytes) }

  private static func isEnd(_ place: Int, of bytes: [UInt8]) -> Bool {
    place >= bytes.count || isBlank(bytes[place]) || bytes[place] == UInt8(ascii: ")")
      || bytes[place] == UInt8(ascii: ",")
  }

  /// The next byte that is not blank.
  private var nextSolid: UInt8? {
    var next = place
    while next < bytes.count, isBlank(next) { next += 1 }
    return next < bytes.count ? bytes[next] : nil
  }
}
