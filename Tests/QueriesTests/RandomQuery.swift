import TestSupport

@testable import Queries

/// Conditions of every shape.
enum RandomQuery {
  static let tests = [
    "steps > 3", "S < 0.3", "label = error", "verdict != 2", "outcome = unknown", "labelled",
    "not marked", "problem ~ pencils", "generator = \"\"", "step !~ /x = \\d+/i", "\"two words\"",
    "zhat <= 4", "entropy = 1.5", "age > 90", "'say \"x\"'", "r_min < -inf",
  ]

  static func condition(depth: Int, using generator: inout SeededGenerator) -> QueryCondition {
    let parts = (0..<Int.random(in: 2...3, using: &generator)).map { _ in depth }
    switch depth == 0 ? 0 : Int.random(in: 0..<4, using: &generator) {
    case 1: return .not(condition(depth: depth - 1, using: &generator))
    case 2: return .all(parts.map { condition(depth: $0 - 1, using: &generator) })
    case 3: return .any(parts.map { condition(depth: $0 - 1, using: &generator) })
    default:
      let text = tests[Int.random(in: 0..<tests.count, using: &generator)]
      return (try? QueryParser.condition(text)) ?? .all([])
    }
  }

  /// The answer by the definition of the connectives.
  static func answer(_ condition: QueryCondition, _ row: QueryRow) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy { answer($0, row) }
    case .any(let parts): parts.contains { answer($0, row) }
    case .not(let part): !answer(part, row)
    case .test(let test): CompiledTest(test).holds(for: row, now: 0)
    }
  }
}
