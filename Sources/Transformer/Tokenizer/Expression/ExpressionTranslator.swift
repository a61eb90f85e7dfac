/// Translates a regular expression from Oniguruma's syntax to PCRE2's.
///
/// Hugging Face's library runs the expressions of a tokenizer.json with Oniguruma, and token ids
/// must be equal. Constructs that the two libraries interpret differently are made explicit:
///
/// - `^` and `$` match at every line, which only U+000A ends; the dot matches everything else.
/// - `(?m)` makes the dot match U+000A, as PCRE2's `(?s)` does. `(?i)` without a colon applies to
///   the rest of its group, including further alternatives.
/// - `\h` is a hexadecimal digit; ``ExpressionSet`` defines `\s`, `\w`, `\d` and `\b`.
/// - Sets may be nested, and `&&` intersects them.
/// - Quantifiers may follow each other. A `?` after `{n}` and a `+` after any braces are
///   quantifiers of their own: only `*+`, `++` and `?+` are possessive. `{,n}` counts from 0.
///   Braces without a count are literal.
///
/// Refused, because the results would differ or no known tokenizer needs it: back references, named
/// groups, conditions, calls, `\K`, `\G`, `\X`, POSIX classes, lookbehind of variable length, and,
/// with `(?i)`, letters whose other case is several letters (ß is ss).
struct ExpressionTranslator {
  /// The deepest nesting of groups, sets and quantifiers.
  static let depthLimit = 64
  /// The largest allowed count in braces.
  static let countLimit = 1000
  /// The maximum length of an expression, in scalars.
  static let lengthLimit = 5_000
  /// The largest allowed ``ExpressionPiece/size``.
  static let sizeLimit = 5_000

  /// The options set by `(?imx)`, until its group ends.
  struct Mode {
    var foldsCase = false
    var dotTakesLineEnds = false
    var isSpaced = false
  }

  let scalars: [Unicode.Scalar]
  var position = 0
  var mode = Mode()
  var depth = 0
  /// The last letters, while `(?i)` is set.
  var folded = FoldedLetters()

  /// The expression in PCRE2's syntax.
  static func translate(_ expression: String) throws(ExpressionError) -> String {
    var translator = ExpressionTranslator(scalars: Array(expression.unicodeScalars))
    guard translator.scalars.count <= lengthLimit else {
      throw translator.error("it has more than \(lengthLimit) characters")
    }
    let piece = try translator.choice()
    guard translator.position == translator.scalars.count else {
      throw translator.error("a closing parenthesis has no opening one")
    }
    return piece.text
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func error(_ reason: String) -> ExpressionError {
    ExpressionError(position: position, reason: reason)
  }

  /// Consumes the next scalar if it is this one.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// Consumes a string if it comes next.
  mutating func take(all string: String) -> Bool {
    let wanted = string.unicodeScalars
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Translates alternatives up to a closing parenthesis or the end.
  mutating func choice() throws(ExpressionError) -> ExpressionPiece {
    .choice(try alternatives())
  }

  /// Translates the alternatives one by one.
  mutating func alternatives() throws(ExpressionError) -> [ExpressionPiece] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("groups are nested too deeply") }
    let outer = mode
    defer { mode = outer }
    var alternatives: [ExpressionPiece] = []
    var size = 0
    repeat {
      if !alternatives.isEmpty { folded.end() }
      alternatives.append(try sequence())
      size += alternatives.last?.size ?? 0
      try check(size)
    } while take("|")
    return alternatives
  }

  private mutating func sequence() throws(ExpressionError) -> ExpressionPiece {
    var pieces: [ExpressionPiece] = []
    var size = 0
    skipSpace()
    while let scalar = next, scalar != "|", scalar != ")" {
      if take(all: "(?#") {
        try skipComment()
      } else {
        let atom = try atom()
        let piece = try repeated(atom)
        pieces.append(piece)
        size += piece.size
        try check(size)
      }
      skipSpace()
    }
    return .sequence(pieces)
  }

  func check(_ size: Int) throws(ExpressionError) {
    guard size <= Self.sizeLimit else {
      throw error("it is too large, with its repetitions counted")
    }
  }

  private mutating func atom() throws(ExpressionError) -> ExpressionPiece {
    let scalar = scalars[position]
    switch scalar {
    case "(": return try group()
    case "[":
      folded.end()
      let set = try set()
      return ExpressionPiece(text: set.text(), size: set.size)
    case "\\": return try escape()
    case "*", "+", "?": throw error("\(scalar) has nothing to repeat")
    default: break
    }
    position += 1
    switch scalar {
    case ".":
      folded.end()
      return ExpressionPiece(text: mode.dotTakesLineEnds ? "(?s:.)" : #"\N"#)
    case "^": return .assertion("^")
    case "$": return .assertion("$")
    default: return try literal(scalar)
    }
  }

  /// Translates a literal scalar.
  mutating func literal(_ scalar: Unicode.Scalar) throws(ExpressionError) -> ExpressionPiece {
    if mode.foldsCase, let other = folded.take(scalar) {
      throw error("with (?i), it would also have to match \(other)")
    }
    return ExpressionPiece(text: ExpressionSet.escaped(scalar.value))
  }

  // MARK: Spaces and comments

  /// Skips the white space and comments that `(?x)` allows.
  mutating func skipSpace() {
    guard mode.isSpaced else { return }
    while let scalar = next {
      if scalar == "#" {
        while next != nil, next != "\n" { position += 1 }
      } else if !(scalar == " " || ("\t"..."\r").contains(scalar)) {
        return
      } else {
        position += 1
      }
    }
  }

  private mutating func skipComment() throws(ExpressionError) {
    while let scalar = next {
      position += scalar == "\\" ? 2 : 1
      if scalar == ")" { return }
    }
    position = scalars.count
    throw error("the comment is not closed")
  }
}
