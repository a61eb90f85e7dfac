/// "Step 1 - 3 × 4 = 12": a dash after a step number is not a minus.
enum Headings {
  /// The word that numbers what precedes a dash; `nil` if the sign is not a dash between blanks.
  ///
  /// Also "Case (2) -", "Ch. 2 -", "Step 1 of 3 -".
  static func word(
    before dash: Int, in tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    guard dash > 1, dash + 1 < tokens.count, tokens[dash].kind == .minus,
      tokens[dash].spaceBefore, tokens[dash + 1].spaceBefore, tokens[dash].word != .minus
    else { return nil }
    var position = dash - 1
    let isBracketed = tokens[position].kind == .close
    if isBracketed { position -= 1 }
    guard position > 0, counts(tokens[position]) else { return nil }
    position -= 1
    if position > 1, tokens[position].kind == .of || tokens[position].kind == .divide,
      counts(tokens[position - 1])
    {
      position -= 2
    }
    if isBracketed {
      guard position > 0, tokens[position].kind == .open else { return nil }
      position -= 1
    }
    let byte = bytes[Int(tokens[position].start)]
    let isSign = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "#")
    if isSign, position > 0 { position -= 1 }
    return tokens[position].kind == .word ? position : nil
  }

  private static func counts(_ token: Token) -> Bool {
    token.kind == .number || token.kind == .variable
      || token.kind == .word && Vocabulary.value(token.name) != nil
  }

  /// Whether the word there numbers things: "step", "Question".
  static func isNumbering(_ word: Token) -> Bool { numbering.contains(word.name) }

  /// "Days 1 - 5": more often a range than a heading.
  static func isPlural(_ word: Token, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[Int(word.end) - 1] | 0x20 == UInt8(ascii: "s")
  }

  /// Whether a sentence, line or bracket begins with the token there.
  static func beginsSentence(
    _ position: Int, in tokens: [Token], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard position > 0 else { return true }
    let before = tokens[position - 1]
    switch before.kind {
    case .lineBreak, .open, .close, .opaque: return true
    case .divider: return bytes[Int(before.start)] != UInt8(ascii: ",")
    default: return false
    }
  }

  private static let numbering: Set<UInt64> = Set(
    """
    step part question day chapter ch case problem exercise ex equation eq example method option no
    number nr line week level section stage phase round task item point note figure fig table page
    row column solution approach attempt trial test lesson unit module scenario rule claim lemma
    theorem year month hour minute group game match trip session batch answer choice iteration
    strategy idea proof set puzzle quiz variant version chunk block paragraph statement formula
    """.split(whereSeparator: \.isWhitespace).map { Vocabulary.hash($0.utf8) })
}

extension Lexer {
  /// Turns dashes after headings into dividers; their word records that they were dashes.
  mutating func divideHeadings() {
    for index in tokens.indices where tokens[index].kind == .minus {
      guard let word = Headings.word(before: index, in: tokens, bytes),
        Headings.isNumbering(tokens[word]), !Headings.isPlural(tokens[word], bytes),
        Headings.beginsSentence(word, in: tokens, bytes)
      else { continue }
      tokens[index].kind = .divider
      tokens[index].word = .minus
    }
  }
}

extension Token {
  /// A dash behind a heading.
  var isHeadingDash: Bool { kind == .divider && word == .minus }
}

extension EquationFinder {
  /// "On day 1 - 5 + 5 = 10": a heading, or a number to subtract from.
  func isPerhapsNumbered(_ left: Expression) -> Bool {
    guard let dash = dash(in: left),
      let word = Headings.word(before: dash, in: tokens, bytes)
    else { return false }
    return Headings.isNumbering(tokens[word])
  }

  /// Whether the equation holds with the dash of a possible heading read the other way.
  func holdsOtherwise(_ left: Expression, _ right: Expression, _ judge: EquationJudge) -> Bool {
    var parser = ExpressionParser(tokens: tokens)
    parser.joinsHeadings = true
    var start: Int
    if left.start > 1, tokens[left.start - 1].isHeadingDash {
      start = left.start - 2
      if tokens[start].kind == .close { start = max(0, Int(tokens[start].partner)) }
    } else {
      guard let dash = dash(in: left),
        let word = Headings.word(before: dash, in: tokens, bytes),
        tokens[word].word != .connective, Headings.beginsSentence(word, in: tokens, bytes)
      else { return false }
      start = dash + 1
    }
    guard let other = parser.expression(at: start), other.end == left.end,
      let verdict = judge.verdict(other, right)
    else { return false }
    return verdict != .fails
  }

  /// The dash after the first number, which may be in brackets.
  private func dash(in left: Expression) -> Int? {
    let dash = tokens[left.start].kind == .open ? left.start + 3 : left.start + 1
    return dash < left.end && tokens[dash].kind == .minus ? dash : nil
  }
}
