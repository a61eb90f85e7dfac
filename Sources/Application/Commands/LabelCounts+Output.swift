import JSON
import Trajectories

extension LabelCounts {
  /// With the keys of `stats --json`.
  var json: JSONValue {
    .members([
      ("no_error", .integer(Int64(noError))), ("first_error", .integer(Int64(firstError))),
      ("unsure", .integer(Int64(unsure))), ("bad_problem", .integer(Int64(badProblem))),
      ("unlabelled", .integer(Int64(unlabelled))),
    ])
  }

  /// On one line, for people.
  var line: String {
    "no error \(noError)   first error \(firstError)   unsure \(unsure)   "
      + "bad problem \(badProblem)   not labelled \(unlabelled)"
  }
}
