/// Queries that a program puts together: each is what a person would have typed in its normal form.
extension Query {
  /// Trajectories of which a flag is true, such as ``QueryField/noted``.
  public static func flag(_ field: QueryField) -> Query {
    precondition(field.isFlag, "\(field.rawValue) is \(field.kind.words), no flag")
    return Query(condition: .test(.flag(field)))
  }

  /// Trajectories whose number, share, age or step compares so with a value; steps count from 1.
  public static func compare(
    _ field: QueryField, _ comparison: QueryComparison, _ value: Double
  ) -> Query {
    precondition(
      field.kind.comparisons.contains(comparison) && !field.isText && !field.isFlag,
      "\(field.rawValue) is \(field.kind.words), which \(comparison.rawValue) cannot compare")
    return Query(
      condition: .test(QueryTest(field: field, comparison: comparison, value: .number(value))))
  }

  /// Trajectories whose label, verdict or prediction is that word.
  public static func label(_ field: QueryField, is word: LabelWord) -> Query {
    precondition(
      field.kind.words(for: field).contains(word.rawValue),
      "\(field.rawValue) is never \(word.rawValue)")
    return Query(
      condition: .test(QueryTest(field: field, comparison: .equal, value: .word(word))))
  }

  /// Trajectories of which a text is just this one; `nil` where no filter can say so, which is for an
  /// empty text, and for one with both kinds of quotes.
  public static func text(_ field: QueryField, is text: String) -> Query? {
    precondition(field.isText, "\(field.rawValue) is \(field.kind.words), no text")
    guard !text.isEmpty, !(text.contains("\"") && text.contains("'")),
      let pattern = try? TextPattern(literal: text)
    else { return nil }
    return Query(
      condition: .test(QueryTest(field: field, comparison: .equal, value: .pattern(pattern))))
  }

  /// Trajectories that all of the queries accept.
  public static func all(_ first: Query, _ second: Query, _ others: Query...) -> Query {
    Query(condition: .all(([first, second] + others).map(\.condition)))
  }

  /// Trajectories that one of the queries accepts.
  public static func any(_ first: Query, _ second: Query, _ others: Query...) -> Query {
    Query(condition: .any(([first, second] + others).map(\.condition)))
  }

  /// Trajectories that the query does not accept.
  public static func not(_ query: Query) -> Query { Query(condition: .not(query.condition)) }

  /// Trajectories that both accept; what was typed stays as it was typed.
  public func and(_ other: Query) -> Query {
    switch other.condition {
    case .all(let parts):
      Query(condition: .all([condition] + parts), source: "(\(source)) and \(other.source)")
    case .any:
      Query(
        condition: .all([condition, other.condition]),
        source: "(\(source)) and (\(other.source))")
    case .not, .test:
      Query(
        condition: .all([condition, other.condition]), source: "(\(source)) and \(other.source)")
    }
  }
}
