extension ExpressionTranslator {
  /// Translates an escape outside a set.
  mutating func escape() throws(ExpressionError) -> ExpressionPiece {
    position += 1
    if let piece = assertionEscape() { return piece }
    if take("R") {
      folded.end()
      let text = #"(?>\x{d}\x{a}|[\x{a}-\x{d}\x{85}\x{2028}\x{2029}])"#
      return ExpressionPiece(text: text, size: 5, depth: 1, longest: 2, isGroup: true)
    }
    if take("N") || take("O") {
      folded.end()
      return ExpressionPiece(text: scalars[position - 1] == "N" ? #"\N"# : "(?s:.)")
    }
    if let set = try classEscape(isInSet: false) {
      folded.end()
      // Oniguruma folds letters and sets, but not a class outside a set.
      let text = mode.foldsCase ? "(?-i:\(set.text()))" : set.text()
      return ExpressionPiece(text: text, size: set.size, depth: 1)
    }
    if let scalar = try escapedScalar() { return try literal(scalar) }
    throw error("this escape is not supported")
  }

  private mutating func assertionEscape() -> ExpressionPiece? {
    for (letter, text) in [("A", #"\A"#), ("z", #"\z"#), ("Z", #"\Z"#)] where take(all: letter) {
      return .assertion(text)
    }
    let word = ExpressionSet.word
    let (isWord, size) = (word.text(), 4 * word.size)
    if take("b") {
      return .assertion(
        "(?:(?<=\(isWord))(?!\(isWord))|(?<!\(isWord))(?=\(isWord)))", size: size)
    }
    guard take("B") else { return nil }
    return .assertion("(?:(?<=\(isWord))(?=\(isWord))|(?<!\(isWord))(?!\(isWord)))", size: size)
  }

  /// The class after a backslash; `nil` if it names none.
  mutating func classEscape(isInSet: Bool) throws(ExpressionError) -> ExpressionSet? {
    guard let scalar = next else { throw error("a backslash ends the expression") }
    let isInverted = "PSDWH".unicodeScalars.contains(scalar)
    let start = position
    position += 1
    let set: ExpressionSet
    switch scalar {
    case "s", "S": return .whitespace(isInverted: isInverted)
    case "h", "H": return .hexadecimalDigit(isInverted: isInverted)
    case "d", "D": set = ExpressionSet.property("Nd") ?? ExpressionSet()
    case "w", "W": set = isInSet ? .wordInSet : .word
    case "p", "P": return try property(isInverted: isInverted, isInSet: isInSet)
    default:
      position = start
      return nil
    }
    return isInverted ? set.inverted : set
  }

  /// A property name in braces, as `{L}` or `{^L}`.
  private mutating func property(
    isInverted: Bool, isInSet: Bool
  ) throws(ExpressionError) -> ExpressionSet {
    guard take("{") else { throw error("a property needs braces, as in \\p{L}") }
    let isNegated = take("^") != isInverted
    var name = ""
    while let scalar = next, scalar != "}", name.utf8.count < 32 {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take("}") else { throw error("the brace of a property is not closed") }
    guard var set = ExpressionSet.property(name) else {
      throw error(
        "of properties only general categories such as L, Lu, M, N, P, S and Z are known, and the "
          + "greater scripts")
    }
    if isInSet, mode.foldsCase {
      // Oniguruma adds the other case of every member.
      guard !isNegated, Self.keepsCases(name) else {
        throw error("with (?i), this property would have other members in a set")
      }
      // The only letter with a mark as another case.
      if name.lowercased() == "l" { set.add(0x345...0x345) }
    }
    return isNegated ? set.inverted : set
  }

  /// Whether the other case of every member is a member too, except for that mark in `L`.
  private static func keepsCases(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "l" || "npsz".contains(name.prefix(1)) && name.utf8.count <= 2
  }

  /// The scalar that an escape denotes; `nil` for a letter or digit that denotes none.
  mutating func escapedScalar() throws(ExpressionError) -> Unicode.Scalar? {
    guard let scalar = next else { throw error("a backslash ends the expression") }
    let named: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "r": "\r", "t": "\t", "f": "\u{0C}", "v": "\u{0B}", "a": "\u{07}", "e": "\u{1B}",
    ]
    if let named = named[scalar] {
      position += 1
      return named
    }
    if scalar == "x" || scalar == "u" {
      position += 1
      return try hexadecimal(digits: scalar == "x" ? 2 : 4, allowsBraces: scalar == "x")
    }
    guard !scalar.properties.isAlphabetic, scalar.properties.numericValue == nil else { return nil }
    position += 1
    return scalar
  }

  private mutating func hexadecimal(
    digits: Int, allowsBraces: Bool
  ) throws(ExpressionError) -> Unicode.Scalar {
    let isBraced = allowsBraces && take("{")
    var value: UInt32 = 0
    var count = 0
    while count < (isBraced ? 8 : digits), let digit = next.flatMap(Self.hexadecimalValue) {
      value = value << 4 | digit
      count += 1
      position += 1
    }
    guard count > 0, isBraced || count == digits || digits == 2, !isBraced || take("}"),
      let scalar = Unicode.Scalar(value)
    else { throw error("the hexadecimal digits are not a character") }
    // Oniguruma reads two digits as a byte; only ASCII bytes are characters.
    guard isBraced || digits > 2 || value < 0x80 else {
      throw error("write characters beyond ASCII with braces, as in \\x{e9}")
    }
    return scalar
  }

  private static func hexadecimalValue(_ scalar: Unicode.Scalar) -> UInt32? {
    scalar.isASCII ? Character(scalar).hexDigitValue.map { UInt32($0) } : nil
  }
}
