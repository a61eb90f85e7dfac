extension ExpressionParser {
  /// A set in brackets.
  mutating func set() throws(ExpressionError) -> ScalarSet {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("sets are nested too deeply") }
    position += 1
    let isNegated = take("^")
    var items: [ScalarSet.Item] = []
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if scalar == "[" {
        guard scalars.dropFirst(position + 1).first != ":" else {
          throw error("POSIX classes are not known here; write \\p{L}, \\p{N} or \\s")
        }
        items.append(.set(try set()))
        continue
      }
      guard !take(all: "&&") else { throw error("set intersections are not known here") }
      items.append(try setItem())
    }
    guard take("]") else {
      position = start
      throw error("the bracket is not closed")
    }
    return ScalarSet(items, isNegated: isNegated)
  }

  /// A scalar, a range, or a class of its own.
  private mutating func setItem() throws(ExpressionError) -> ScalarSet.Item {
    guard let low = try setScalar() else { return .set(try escapedSet()) }
    let start = position
    guard take("-"), let end = next, end != "]" else {
      position = start
      return single(low)
    }
    guard let high = try setScalar() else { throw error("a range ends in a class") }
    guard low.value <= high.value else { throw error("the ends of a range are out of order") }
    guard foldsCase else { return .range(low.value...high.value) }
    guard high.value < 0x3000 else { return .range(low.value...high.value) }
    return .set(
      ScalarSet(
        (low.value...high.value).flatMap { CaseFolding.variants(of: $0) }.map { .range($0...$0) }))
  }

  private func single(_ scalar: Unicode.Scalar) -> ScalarSet.Item {
    foldsCase
      ? .set(.scalar(scalar.value, foldsCase: true)) : .range(scalar.value...scalar.value)
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
    if let scalar = try escapedScalar() { return scalar }
    position = start
    return nil
  }

  private mutating func escapedSet() throws(ExpressionError) -> ScalarSet {
    position += 1
    guard let set = try classEscape() else { throw error("this escape is not known here") }
    return set
  }

  /// Whatever a backslash begins, outside of a set.
  mutating func escape() throws(ExpressionError) -> ExpressionNode {
    position += 1
    if let assertion = assertionEscape() { return .assertion(assertion) }
    if let set = try classEscape() { return .set(set) }
    if let scalar = try escapedScalar() {
      return .set(.scalar(scalar.value, foldsCase: foldsCase))
    }
    throw error("this escape is not known here")
  }

  private mutating func assertionEscape() -> ExpressionNode.Assertion? {
    if take("A") { return .textStart }
    if take("z") { return .textEnd }
    if take("Z") { return .lastLineEnd }
    if take("b") { return .wordBoundary }
    return take("B") ? .noWordBoundary : nil
  }

  /// The class behind a backslash; `nil` if none is named.
  private mutating func classEscape() throws(ExpressionError) -> ScalarSet? {
    guard let scalar = next else { throw error("a backslash ends the expression") }
    switch scalar {
    case "p", "P":
      position += 1
      let set = try property()
      return scalar == "P" ? set.inverted : set
    case "s", "S": return taken(.whitespace, isInverted: scalar == "S")
    case "d", "D": return taken(.digit, isInverted: scalar == "D")
    case "w", "W": return taken(.word, isInverted: scalar == "W")
    default: return nil
    }
  }

  private mutating func taken(_ set: ScalarSet, isInverted: Bool) -> ScalarSet {
    position += 1
    return isInverted ? set.inverted : set
  }

  /// `{L}`, `{^L}`: a general category.
  private mutating func property() throws(ExpressionError) -> ScalarSet {
    guard take("{") else { throw error("a property is named in braces, as in \\p{L}") }
    let isNegated = take("^")
    var name = ""
    while let scalar = next, scalar != "}", name.utf8.count < 32 {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take("}") else { throw error("the brace of a property is not closed") }
    let set: ScalarSet
    switch name.lowercased() {
    case "l": set = ScalarSet([.scalarClass(.letter)])
    case "n": set = ScalarSet([.scalarClass(.number)])
    case let lowered:
      guard let categories = CategorySet(name: lowered) else {
        throw error("only general categories such as L, Lu, M, N, P, S and Z are known properties")
      }
      set = ScalarSet([.categories(categories)])
    }
    return isNegated ? set.inverted : set
  }

  /// The scalar behind a backslash; `nil` before a letter or digit that stands for no scalar.
  private mutating func escapedScalar() throws(ExpressionError) -> Unicode.Scalar? {
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
    while count < (isBraced ? 8 : digits), let digit = next?.properties.hexadecimalValue {
      value = value << 4 | digit
      count += 1
      position += 1
    }
    guard count > 0, isBraced || count == digits || digits == 2, !isBraced || take("}"),
      let scalar = Unicode.Scalar(value)
    else { throw error("the hexadecimal digits are no character") }
    return scalar
  }
}

extension Unicode.Scalar.Properties {
  /// The value of an ASCII hexadecimal digit.
  fileprivate var hexadecimalValue: UInt32? {
    guard isASCIIHexDigit else { return nil }
    let letter = lowercaseMapping.utf8.first ?? 0
    return UInt32(letter < 0x3A ? letter - 0x30 : letter - 0x57)
  }
}
