import Trajectories
import TrajectoryFiles

extension Console {
  /// Says which files could not be read, and gives the status that this amounts to.
  func report(_ failures: [FileError]) -> ExitStatus? {
    for failure in failures { say("misstep: \(failure.description)") }
    return failures.first?.exitStatus
  }

  /// Says which files could not be read and what a filter could not judge, and gives the status that
  /// this amounts to.
  func report(_ ending: TrajectoryInput.Ending) -> ExitStatus? {
    let status = report(ending.failures)
    let unjudged = report(unjudged: ending.unjudged)
    return status ?? unjudged
  }

  /// Says which trajectories a filter left out because the model could not score them.
  func report(unjudged: UnscoredTally) -> ExitStatus? {
    guard unjudged.count > 0 else { return nil }
    for reason in unjudged.reasons { say("not scored: \(reason)") }
    say("left out \(unjudged.count): --where asks for figures that the model could not give")
    return .badData
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
