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

  /// Those that are kept, where warnings in the same words about one file are one.
  var folded: [(issue: RecordIssue, count: Int)] {
    struct Words: Hashable { var file, reason: String }
    var folded: [(issue: RecordIssue, count: Int)] = []
    var places: [Words: Int] = [:]
    for issue in first {
      let words = Words(file: issue.file, reason: issue.reason)
      if issue.severity == .warning, let place = places[words] {
        folded[place].count += 1
      } else {
        if issue.severity == .warning { places[words] = folded.count }
        folded.append((issue, 1))
      }
    }
    return folded
  }

  var count: Int { bad + warnings }
}
