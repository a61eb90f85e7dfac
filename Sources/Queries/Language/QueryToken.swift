/// A token of a query.
struct QueryToken: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A bare word: a name, a keyword, a value or a text.
    case word
    /// A text between quotes.
    case quoted
    /// An expression with its slashes.
    case expression
    case comparison(QueryComparison)
    /// `:` between a field and a value.
    case colon
    /// `in` before a list.
    case list
    /// `!` or `-` before a condition.
    case negation
    case open, close, comma
  }

  var kind: Kind
  /// UTF-8 offsets in the source, quotes included.
  var range: Range<Int>
  /// Its content, without quotes.
  var text: String

  /// Whether it is this keyword, in any case.
  func isKeyword(_ word: String) -> Bool { kind == .word && text.lowercased() == word }

  /// The field that it names, if it is a bare word.
  var field: QueryField? { kind == .word ? QueryField(named: text) : nil }

  /// Whether it is a text whose closing quote has not been typed yet.
  var isUnclosed: Bool { kind == .quoted && range.count == text.utf8.count + 1 }

  /// Whether a value must follow.
  var wantsValue: Bool {
    switch kind {
    case .comparison, .colon: true
    default: false
    }
  }
}
