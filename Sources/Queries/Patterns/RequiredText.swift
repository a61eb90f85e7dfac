/// Texts contained in every match of a regular expression, as far as that is certain.
struct RequiredText {
  /// Pieces without gaps; any one of them can be searched for first.
  private(set) var pieces: [String] = []
  private var piece = String.UnicodeScalarView()
  private var scalars: [Unicode.Scalar]
  private var place = 0

  /// The pieces outside all groups and classes; none if the expression has an alternative, an
  /// option that changes the meaning of what follows, or anything else that is not understood with
  /// certainty.
  static func pieces(of expression: String) -> [String] {
    var reader = RequiredText(scalars: Array(expression.unicodeScalars))
    guard reader.read() else { return [] }
    return reader.pieces
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var next: Unicode.Scalar? {
    place + 1 < scalars.count ? scalars[place + 1] : nil
  }

  private mutating func read() -> Bool {
    while place < scalars.count {
      switch scalars[place] {
      case "|": return false
      case "(": guard skipGroup() else { return false }
      case "[": guard skipClass() else { return false }
      case ")", "]": return false
      case "\\": guard readEscape() else { return false }
      case "?", "*": dropLast()
      case "{": guard skipCounts() else { return false }
      case "+", ".", "^", "$": endPiece()
      default: piece.append(scalars[place])
      }
      place += 1
    }
    endPiece()
    return true
  }

  private mutating func endPiece() {
    if !piece.isEmpty { pieces.append(String(piece)) }
    piece = String.UnicodeScalarView()
  }

  /// The preceding character may be absent.
  private mutating func dropLast() {
    if !piece.isEmpty { piece.removeLast() }
    endPiece()
  }

  /// Skips to the brace that closes the counts; what precedes them may be absent.
  private mutating func skipCounts() -> Bool {
    dropLast()
    place += 1
    while place < scalars.count, "0123456789,".unicodeScalars.contains(scalars[place]) {
      place += 1
    }
    return place < scalars.count && scalars[place] == "}"
  }

  /// Only a sign after a backslash stands for itself; letters and digits have meanings.
  private mutating func readEscape() -> Bool {
    guard let next else { return false }
    place += 1
    if next.isASCII, !next.properties.isAlphabetic, !("0"..."9").contains(next) {
      piece.append(next)
      return true
    }
    endPiece()
    return "dDwWsSbBhHvVRAzZnrt".unicodeScalars.contains(next)
  }

  /// Skips to the bracket that closes the class.
  private mutating func skipClass() -> Bool {
    endPiece()
    place += 1
    if place < scalars.count, scalars[place] == "^" { place += 1 }
    // A bracket that comes first is a member.
    if place < scalars.count, scalars[place] == "]" { place += 1 }
    while place < scalars.count, scalars[place] != "]" {
      switch scalars[place] {
      case "[": return false
      case "\\":
        if let next, "QE".unicodeScalars.contains(next) { return false }
        place += 2
      default: place += 1
      }
    }
    return place < scalars.count
  }

  /// Skips to the parenthesis that closes the group.
  private mutating func skipGroup() -> Bool {
    endPiece()
    var depth = 0
    while place < scalars.count {
      switch scalars[place] {
      case "(":
        guard isPlainGroup else { return false }
        depth += 1
      case ")":
        depth -= 1
        if depth == 0 { return true }
      case "[": guard skipClass() else { return false }
      case "\\":
        if let next, "QE".unicodeScalars.contains(next) { return false }
        place += 1
      default: break
      }
      place += 1
    }
    return false
  }

  /// A capturing group, `(?:`, or a lookaround: none affects anything outside itself.
  private var isPlainGroup: Bool {
    guard let next, next != "*" else { return false }
    guard next == "?" else { return true }
    return place + 2 < scalars.count && ":=!<".unicodeScalars.contains(scalars[place + 2])
  }
}
