import Trajectories

/// A yes-or-no question about a trajectory, such as `S < 0.3 and outcome = right and not labelled`.
///
/// A comparison with a missing value is false; `!=` and `!~` are then true: `x != 1` is always `not
/// x = 1`. A missing text is empty.
public struct Query: Equatable, Sendable {
  /// As typed, or as it would have been.
  public let source: String
  /// What a row must have filled in before ``accepts(_:now:)`` is called.
  public let needs: QueryNeeds

  let condition: QueryCondition
  private let compiled: CompiledQuery

  /// Parses a filter, in time linear in its length; callers handle the empty one, which accepts
  /// everything.
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

  /// Whether the same text was typed.
  public static func == (left: Query, right: Query) -> Bool { left.source == right.source }

  /// Whether the trajectory matches; `now` is in seconds since 1970.
  ///
  /// Some nanoseconds for each comparison of numbers; see ``TextPattern`` for texts.
  public func accepts(_ row: QueryRow, now: Double) -> Bool { compiled.accepts(row, now: now) }

  /// Whether the query mentions this field.
  public func mentions(_ field: QueryField) -> Bool {
    condition.tests.contains { $0.field == field }
  }

  /// How many times an expression took too long and counted as not matching.
  public var unsearchedTexts: Int {
    condition.tests.reduce(0) { sum, test in
      if case .pattern(let pattern) = test.value { sum + pattern.unsearchedTexts } else { sum }
    }
  }
}

extension Query: CustomStringConvertible {
  /// The query in normal form; parses to the same query.
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

  /// What every accepted trajectory must contain, so that records without it need not be parsed.
  ///
  /// ``TextPattern/firstCandidate(inRawJSON:from:)`` may be used for those of
  /// ``QueryField/problem`` and ``QueryField/step``. Those of ``QueryField/text`` may also match a
  /// note or an id that is not in the record. Empty if nothing is known.
  public var requiredTexts: [RequiredText] {
    let conditions = if case .all(let parts) = condition { parts } else { [condition] }
    return conditions.compactMap { part in
      guard case .test(let test) = part, case .pattern(let pattern) = test.value,
        test.comparison == .contains || test.comparison == .equal
      else { return nil }
      return RequiredText(field: test.field, pattern: pattern)
    }
  }

  /// The pattern of a query that only searches everywhere for one text.
  public var plainText: TextPattern? {
    guard case .test(let test) = condition, test.field == .text, test.comparison == .contains,
      case .pattern(let pattern) = test.value
    else { return nil }
    return pattern
  }

  /// The field or keyword that a searched word probably was meant to be.
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
