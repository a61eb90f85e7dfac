/// A part of an expression as PCRE2 reads it, and what must be known of it to put parts together.
struct ExpressionPiece {
  /// In PCRE2's syntax; one atom, so that a quantifier may stand behind it.
  var text: String
  /// How much PCRE2 makes of it: scalars, and items of sets, as often as they are repeated.
  var size = 1
  /// How deeply its groups are nested.
  var depth = 0
  /// The fewest scalars that it takes.
  var shortest = 1
  /// The most scalars that it takes; `nil` when there is no limit.
  var longest: Int? = 1
  /// Whether it matches nothing at every place, whatever stands there.
  var isAlwaysMet = false
  /// Whether it may be repeated; Oniguruma refuses that for what takes nothing by its nature.
  var isRepeatable = true
  /// Whether PCRE2 makes a copy of it for each repetition.
  var isGroup = false

  /// Nothing.
  static let empty = ExpressionPiece(
    text: "(?:)", depth: 1, shortest: 0, longest: 0, isAlwaysMet: true, isGroup: true)

  /// What holds at a place and takes nothing.
  static func assertion(_ text: String, size: Int = 1) -> ExpressionPiece {
    ExpressionPiece(text: text, size: size, shortest: 0, longest: 0, isRepeatable: false)
  }

  /// Lengths and sizes beyond this are as good as this.
  private static let limit = 1 << 30

  /// One behind the other; no atom yet.
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

  /// One or the other, the first that fits; no atom yet.
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

  /// In a group that begins with these characters, such as `(?:`.
  func grouped(_ opening: String = "(?:") -> ExpressionPiece {
    var piece = self
    piece.text = opening + text + ")"
    piece.depth += 1
    piece.isRepeatable = true
    piece.isGroup = true
    return piece
  }

  /// Repeated, as `quantifier` says in PCRE2's syntax.
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
