import Trajectories

@testable import Queries

/// Rows with a few things said about them, and how queries answer.
enum Row {
  /// A row with everything filled in.
  static var full: QueryRow {
    var row = QueryRow()
    row.trajectory = Trajectory(
      id: "gsm8k-7", problem: "How many Pencils are there?",
      steps: ["First 3/4 of 8 is 6.", "So x = 5.", "两步", "The answer is \\boxed{6}."],
      referenceAnswer: "6", generator: "Qwen2-7B", question: "q7",
      source: SourceRecord(format: "native", file: "a.jsonl"))
    row.index = 6
    row.stepCount = 4
    row.outcome = false
    row.fileLabel = .firstError(2)
    row.generator = "Qwen2-7B"
    row.file = "a.jsonl"
    row.trainingStep = 120
    row.verdict = .firstError(1)
    row.annotator = "ann"
    row.note = "look again"
    row.verdictTime = 1_000
    row.figures = QueryFigures(
      firstError: .step(1), noneProbability: 0.25, entropy: 1.5, largestHazard: 0.6,
      smallestReward: -.infinity, fileLabelLogProbability: -2.3)
    row.disagreement = 0.4
    row.second = SecondFigures(firstError: .noError, noneProbability: 0.75)
    row.isInConflict = true
    return row
  }

  /// A row of which only what every trajectory has is known.
  static var bare: QueryRow {
    var row = QueryRow()
    row.trajectory = Trajectory(id: "bare", problem: "", steps: [])
    return row
  }

  static func accepts(_ query: String, _ row: QueryRow = full, now: Double = 1_100) throws -> Bool {
    try Query(query).accepts(row, now: now)
  }

  /// The error of a query that is none.
  static func error(_ query: String) -> QueryError? {
    do {
      _ = try Query(query)
      return nil
    } catch {
      return error
    }
  }

  /// What the error of a query points at.
  static func marked(_ query: String) -> String? {
    error(query).map { String(decoding: Array(query.utf8)[$0.range], as: UTF8.self) }
  }
}
