/// One trajectory of a request.
struct ScoringJob {
  /// Its index in the request.
  var index: Int
  var encoded: EncodedTrajectory

  /// Groups jobs for one forward pass each.
  ///
  /// Sorts them by tokens, so that candidates of one question are neighbours, and limits the tokens
  /// of a group that are not shared.
  static func groups(_ jobs: [ScoringJob], tokenBudget: Int) -> [[ScoringJob]] {
    let sorted = jobs.sorted { $0.encoded.ids.lexicographicallyPrecedes($1.encoded.ids) }
    var groups: [[ScoringJob]] = []
    var room = 0
    var last: ScoringJob?
    for job in sorted {
      let own = job.encoded.ids.count - (last.map { shared($0, job) } ?? 0)
      if own > room {
        groups.append([])
        room = tokenBudget - job.encoded.ids.count
      } else {
        room -= own
      }
      groups[groups.count - 1].append(job)
      last = job
    }
    return groups
  }

  /// The length of the common prefix of two jobs, in tokens.
  private static func shared(_ first: ScoringJob, _ second: ScoringJob) -> Int {
    let pairs = zip(first.encoded.ids, second.encoded.ids)
    var count = 0
    for (left, right) in pairs {
      guard left == right else { break }
      count += 1
    }
    return count
  }
}
