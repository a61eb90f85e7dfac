extension ExpressionTranslator {
  /// A set in brackets.
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
        if mode.foldsCase { throw error("where case does not matter, sets cannot be intersected") }
        result = result?.intersection(part) ?? part
        part = ExpressionSet()
      } else {
        part.add(try scalar == "[" ? nestedSet() : setItem())
        try check(part.size)
      }
    }
    guard !isFirst else { throw error("the bracket holds nothing") }
    guard take("]") else {
      position = start
      throw error("the bracket is not closed")
    }
    let set = result?.intersection(part) ?? part
    return isNegated ? set.inverted : set
  }

  /// Whether a bracket that closes a set comes behind this one, which then is a member itself.
  private var hasBracketBehind: Bool { scalars[(position + 1)...].contains("]") }

  private mutating func nestedSet() throws(ExpressionError) -> ExpressionSet {
    guard scalars.dropFirst(position + 1).first != ":" else {
      throw error("POSIX classes are not known here; write \\p{L}, \\p{N} or \\s")
    }
    if mode.foldsCase, scalars.dropFirst(position + 1).first == "^" {
      throw error("where case does not matter, a set in a set cannot be negated")
    }
    return try set()
  }

  /// A scalar, a range, or a class of its own.
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
    guard low.value <= high.value else { throw error("the ends of a range are out of order") }
    let range = low.value...high.value
    if mode.foldsCase, FoldedLetters.hasOneThatIsSeveral(range) {
      throw error("where case does not matter, a letter of this set would be several")
    }
    return ExpressionSet(ranges: [range])
  }

  /// The next scalar of a set, written plainly or escaped; `nil` before an escaped class.
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
      throw error("this escape is not known here")
    }
    return set
  }
}
