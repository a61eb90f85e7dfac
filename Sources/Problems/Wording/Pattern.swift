/// A sentence about a computation, with places for what it says, read once.
struct Pattern: Sendable, ExpressibleByStringLiteral {
  enum Field: String, Sendable {
    /// What is computed, and the same at the beginning of a sentence.
    case what, What
    /// The equation.
    case eq
    /// The result with its unit.
    case r
    /// The computation in words: multiply 5 by 12.
    case action, Action
    /// What the problem says of the numbers.
    case reason, Reason
    /// A computation told in words.
    case statement, Statement
    /// The whole conclusion.
    case said, Said
    /// The answer without its unit.
    case bare
  }

  private enum Piece: Sendable {
    case text(String)
    case field(Field)
  }

  private let pieces: [Piece]
  /// Whether it needs a reason.
  let needsReason: Bool

  init(stringLiteral text: String) {
    var pieces: [Piece] = []
    for (place, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard place > 0, let end = part.firstIndex(of: "}"),
        let field = Field(rawValue: String(part[..<end]))
      else {
        pieces.append(.text((place > 0 ? "{" : "") + part))
        continue
      }
      pieces.append(.field(field))
      pieces.append(.text(String(part[part.index(after: end)...])))
    }
    self.pieces = pieces
    needsReason = pieces.contains {
      if case .field(let field) = $0 { field == .reason || field == .Reason } else { false }
    }
  }

  func text(_ value: (Field) -> String) -> String {
    var text = ""
    text.reserveCapacity(160)
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .field(let field): text += value(field)
      }
    }
    return text
  }
}
