import Trajectories

/// Where a query cannot be parsed, and what would be right.
public struct QueryError: Error, Equatable, Sendable {
  /// UTF-8 offsets in the source; empty at its end if something is missing there.
  public var range: Range<Int>
  /// What is wrong; quotes what was typed.
  public var reason: String
  /// What would be right, with a near miss if there is one.
  public var remedy: String

  /// An error at a place in the source.
  public init(range: Range<Int>, reason: String, remedy: String) {
    self.range = range
    self.reason = reason
    self.remedy = remedy
  }

  /// The same error in a longer source, in which this one's begins at `offset`.
  func moved(by offset: Int) -> QueryError {
    var moved = self
    moved.range = range.lowerBound + offset..<range.upperBound + offset
    return moved
  }
}

extension QueryError: CustomStringConvertible {
  /// Reason and remedy in one line.
  public var description: String { "\(reason). \(remedy)" }
}

/// Every message about a query that cannot be parsed.
extension QueryError {
  // MARK: Patterns

  static func emptyPattern(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the search text is empty", remedy: "Write what to search for.")
  }

  static func longPattern(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the search text has \(range.count) bytes",
      remedy: "Write at most \(TextPattern.lengthLimit).")
  }

  static func badExpression(
    _ fault: RegularExpression.Fault, in body: String, offset: Int
  ) -> QueryError {
    let place = min(max(fault.offset, 0), body.utf8.count) + offset
    return QueryError(
      range: place..<place, reason: "in the regular expression: \(fault.reason)",
      remedy: "Fix it, or search for the text itself: \(QueryWords.quoted("/\(body)/")).")
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
      remedy: "Close it with `)`, or put it in quotes to search for it.")
  }

  static func unopened(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "no parenthesis is open here",
      remedy: "Leave out `)`, or put it in quotes to search for it.")
  }

  static func missingTerm(after word: String?, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range,
      reason: word.map { "something must follow `\($0)`" } ?? "there is nothing between these",
      remedy: "Write a condition such as `steps > 20`, or put the word in quotes to search for it.")
  }

  static func missingLeft(of word: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "something must come before `\(word)`",
      remedy: "Write a condition such as `steps > 20`, or put the word in quotes to search for it.")
  }

  static func missingField(before operation: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "a field must come before `\(operation)`",
      remedy: "Write one, as in `steps \(operation) 20`, or put the sign in quotes.")
  }

  // MARK: Fields and operators

  static func unknownField(_ name: String, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "no field is called `\(name)`",
      remedy: nearest(to: name, among: QueryField.spellings)
        ?? "To search for this text, put it in quotes; the fields are \(QueryField.list).")
  }

  static func wrongOperator(
    _ operation: String, for field: QueryField, at range: Range<Int>
  ) -> QueryError {
    let right = field.kind.comparisons.map { "`\($0.rawValue)`" }.joined(separator: " ")
    return QueryError(
      range: range,
      reason: "`\(operation)` does not apply to `\(field.rawValue)`, which is \(field.kind.words)",
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
      reason: "`\(text)` is not a value for `\(field.rawValue)`, which is \(field.kind.words)",
      remedy: nearest(to: text, among: field.kind.words(for: field))
        ?? "Write \(field.kind.valueWords), as in `\(field.example)`.")
  }

  static func unordered(_ word: String, _ field: QueryField, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "`\(word)` is neither before nor after a step",
      remedy: "Compare with a step, as in `\(field.rawValue) > 3`, or write "
        + "`\(field.rawValue) = \(word)`.")
  }

  static func expressionInList(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "a regular expression is not allowed here",
      remedy: "Search for it with `~`, as in `text ~ /\\d+%/`.")
  }

  static func badList(_ range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "the list is not finished here",
      remedy: "Write its values in parentheses with commas, as in `label in (none, unsure)`.")
  }

  // MARK: Sorting

  static func unsortable(_ field: QueryField, at range: Range<Int>) -> QueryError {
    QueryError(
      range: range, reason: "`\(field.rawValue)` has several texts and cannot be sorted by",
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
      range: range, reason: "`\(word)` is not a direction",
      remedy: "Write `asc` or `desc` after a field, and commas between fields.")
  }

  // MARK: Near misses

  private static func nearest(to word: String, among names: [String]) -> String? {
    NearMiss.nearest(to: word, among: names).map { "Did you mean `\($0)`?" }
  }
}
