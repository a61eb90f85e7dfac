/// A condition as a decision graph: each test leads to another one or to an answer.
///
/// `and`, `or` and `not` only decide where the edges lead, so answering takes one loop over values
/// of fixed size, without recursion, and tests nothing twice.
struct CompiledQuery: Sendable {
  /// A test and where its answers lead: a place in ``questions``, or one of the two ends.
  struct Question: Sendable {
    var test: CompiledTest
    var whenTrue: Int32
    var whenFalse: Int32
  }

  private(set) var questions: [Question] = []
  private let first: Int32
  private static let accepted: Int32 = -1
  private static let refused: Int32 = -2

  init(_ condition: QueryCondition) {
    var questions: [Question] = []
    first = CompiledQuery.add(
      condition, to: &questions, whenTrue: CompiledQuery.accepted, whenFalse: CompiledQuery.refused)
    self.questions = questions
  }

  /// Adds the tests of a condition, last one first, so that edges lead to known places.
  ///
  /// - Returns: where the condition begins.
  private static func add(
    _ condition: QueryCondition, to questions: inout [Question], whenTrue: Int32, whenFalse: Int32
  ) -> Int32 {
    switch condition {
    case .not(let inner):
      return add(inner, to: &questions, whenTrue: whenFalse, whenFalse: whenTrue)
    case .all(let parts):
      return parts.reversed().reduce(whenTrue) {
        add($1, to: &questions, whenTrue: $0, whenFalse: whenFalse)
      }
    case .any(let parts):
      return parts.reversed().reduce(whenFalse) {
        add($1, to: &questions, whenTrue: whenTrue, whenFalse: $0)
      }
    case .test(let test):
      questions.append(
        Question(test: CompiledTest(test), whenTrue: whenTrue, whenFalse: whenFalse))
      return Int32(questions.count - 1)
    }
  }

  func accepts(_ row: QueryRow, now: Double) -> Bool {
    questions.withUnsafeBufferPointer { questions in
      var place = first
      while place >= 0 {
        let holds = questions[Int(place)].test.holds(for: row, now: now)
        place = holds ? questions[Int(place)].whenTrue : questions[Int(place)].whenFalse
      }
      return place == CompiledQuery.accepted
    }
  }
}

/// A test reduced to a number or a pattern.
struct CompiledTest: Sendable {
  private enum Manner: Sendable {
    case number
    /// Only steps can be before or after one another.
    case step
    /// Any step.
    case anyStep
    case pattern, wholeText, emptyText
  }

  private let field: QueryField
  private let comparison: QueryComparison
  private let manner: Manner
  private var number = 0.0
  private var pattern: TextPattern?

  init(_ test: QueryTest) {
    field = test.field
    comparison = test.comparison
    switch test.value {
    case .number(let value):
      manner = field.kind == .label ? .step : .number
      number = value
    case .word(let word):
      manner = word == .error ? .anyStep : .step
      number = LabelCode.of(word)
    case .outcome(let outcome):
      manner = .number
      number = outcome.map { $0 ? 1 : 0 } ?? -1
    case .flag(let flag):
      manner = .number
      number = flag ? 1 : 0
    case .pattern(let wanted):
      manner = comparison == .equal || comparison == .notEqual ? .wholeText : .pattern
      pattern = wanted
    case .emptyText: manner = .emptyText
    }
  }

  func holds(for row: QueryRow, now: Double) -> Bool {
    switch manner {
    case .number: compares(row.testNumber(field, now: now))
    case .step: comparesStep(row.testNumber(field, now: now))
    case .anyStep: (row.testNumber(field, now: now) > 0) == (comparison == .equal)
    case .pattern: holdsText(row) != (comparison == .lacks)
    case .wholeText, .emptyText: holdsText(row) != (comparison == .notEqual)
    }
  }

  /// A missing value is NaN: unequal to everything, neither before nor after it.
  private func compares(_ value: Double) -> Bool {
    switch comparison {
    case .equal: value == number
    case .notEqual: value != number
    case .less: value < number
    case .atMost: value <= number
    case .greater: value > number
    case .atLeast: value >= number
    case .contains, .lacks: false
    }
  }

  private func comparesStep(_ value: Double) -> Bool {
    switch comparison {
    case .equal, .notEqual: compares(value)
    default: value > 0 && compares(value)
    }
  }

  private func holdsText(_ row: QueryRow) -> Bool {
    row.anyText(field) { text in
      switch manner {
      case .emptyText: text.isEmpty
      case .wholeText: pattern?.isAll(of: text) ?? false
      default: pattern?.matches(text) ?? false
      }
    }
  }
}
