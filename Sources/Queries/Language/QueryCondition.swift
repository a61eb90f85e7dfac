/// A query as parsed.
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
    /// The empty text, which is not a pattern.
    case emptyText
  }

  /// A condition that is one word.
  static func flag(_ field: QueryField) -> QueryTest {
    QueryTest(field: field, comparison: .equal, value: .flag(true))
  }

  /// A text searched for everywhere.
  static func text(_ pattern: TextPattern) -> QueryTest {
    QueryTest(field: .text, comparison: .contains, value: .pattern(pattern))
  }
}

extension QueryTest {
  /// A word that is a condition by itself without being a flag, such as `wrong`.
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

extension QueryCondition: CustomStringConvertible {
  /// The same condition as text; parses to an equal one.
  var description: String {
    switch self {
    case .all(let conditions): conditions.map { $0.part(in: self) }.joined(separator: " and ")
    case .any(let conditions): conditions.map { $0.part(in: self) }.joined(separator: " or ")
    case .not(let condition): "not " + condition.part(in: self)
    case .test(let test): test.description
    }
  }

  /// With the parentheses that it needs inside another one.
  private func part(in whole: QueryCondition) -> String {
    let needsParentheses =
      switch (whole, self) {
      case (_, .test), (.all, .not), (.any, .not), (.any, .all), (.not, .not): false
      default: true
      }
    return needsParentheses ? "(\(description))" : description
  }
}

extension QueryTest: CustomStringConvertible {
  var description: String {
    switch value {
    case .flag(let flag):
      return flag == (comparison == .equal) ? field.rawValue : "not \(field.rawValue)"
    case .pattern(let pattern) where field == .text && comparison == .contains:
      return QueryTest.written(pattern)
    default: return "\(field.rawValue) \(comparison.rawValue) \(valueDescription)"
    }
  }

  private var valueDescription: String {
    switch value {
    case .number(let number) where field.kind == .duration && number.isFinite:
      QueryTest.written(number) + "s"
    case .number(let number): QueryTest.written(number)
    case .word(let word): word.rawValue
    case .outcome(let outcome): outcome.map { $0 ? "right" : "wrong" } ?? "unknown"
    case .flag(let flag): flag ? "yes" : "no"
    case .pattern(let pattern): QueryTest.written(pattern)
    case .emptyText: "\"\""
    }
  }

  /// Without a fraction if it is whole, else with every digit.
  private static func written(_ number: Double) -> String {
    guard number.isFinite else { return number < 0 ? "-inf" : "inf" }
    return Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  private static func written(_ pattern: TextPattern) -> String {
    pattern.isExpression ? pattern.source : QueryWords.quoted(pattern.source)
  }
}
