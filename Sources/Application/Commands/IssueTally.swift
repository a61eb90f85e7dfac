import Trajectories

/// What was wrong with records, counted; only the first few are kept, however many there are.
struct IssueTally {
  private(set) var bad = 0
  private(set) var warnings = 0
  /// In the order of the files.
  private(set) var first: [RecordIssue] = []
  private let limit: Int

  init(keeping limit: Int = 20) { self.limit = limit }

  mutating func add(_ issues: [RecordIssue]) {
    for issue in issues {
      if issue.severity == .bad { bad += 1 } else { warnings += 1 }
      if first.count < limit { first.append(issue) }
    }
  }

  var count: Int { bad + warnings }
}
