extension ExpressionTranslator {
  /// Translates a parenthesized group.
  mutating func group() throws(ExpressionError) -> ExpressionPiece {
    let start = position
    let outer = mode
    position += 1
    if let piece = try lookAround() { return piece }
    if let piece = try options() { return piece }
    let opening = take(all: "?>") ? "(?>" : "(?:"
    if opening == "(?:", !take(all: "?:"), next == "?" {
      throw error("this kind of group is not supported")
    }
    let piece = try choice().grouped(opening)
    try close(start)
    mode = outer
    return piece
  }

  private mutating func close(_ start: Int) throws(ExpressionError) {
    guard take(")") else {
      position = start
      throw error("the parenthesis is not closed")
    }
  }

  /// Translates a lookaround: `(?=`, `(?!`, `(?<=`, `(?<!`.
  private mutating func lookAround() throws(ExpressionError) -> ExpressionPiece? {
    let start = position - 1
    for opening in ["(?=", "(?!", "(?<=", "(?<!"] where take(all: String(opening.dropFirst())) {
      folded.end()
      let alternatives = try alternatives()
      folded.end()
      let piece = ExpressionPiece.choice(alternatives)
      try close(start)
      let isNegated = opening.hasSuffix("!")
      if opening.contains("<") {
        // An expression that matches the empty string precedes every position.
        if piece.isAlwaysMet { return .assertion(isNegated ? "(?!)" : "(?=)") }
        guard alternatives.allSatisfy({ $0.shortest == $0.longest }) else {
          position = start
          throw error("each alternative of a lookbehind must have a fixed length")
        }
      }
      var look = ExpressionPiece.assertion(opening + piece.text + ")", size: piece.size)
      look.depth = piece.depth + 1
      return look
    }
    return nil
  }

  /// Translates `(?i)`, which holds to the end of its group, and `(?i:…)`, with any of `imx`.
  private mutating func options() throws(ExpressionError) -> ExpressionPiece? {
    let start = position
    let outer = mode
    guard take("?") else { return nil }
    var isOff = false
    while let letter = next {
      switch letter {
      case "i": mode.foldsCase = !isOff
      case "m": mode.dotTakesLineEnds = !isOff
      case "x": mode.isSpaced = !isOff
      case "-": isOff = true
      case ")", ":":
        guard position > start + 1 else { break }
        position += 1
        let opening = mode.foldsCase ? "(?i:" : "(?-i:"
        let piece = try choice().grouped(opening)
        if letter == ":" { try close(start - 1) }
        mode = outer
        return piece
      default: break
      }
      guard "imx-".unicodeScalars.contains(letter) else { break }
      position += 1
    }
    position = start
    mode = outer
    return nil
  }

  // MARK: Quantifiers

  /// Translates an atom and the quantifiers after it.
  mutating func repeated(_ atom: ExpressionPiece) throws(ExpressionError) -> ExpressionPiece {
    var piece = atom
    var isFirst = true
    skipSpace()
    while let (least, most, isBraced) = try count() {
      guard piece.isRepeatable else { throw error("an assertion cannot be repeated") }
      folded.end()
      var quantifier = Self.text(least, most)
      if !isFirst { piece = piece.grouped() }
      if !isBraced, take("+") {
        quantifier += "+"
      } else if !(isBraced && least == most), take("?") {
        quantifier += "?"
      }
      piece = piece.repeated(quantifier, least: least, most: most)
      try check(piece.size)
      guard piece.depth <= Self.depthLimit else { throw error("too many quantifiers in a row") }
      isFirst = false
      skipSpace()
    }
    return piece
  }

  private static func text(_ least: Int, _ most: Int?) -> String {
    switch (least, most) {
    case (0, nil): "*"
    case (1, nil): "+"
    case (0, 1): "?"
    case (_, let most?): "{\(least),\(most)}"
    case (_, nil): "{\(least),}"
    }
  }

  /// The next quantifier, if any; braces without a count are literal.
  private mutating func count()
    throws(ExpressionError) -> (least: Int, most: Int?, isBraced: Bool)?
  {
    if take("*") { return (0, nil, false) }
    if take("+") { return (1, nil, false) }
    if take("?") { return (0, 1, false) }
    let start = position
    guard take("{") else { return nil }
    let least = number()
    let hasComma = take(",")
    let most = hasComma ? number() : least
    guard take("}"), least != nil || most != nil else {
      position = start
      return nil
    }
    guard (least ?? 0) <= (most ?? .max), max(least ?? 0, most ?? 0) <= Self.countLimit else {
      position = start
      throw error("the counts are in descending order, or above \(Self.countLimit)")
    }
    return (least ?? 0, most, true)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 0x30), Self.countLimit + 1)
      position += 1
    }
    return value
  }
}
