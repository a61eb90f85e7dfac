/// What a query says, as it was understood.
indirect enum QueryCondition: Equatable, Sendable {
  /// All must hold; at least two.
  case all([QueryCondition])
  /// One must hold; at least two.
  case any([QueryCondition])
  case not(QueryCondition)
  case test(QueryTest)
}

/// One comparison of a field with a value.
struct QueryTest: Equatable, Sendable {
  var field: QueryField
  var comparison: QueryComparison
  var value: Value

  /// What a field is compared with.
  enum Value: Equatable, Sendable {
    case number(Double)
    case word(LabelWord)
    /// `nil` for unknown.
    case outcome(Bool?)
    case flag(Bool)
    case pattern(TextPattern)
    /// The text without characters, which is no pattern.
    case emptyText
  }

  /// A condition that is one word.
  static func flag(_ field: QueryField) -> QueryTest {
    QueryTest(field: field, comparison: .equal, value: .flag(true))
  }

  /// A text looked for everywhere.
  static func text(_ pattern: TextPattern) -> QueryTest {
    QueryTest(field: .text, comparison: .contains, value: .pattern(pattern))
  }
}

extension QueryTest {
  /// A word that is a condition by itself though no flag, such as `wrong`.
  init?(word: String) {
    switch word {
    case "right": self.init(field: .outcome, comparison: .equal, value: .outcome(true))
    case "wrong": self.init(field: .outcome, comparison: .equal, value: .outcome(false))
    case "error": self.init(field: .label, comparison: .equal, value: .word(.error))
    case "noerror": self.init(field: .label, comparison: .equal, value: .word(.noError))
    case "unsure": self.init(field: .verdict, comparison: .equal, value: .word(.unsure))
    default: return nil
    }
  }

  /// Those words.
  static let words = ["right", "wrong", "error", "noerror", "unsure"]
}
