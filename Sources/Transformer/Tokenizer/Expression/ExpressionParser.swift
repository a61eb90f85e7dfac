/// Reads a regular expression as Oniguruma does, as far as split patterns of tokenizers need it.
///
/// Not known, and refused: back references, atomic groups, possessive groups, conditions, named
/// groups, set intersections, POSIX classes, scripts.
struct ExpressionParser {
  /// The deepest nesting of groups and sets.
  static let depthLimit = 64
  /// The largest count in braces.
  static let countLimit = 1000

  let scalars: [Unicode.Scalar]
  var position = 0
  var foldsCase = false
  var depth = 0

  /// The tree of a whole expression.
  static func tree(of expression: String) throws(ExpressionError) -> ExpressionNode {
    var parser = ExpressionParser(scalars: Array(expression.unicodeScalars))
    let node = try parser.choice()
    guard parser.position == parser.scalars.count else {
      throw parser.error("a parenthesis is closed that was not opened")
    }
    return node
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
  mutating func take(all string: StaticString) -> Bool {
    let wanted = Array("\(string)".unicodeScalars)
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Alternatives up to a closing parenthesis or the end.
  mutating func choice() throws(ExpressionError) -> ExpressionNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("groups are nested too deeply") }
    let folded = foldsCase
    defer { foldsCase = folded }
    var alternatives: [ExpressionNode] = []
    repeat { alternatives.append(try sequence()) } while take("|")
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func sequence() throws(ExpressionError) -> ExpressionNode {
    var nodes: [ExpressionNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let atom = try atom()
      nodes.append(try repeated(atom))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func atom() throws(ExpressionError) -> ExpressionNode {
    let scalar = scalars[position]
    switch scalar {
    case "(": return try group()
    case "[": return .set(try set())
    case "\\": return try escape()
    case "*", "+", "?": throw error("nothing stands before \(scalar)")
    default: break
    }
    position += 1
    switch scalar {
    case ".": return .set(.anyButLineFeed)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    default: return .set(.scalar(scalar.value, foldsCase: foldsCase))
    }
  }

  private mutating func group() throws(ExpressionError) -> ExpressionNode {
    let start = position
    position += 1
    let folded = foldsCase
    defer { foldsCase = folded }
    if take(all: "?i)") {
      // Holds to the end of the group around it, alternatives behind it included.
      foldsCase = true
      return try choice()
    }
    let node = try groupContent()
    guard take(")") else {
      position = start
      throw error("the parenthesis is not closed")
    }
    return node
  }

  /// What stands between the parentheses, read as what they begin with says.
  private mutating func groupContent() throws(ExpressionError) -> ExpressionNode {
    if take(all: "?=") { return try look(isAhead: true, isNegated: false) }
    if take(all: "?!") { return try look(isAhead: true, isNegated: true) }
    if take(all: "?<=") { return try look(isAhead: false, isNegated: false) }
    if take(all: "?<!") { return try look(isAhead: false, isNegated: true) }
    if take(all: "?i:") {
      foldsCase = true
    } else if take(all: "?-i:") {
      foldsCase = false
    } else if !take(all: "?:"), next == "?" {
      throw error("this kind of group is not known here")
    }
    return try choice()
  }

  private mutating func look(
    isAhead: Bool, isNegated: Bool
  ) throws(ExpressionError) -> ExpressionNode {
    let node = try choice()
    guard node.isAlwaysMet || (node.longest ?? .max) <= 64 else {
      throw error("what is looked for around a place has no limit, or one of over 64 characters")
    }
    return .look(node, isAhead: isAhead, isNegated: isNegated)
  }

  private mutating func repeated(
    _ atom: ExpressionNode
  ) throws(ExpressionError) -> ExpressionNode {
    var node = atom
    while let (least, most, isBraced) = try count() {
      var greed = ExpressionNode.Greed.greedy
      if take("?") {
        greed = .lazy
      } else if !isBraced, take("+") {
        guard case .set = node else { throw error("only a single character may be possessive") }
        greed = .possessive
      }
      node = .repetition(node, least: least, most: most, greed)
    }
    return node
  }

  /// A quantifier, if one comes next.
  private mutating func count()
    throws(ExpressionError) -> (least: Int, most: Int?, isBraced: Bool)?
  {
    if take("*") { return (0, nil, false) }
    if take("+") { return (1, nil, false) }
    if take("?") { return (0, 1, false) }
    guard next == "{" else { return nil }
    let start = position
    position += 1
    let least = number()
    let hasComma = take(",")
    let most = hasComma ? number() : least
    guard take("}"), least != nil || most != nil else {
      position = start
      throw error("write braces that count nothing with a backslash")
    }
    guard (least ?? 0) <= (most ?? .max), max(least ?? 0, most ?? 0) <= Self.countLimit else {
      position = start
      throw error("the counts are out of order, or above \(Self.countLimit)")
    }
    return (least ?? 0, most, true)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next?.properties.numericValue, let scalar = next, scalar.isASCII {
      value = min((value ?? 0) * 10 + Int(digit), Self.countLimit + 1)
      position += 1
    }
    return value
  }
}
