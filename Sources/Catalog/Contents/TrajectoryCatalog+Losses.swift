import Queries
import TrajectoryFiles

extension TrajectoryCatalog {
  /// Checks whether files were truncated or rewritten since they were opened, and notes what is
  /// lost.
  ///
  /// Some microseconds a file.
  /// - Returns: all issues if more is lost than before; else `nil`.
  public func noteLosses() -> CatalogIssues? {
    let lost = contents.segments.files.compactMap(\.file.lostRecords)
    guard !lost.isEmpty else { return nil }
    return state.withLock { state in
      let before = state.issues
      state.issues.lost = lost.map { loss in
        // A file that grew again after truncation has not restored anything.
        before.lost.first { $0.path == loss.path && $0.lost > loss.lost } ?? loss
      }
      return state.issues.lost == before.lost ? nil : state.issues
    }
  }

  /// How many trajectories a search passed that can no longer be read, as far as losses are known.
  public func lostCount(passedBy request: FindRequest, to result: FindResult?) -> Int {
    let (contents, lost) = state.withLock { ($0.contents, $0.issues.lost) }
    guard !lost.isEmpty, case .text = request.target else { return 0 }
    let firstLost = contents.segments.files.map { file in
      lost.first { $0.path == file.path }?.first
    }
    return request.passed(to: result).reduce(0) { sum, position in
      let index = request.order[position]
      return sum + (contents.segments.isLost(index, from: firstLost) ? 1 : 0)
    }
  }
}

extension SegmentList {
  /// Whether a trajectory's record is at or after the first one that its file has lost.
  fileprivate func isLost(_ index: Int, from firstLost: [Int?]) -> Bool {
    guard index < count else { return false }
    let segment = segments[place(of: index)]
    switch segment.store {
    case .memory: return false
    case .records(let file, _), .candidates(let file, _):
      return firstLost[file].map { segment.record(of: index).number >= $0 } ?? false
    }
  }
}

extension FindRequest {
  /// The positions between the start and a result in the direction of the search; all of them
  /// without a result.
  fileprivate func passed(to result: FindResult?) -> some Sequence<Int> {
    let count = order.count
    let isForward = forward
    let start = min(max(0, position), max(0, count - 1))
    let end = result.flatMap { order.position(of: $0.index) }
    let distance = end.map { ((isForward ? $0 - start : start - $0) + count - 1) % count }
    return (0..<(distance ?? count)).lazy.map { offset in
      (isForward ? start + 1 + offset : start - 1 - offset + 2 * count) % count
    }
  }
}
