import Trajectories

/// Every sentence about a query that cannot be understood.
extension QueryError {
  // MARK: Patterns

  static func emptyPattern(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the text to look for is empty", remedy: "Write what to look for.")
  }

  static func longPattern(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the text to look for has \(range.count) bytes",
      remedy: "Write at most \(TextPattern.lengthLimit).")
  }

  static func badExpression(
    _ fault: RegularExpression.Fault, in body: String, offset: Int
  ) -> QueryError {
    let place = min(max(fault.offset, 0), body.utf8.count) + offset
    return QueryError(
      range: place..<place, reason: "in the regular expression: \(fault.reason)",
      remedy: "Mend it, or look for the text itself: \(QueryWords.quoted("/\(body)/")).")
  }

  // MARK: Structure

  static func tooDeep(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "this is nested more than \(QueryParser.depthLimit) levels deep",
      remedy: "Use fewer parentheses.")
  }

  static func unclosed(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "this parenthesis is not closed",
      remedy: "Close it with `)`, or put it into quotes to look for it.")
  }

  static func unopened(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "no parenthesis is open here",
      remedy: "Leave out `)`, or put it into quotes to look for it.")
  }

  static func missingTerm(after word: String?, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range,
      reason: word.map { "something must follow `\($0)`" } ?? "there is nothing between these",
      remedy: "Write a condition such as `steps > 20`, or put the word into quotes to look for it.")
  }

  static func missingLeft(of word: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "something must stand before `\(word)`",
      remedy: "Write a condition such as `steps > 20`, or put the word into quotes to look for it.")
  }

  static func missingField(before operation: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "a field must stand before `\(operation)`",
      remedy: "Write one, as in `steps \(operation) 20`, or put the sign into quotes.")
  }

  // MARK: Fields and operators

  static func unknownField(_ name: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "no field is called `\(name)`",
      remedy: nearest(to: name, among: QueryField.spellings)
        ?? "To look for this text, put it into quotes; the fields are \(QueryField.list).")
  }

  static func wrongOperator(
    _ operation: String, for field: QueryField, at range: Range<Int>
  ) -> QueryError {
    let right = field.kind.comparisons.map { "`\($0.rawValue)`" }.joined(separator: " ")
    return QueryError(
      range: range,
      reason: "`\(operation)` cannot be asked of `\(field.rawValue)`, which is \(field.kind.words)",
      remedy: "Use \(right), as in `\(field.example)`.")
  }

  static func missingValue(_ field: QueryField, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the value for `\(field.rawValue)` is missing",
      remedy: "Write \(field.kind.valueWords), as in `\(field.example)`.")
  }

  static func wrongValue(_ text: String, for field: QueryField, at range: Range<Int>) -> QueryError
  {
    QueryError(
      range: range,
      reason: "`\(text)` is no value for `\(field.rawValue)`, which is \(field.kind.words)",
      remedy: nearest(to: text, among: field.kind.words(for: field))
        ?? "Write \(field.kind.valueWords), as in `\(field.example)`.")
  }

  static func unordered(_ word: String, _ field: QueryField, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "`\(word)` comes neither before nor after a step",
      remedy: "Compare with a step, as in `\(field.rawValue) > 3`, or write "
        + "`\(field.rawValue) = \(word)`.")
  }

  static func expressionInList(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "a regular expression cannot stand here",
      remedy: "Look for it with `~`, as in `text ~ /\\d+%/`.")
  }

  static func badList(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "a list is not finished here",
      remedy: "Write its values in parentheses with commas, as in `label in (none, unsure)`.")
  }

  // MARK: Sorting

  static func unsortable(_ field: QueryField, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "`\(field.rawValue)` has several texts and gives no order",
      remedy: "Sort by `id`, `problem`, `steps` or another field with one value.")
  }

  static func unknownSortField(_ name: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: name.isEmpty ? "a field is missing" : "no field is called `\(name)`",
      remedy: nearest(to: name, among: QueryField.spellings)
        ?? "Write fields, as in `S, steps desc, -entropy`.")
  }

  static func badDirection(_ word: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "`\(word)` is no direction",
      remedy: "Write `asc` or `desc` behind a field, and commas between fields.")
  }

  // MARK: Near misses

  private static func nearest(to word: String, among names: [String]) -> String? {
    NearMiss.nearest(to: word, among: names).map { "Did you mean `\($0)`?" }
  }
}
