import Trajectories

/// A question that a trajectory answers with yes or no, such as
/// `S < 0.3 and outcome = right and not labelled`.
///
/// A comparison with a value that is missing is false, and `!=` and `!~` are true then: `x != 1` is
/// always `not x = 1`. A text that is missing is empty.
public struct Query: Equatable, Sendable {
  /// As it was typed, or would have been.
  public let source: String
  /// What a row must have filled in before ``accepts(_:now:)`` is asked.
  public let needs: QueryNeeds

  let condition: QueryCondition
  private let compiled: CompiledQuery

  /// Understands a filter, in time linear in its length; an empty one accepts everything and is for
  /// the caller to handle.
  ///
  /// - Throws: ``QueryError``, which points at the place.
  public init(_ source: String) throws(QueryError) {
    self.init(condition: try QueryParser.condition(source) ?? .all([]), source: source)
  }

  /// A condition, and how it is written: in its normal form unless told otherwise.
  init(condition: QueryCondition, source: String? = nil) {
    self.source = source ?? condition.description
    self.condition = condition
    compiled = CompiledQuery(condition)
    needs = condition.tests.reduce(into: []) { $0.formUnion($1.field.needs) }
  }

  /// Whether the same was typed.
  public static func == (left: Query, right: Query) -> Bool { left.source == right.source }

  /// Whether the trajectory belongs to what was asked for; `now` is in seconds since 1970.
  ///
  /// Some nanoseconds for each comparison of numbers; texts as ``TextPattern`` says.
  public func accepts(_ row: QueryRow, now: Double) -> Bool { compiled.accepts(row, now: now) }

  /// Whether the question is about this field, among others.
  public func mentions(_ field: QueryField) -> Bool {
    condition.tests.contains { $0.field == field }
  }

  /// How many times an expression took too long, and counted as absent.
  public var unsearchedTexts: Int {
    condition.tests.reduce(0) { sum, test in
      if case .pattern(let pattern) = test.value { sum + pattern.unsearchedTexts } else { sum }
    }
  }
}

extension Query: CustomStringConvertible {
  /// The query in its normal form; the same question when it is understood again.
  public var description: String { condition.description }
}

extension Query {
  /// A pattern that must match a text of every trajectory that is accepted.
  public struct RequiredText: Equatable, Sendable {
    /// A field that is a text.
    public var field: QueryField
    /// What must match.
    public var pattern: TextPattern
  }

  /// What every accepted trajectory must hold, so that records without it need not be parsed.
  ///
  /// ``TextPattern/firstCandidate(inRawJSON:from:)`` may be asked for those of ``QueryField/problem``
  /// and ``QueryField/step``. Those of ``QueryField/text`` may also match a note or an id that does
  /// not stand in the record. Empty when nothing can be told.
  public var requiredTexts: [RequiredText] {
    let conditions = if case .all(let parts) = condition { parts } else { [condition] }
    return conditions.compactMap { part in
      guard case .test(let test) = part, case .pattern(let pattern) = test.value,
        test.comparison == .contains || test.comparison == .equal
      else { return nil }
      return RequiredText(field: test.field, pattern: pattern)
    }
  }

  /// The pattern of a query that is nothing but one text looked for everywhere.
  public var plainText: TextPattern? {
    guard case .test(let test) = condition, test.field == .text, test.comparison == .contains,
      case .pattern(let pattern) = test.value
    else { return nil }
    return pattern
  }

  /// The name that one of the words looked for as a text probably was meant to be.
  public var nearMiss: String? {
    let names = QueryField.allCases.filter(\.isFlag).map(\.rawValue) + QueryTest.words
    for case .pattern(let pattern) in condition.tests.filter({ $0.field == .text }).map(\.value)
    where !pattern.isExpression {
      let parts = pattern.source.split(separator: ":", maxSplits: 1).map(String.init)
      let near =
        parts.count == 2
        ? NearMiss.nearest(to: parts[0], among: QueryField.spellings).map { "\($0):\(parts[1])" }
        : NearMiss.nearest(to: pattern.source, among: names)
      if let near { return near }
    }
    return nil
  }
}

extension QueryCondition {
  /// All comparisons in it, in order.
  var tests: [QueryTest] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .not(let part): part.tests
    case .test(let test): [test]
    }
  }
}
