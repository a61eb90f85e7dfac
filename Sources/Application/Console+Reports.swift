import Trajectories
import TrajectoryFiles

extension Console {
  /// Says which files could not be read, and gives the status that this amounts to.
  func report(_ failures: [FileError]) -> ExitStatus? {
    for failure in failures { say("misstep: \(failure.description)") }
    return failures.first?.exitStatus
  }

  /// Says what was wrong with records, the first few of them one by one.
  func report(_ issues: [RecordIssue], limit: Int = 20) {
    for issue in issues.prefix(limit) {
      say((issue.severity == .bad ? "bad: " : "warning: ") + issue.description)
    }
    if issues.count > limit {
      say("… and \(issues.count - limit) more; 'misstep check' lists them all.")
    }
  }

  /// Says what was wrong with records: the first few, and how many more there are.
  func report(_ tally: IssueTally) {
    for (issue, count) in tally.folded {
      let others =
        count == 1 ? "" : " (and \(count - 1) more such \(count == 2 ? "record" : "records"))"
      say((issue.severity == .bad ? "bad: " : "warning: ") + issue.description + others)
    }
    if tally.count > tally.first.count {
      say("… and \(tally.count - tally.first.count) more; 'misstep check' lists them all.")
    }
  }
}
