extension ExpressionTranslator {
  /// Translates a bracketed set.
  mutating func set() throws(ExpressionError) -> ExpressionSet {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("sets are nested too deeply") }
    position += 1
    let isNegated = take("^")
    var result: ExpressionSet?
    var part = ExpressionSet()
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst && hasBracketBehind {
      isFirst = false
      if take(all: "&&") {
        if mode.foldsCase { throw error("with (?i), sets cannot be intersected") }
        result = result?.intersection(part) ?? part
        part = ExpressionSet()
      } else {
        part.add(try scalar == "[" ? nestedSet() : setItem())
        try check(part.size)
      }
    }
    guard !isFirst else { throw error("the bracket is empty") }
    guard take("]") else {
      position = start
      throw error("the bracket is not closed")
    }
    let set = result?.intersection(part) ?? part
    return isNegated ? set.inverted : set
  }

  /// Whether another bracket closes the set later, so that this one is a member.
  private var hasBracketBehind: Bool { scalars[(position + 1)...].contains("]") }

  private mutating func nestedSet() throws(ExpressionError) -> ExpressionSet {
    guard scalars.dropFirst(position + 1).first != ":" else {
      throw error("POSIX classes are not supported; write \\p{L}, \\p{N} or \\s")
    }
    if mode.foldsCase, scalars.dropFirst(position + 1).first == "^" {
      throw error("with (?i), a set in a set cannot be negated")
    }
    return try set()
  }

  /// Translates a member: a scalar, a range or a class.
  private mutating func setItem() throws(ExpressionError) -> ExpressionSet {
    guard let low = try setScalar() else { return try escapedSet() }
    let start = position
    var high = low
    if take("-") {
      if let end = next, end != "]", end != "[" {
        guard let scalar = try setScalar() else { throw error("a range ends in a class") }
        high = scalar
      } else {
        position = start
      }
    }
    guard low.value <= high.value else { throw error("a range ends before it begins") }
    let range = low.value...high.value
    if mode.foldsCase, FoldedLetters.hasOneThatIsSeveral(range) {
      throw error("with (?i), a letter of this set would match several letters")
    }
    return ExpressionSet(ranges: [range])
  }

  /// The next scalar of a set, literal or escaped; `nil` before an escaped class.
  private mutating func setScalar() throws(ExpressionError) -> Unicode.Scalar? {
    guard let scalar = next else { throw error("the bracket is not closed") }
    guard scalar == "\\" else {
      position += 1
      return scalar
    }
    let start = position
    position += 1
    if take("b") { return "\u{8}" }
    if let scalar = try escapedScalar() { return scalar }
    position = start
    return nil
  }

  private mutating func escapedSet() throws(ExpressionError) -> ExpressionSet {
    position += 1
    guard let set = try classEscape(isInSet: true) else {
      throw error("this escape is not supported")
    }
    return set
  }
}
