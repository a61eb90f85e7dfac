/// A translated part of an expression, with the properties needed to combine parts.
struct ExpressionPiece {
  /// The part in PCRE2's syntax; one atom, so that a quantifier may follow it.
  var text: String
  /// The size of PCRE2's program for it: scalars and set items, counted as often as they are
  /// repeated.
  var size = 1
  /// The nesting depth of its groups.
  var depth = 0
  /// The minimum length of a match, in scalars.
  var shortest = 1
  /// The maximum length of a match, in scalars; `nil` if unlimited.
  var longest: Int? = 1
  /// Whether it matches the empty string at every position.
  var isAlwaysMet = false
  /// Whether it may be repeated; Oniguruma forbids that for assertions.
  var isRepeatable = true
  /// Whether PCRE2 copies it for each repetition.
  var isGroup = false

  /// The empty expression.
  static let empty = ExpressionPiece(
    text: "(?:)", depth: 1, shortest: 0, longest: 0, isAlwaysMet: true, isGroup: true)

  /// An assertion, which matches no scalar.
  static func assertion(_ text: String, size: Int = 1) -> ExpressionPiece {
    ExpressionPiece(text: text, size: size, shortest: 0, longest: 0, isRepeatable: false)
  }

  /// The value at which lengths and sizes saturate.
  private static let limit = 1 << 30

  /// Concatenates parts; the result is not yet an atom.
  static func sequence(_ pieces: [ExpressionPiece]) -> ExpressionPiece {
    guard var all = pieces.first else { return .empty }
    for piece in pieces.dropFirst() {
      all.text += piece.text
      all.size = min(all.size + piece.size, limit)
      all.depth = max(all.depth, piece.depth)
      all.shortest = min(all.shortest + piece.shortest, limit)
      all.longest = sum(all.longest, piece.longest)
      all.isAlwaysMet = all.isAlwaysMet && piece.isAlwaysMet
    }
    return all
  }

  /// Alternates parts, tried in order; the result is not yet an atom.
  static func choice(_ pieces: [ExpressionPiece]) -> ExpressionPiece {
    guard var all = pieces.first else { return .empty }
    for piece in pieces.dropFirst() {
      all.text += "|" + piece.text
      all.size = min(all.size + piece.size, limit)
      all.depth = max(all.depth, piece.depth)
      all.shortest = min(all.shortest, piece.shortest)
      all.longest = all.longest.flatMap { first in piece.longest.map { max(first, $0) } }
      all.isAlwaysMet = all.isAlwaysMet || piece.isAlwaysMet
    }
    return all
  }

  private static func sum(_ first: Int?, _ second: Int?) -> Int? {
    first.flatMap { first in second.map { min(first + $0, limit) } }
  }

  /// The part enclosed in a group that opens with these characters, such as `(?:`.
  func grouped(_ opening: String = "(?:") -> ExpressionPiece {
    var piece = self
    piece.text = opening + text + ")"
    piece.depth += 1
    piece.isRepeatable = true
    piece.isGroup = true
    return piece
  }

  /// The part repeated by a quantifier in PCRE2's syntax.
  func repeated(_ quantifier: String, least: Int, most: Int?) -> ExpressionPiece {
    var piece = self
    piece.text += quantifier
    if isGroup { piece.size = min(size * max(least, most ?? least, 1), Self.limit) }
    piece.shortest = min(shortest * least, Self.limit)
    piece.longest = most.flatMap { most in longest.map { min($0 * most, Self.limit) } }
    if longest == 0 { piece.longest = 0 }
    piece.isAlwaysMet = least == 0 || isAlwaysMet
    return piece
  }
}
