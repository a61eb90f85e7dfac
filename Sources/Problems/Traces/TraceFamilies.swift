/// The families whose solutions are traces of a procedure.
enum TraceFamilies {
  static let all: [any TraceFamily] = [
    SortingFamily(sortsWords: false), SortingFamily(sortsWords: true), EuclidFamily(),
    OrderingFamily(),
  ]
}

/// What all traces are written with.
enum TraceWording {
  /// "Step 1: …" before every step, or nothing.
  static func numbered(_ steps: [String], _ style: String) -> [String] {
    guard style == "numbered" else { return steps }
    return steps.enumerated().map { "Step \($0 + 1): \($1)" }
  }

  static func style(_ chance: inout Chance) -> String {
    chance.choice(["plain", "terse", "numbered"])
  }
}
