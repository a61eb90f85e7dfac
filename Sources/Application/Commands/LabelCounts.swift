import Trajectories

/// How many trajectories carry which label.
struct LabelCounts: Equatable, Sendable {
  var noError = 0
  var firstError = 0
  var unsure = 0
  var badProblem = 0
  var unlabelled = 0

  mutating func add(_ label: Label?) {
    switch label {
    case .noError: noError += 1
    case .firstError: firstError += 1
    case .unsure: unsure += 1
    case .badProblem: badProblem += 1
    case nil: unlabelled += 1
    }
  }

  var json: JSONValue {
    .members([
      ("no_error", .integer(Int64(noError))), ("first_error", .integer(Int64(firstError))),
      ("unsure", .integer(Int64(unsure))), ("bad_problem", .integer(Int64(badProblem))),
      ("unlabelled", .integer(Int64(unlabelled))),
    ])
  }

  var line: String {
    "no error \(noError)   first error \(firstError)   unsure \(unsure)   "
      + "bad problem \(badProblem)   none \(unlabelled)"
  }
}
