import Annotations
import Queries
import Scoring
import Survival
import Synchronization
import Trajectories
import TrajectoryFiles

/// Every trajectory of the open files by number, whether it has been read or not.
///
/// An index counts trajectories from 0 in the order in which they became known and never changes.
/// Texts stay in the files and are read on demand; of each trajectory only 24 bytes of facts are
/// kept, which a background pass collects. Any thread may call it; long calls work on a snapshot
/// taken when they began and block nobody.
public final class TrajectoryCatalog: Sendable {
  /// How files are read.
  public let options: ReadingOptions
  let state: Mutex<CatalogState>
  let items = Mutex(RecentCache<CachedItem>(limit: 16 << 20))
  /// Answers of candidates, by index; of at most ``mostAnswers`` at a time.
  let answers = Mutex([Int: AnswerReading]())
  /// What was read of rollouts, by index.
  let rollouts = Mutex([Int: RolloutReading]())

  /// A catalog without files.
  public init(options: ReadingOptions = ReadingOptions(), rule: PredictionRule? = nil) {
    self.options = options
    state = Mutex(CatalogState(rule: rule))
  }

  /// A snapshot of everything known now.
  var contents: CatalogContents { state.withLock(\.contents) }

  // MARK: Filling

  /// Adds trajectories already in memory: for tests and small tools.
  public func append(_ trajectories: [Trajectory], issues: [RecordIssue] = []) {
    let digests = trajectories.map(\.digest)
    state.withLock { state in
      let first = state.contents.count
      state.contents.segments.append(.memory(trajectories, digests), count: trajectories.count)
      for (offset, trajectory) in trajectories.enumerated() {
        state.note(ReadFacts(trajectory, key: digests[offset].key), at: first + offset)
      }
      state.progress.count = state.contents.count
      state.progress.isExamined = true
      state.note(issues)
    }
  }

  /// How far it has come.
  public var progress: CatalogProgress { state.withLock(\.progress) }

  /// Faults of records, in the order in which they were found.
  public var issues: CatalogIssues { state.withLock(\.issues) }

  // MARK: Finding again

  /// The first trajectory with this text, or `nil` while it is not known.
  ///
  /// Some milliseconds for a million trajectories.
  public func firstIndex(of digest: TrajectoryDigest) -> Int? {
    let contents = contents
    var found: Int?
    contents.columns.forEach(of: [digest.key], below: contents.count) { index, _ in
      guard self.digest(at: index) == digest else { return true }
      found = index
      return false
    }
    return found
  }

  /// The index of a text that was last seen at `hint`; looks there first, then everywhere.
  public func index(of digest: TrajectoryDigest, hint: Int?) -> Int? {
    if let hint, hint >= 0, self.digest(at: hint) == digest { return hint }
    return firstIndex(of: digest)
  }

  /// Every trajectory with this text as far as it is known, ascending.
  public func indices(of digest: TrajectoryDigest) -> [Int] { indices(ofKeys: [digest.key]) }

  /// Indices of trajectories with a note, ascending.
  public var noted: [Int] { indices(ofKeys: contents.standings.noted) }

  private func indices(ofKeys keys: Set<UInt64>) -> [Int] {
    let contents = contents
    var found: [Int] = []
    contents.columns.forEach(of: keys, below: contents.count) { index, _ in
      found.append(index)
      return true
    }
    return found
  }
}

/// Faults of records: the first ten thousand in full, the others counted.
public struct CatalogIssues: Equatable, Sendable {
  /// Files that were truncated or rewritten while open.
  public var lost: [LostRecordsError] = []
  /// At most ``limit``.
  public var first: [RecordIssue] = []
  /// How many there are beyond those.
  public var more = 0

  /// How many are kept in full.
  public static let limit = 10_000

  /// None yet.
  public init() {}

  /// What a list shows: lost records before all others.
  public var listed: [RecordIssue] { lost.map(\.issue) + first }

  /// Grows whenever something is added.
  var count: Int { lost.reduce(first.count + more) { $0 + $1.lost } }
}
