/// Turns a regular expression as Oniguruma reads it, in its own syntax, into one of PCRE2.
///
/// Hugging Face's library runs the expressions of a tokenizer.json by Oniguruma; ids must be the same. What the two
/// libraries read in different ways is written out, so that PCRE2 has no choice:
///
/// - `^` and `$` stand at the ends of every line, which end at U+000A alone; the dot stands for all but that.
/// - `(?m)` lets the dot stand for U+000A too, which is PCRE2's `(?s)`. `(?i)` without a colon takes in all that
///   follows in its group, alternatives included.
/// - `\h` is a hexadecimal digit, and `\s`, `\w`, `\d` and `\b` are those of ``ExpressionSet``.
/// - Sets may lie in sets, and `&&` intersects them.
/// - Quantifiers may be piled up. A `?` behind `{n}` and a `+` behind any braces are quantifiers of their own:
///   only `*+`, `++` and `?+` never give back. `{,n}` counts from 0. Braces that count nothing are themselves.
///
/// Refused, since the two would differ or no tokenizer was seen that needs it: back references, named groups,
/// conditions, calls, `\K`, `\G`, `\X`, POSIX classes, what stands behind a place with more than one length, and
/// letters whose other case is several letters (ß is ss where case does not matter).
struct ExpressionTranslator {
  /// The deepest nesting of groups, sets and quantifiers.
  static let depthLimit = 64
  /// The largest count in braces.
  static let countLimit = 1000
  /// The longest expression, in scalars.
  static let lengthLimit = 5_000
  /// The largest ``ExpressionPiece/size``.
  static let sizeLimit = 5_000

  /// What `(?imx)` sets, until its group ends.
  struct Mode {
    var foldsCase = false
    var dotTakesLineEnds = false
    var isSpaced = false
  }

  let scalars: [Unicode.Scalar]
  var position = 0
  var mode = Mode()
  var depth = 0
  /// The letters that were written just now, where case does not matter.
  var folded = FoldedLetters()

  /// The expression in PCRE2's syntax.
  static func translate(_ expression: String) throws(ExpressionError) -> String {
    var translator = ExpressionTranslator(scalars: Array(expression.unicodeScalars))
    guard translator.scalars.count <= lengthLimit else {
      throw translator.error("it has more than \(lengthLimit) characters")
    }
    let piece = try translator.choice()
    guard translator.position == translator.scalars.count else {
      throw translator.error("a parenthesis is closed that was not opened")
    }
    return piece.text
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func error(_ reason: String) -> ExpressionError {
    ExpressionError(position: position, reason: reason)
  }

  /// Takes the next scalar if it is this one.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  /// Takes the scalars of a string if they come next.
  mutating func take(all string: String) -> Bool {
    let wanted = string.unicodeScalars
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Alternatives up to a closing parenthesis or the end.
  mutating func choice() throws(ExpressionError) -> ExpressionPiece {
    .choice(try alternatives())
  }

  /// The same one by one.
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
      throw error("with its counts it is too large")
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
    case "*", "+", "?": throw error("nothing stands before \(scalar)")
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

  /// A scalar that stands for itself.
  mutating func literal(_ scalar: Unicode.Scalar) throws(ExpressionError) -> ExpressionPiece {
    if mode.foldsCase, let other = folded.take(scalar) {
      throw error("where case does not matter, \(other) would have to be found as well")
    }
    return ExpressionPiece(text: ExpressionSet.escaped(scalar.value))
  }

  // MARK: Spaces and comments

  /// Passes over what `(?x)` lets stand between the parts.
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
