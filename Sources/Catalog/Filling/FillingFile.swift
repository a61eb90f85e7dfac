import Trajectories
import TrajectoryFiles

/// One file on its way into the catalog.
struct FillingFile {
  let file: CatalogFile
  /// Position in the catalog's list of files.
  let place: Int
  /// Truncated or replaced: no longer read.
  var isAbandoned = false
  var hasVanished = false
  /// Whether every existing record has its number.
  var isFinished = false
  /// Records before this one have indices.
  private var numbered = 0
  /// Records before this one were read.
  private var read = 0
  /// Numbered records that were not read yet, with the index of the first.
  private var waiting: [(records: Range<Int>, firstIndex: Int)] = []
  private var toldFailure = false
  private var toldIssues = 0
  private var toldRefusals = false

  init(_ file: CatalogFile, place: Int) {
    self.file = file
    self.place = place
  }

  /// Indexes some more and numbers the new records.
  ///
  /// - Returns: whether records got numbers, or more is to come at once.
  mutating func indexNext(
    into catalog: TrajectoryCatalog, isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    let before = file.file.progress
    let goesOn = file.file.indexNext()
    let progress = file.file.progress
    let start = numbered
    if progress.recordCount > numbered, let format = file.file.format {
      if format.traits.contains(.oneTrajectory) {
        numberRecords(to: progress.recordCount, in: catalog)
      } else {
        numberCandidates(to: progress.recordCount, in: catalog, isCancelled)
      }
    }
    isFinished = !goesOn && (numbered == progress.recordCount || file.file.format == nil)
    return numbered > start || progress.bytesIndexed > before.bytesIndexed
  }

  private mutating func numberRecords(to end: Int, in catalog: TrajectoryCatalog) {
    let first = catalog.state.withLock { state in
      let first = state.contents.count
      state.contents.segments.addRecords(numbered, to: end, ofFile: place)
      state.progress.count = state.contents.count
      return first
    }
    if let last = waiting.last, last.records.upperBound == numbered,
      last.firstIndex + last.records.count == first
    {
      waiting[waiting.count - 1].records = last.records.lowerBound..<end
    } else {
      waiting.append((numbered..<end, first))
    }
    numbered = end
  }

  /// How many records are read before a report: few at first.
  private static func slice(after count: Int) -> Int { count < 4096 ? 256 : 16_384 }

  private mutating func numberCandidates(
    to end: Int, in catalog: TrajectoryCatalog, _ isCancelled: @escaping @Sendable () -> Bool
  ) {
    let end = min(end, numbered + Self.slice(after: numbered))
    if pass(catalog, isCancelled).readCandidates(numbered..<end) { numbered = end }
  }

  /// Reads the facts of some numbered records; whether there were any.
  mutating func readNext(
    in catalog: TrajectoryCatalog, isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    guard let next = waiting.first, next.firstIndex < FactColumns.limit else { return false }
    let count = min(next.records.count, Self.slice(after: read))
    let records = next.records.prefix(count)
    guard pass(catalog, isCancelled).readNumbered(records, firstIndex: next.firstIndex) else {
      return false
    }
    read = records.upperBound
    if count == next.records.count {
      waiting.removeFirst()
    } else {
      waiting[0] = (records.upperBound..<next.records.upperBound, next.firstIndex + count)
    }
    return true
  }

  private func pass(
    _ catalog: TrajectoryCatalog, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> FactsPass {
    FactsPass(catalog: catalog, file: file, place: place, isCancelled: isCancelled)
  }

  /// Why nothing more comes of it, at the first call.
  mutating func newFailure() -> FileError? {
    guard !toldFailure, let failure = file.file.progress.failure else { return nil }
    toldFailure = true
    return failure
  }

  /// New faults between its records, and how many there are besides.
  ///
  /// A file of nothing but refused records has no format to read them: their faults are reported
  /// here.
  mutating func newIssues() -> (issues: [RecordIssue], more: Int) {
    let issues = file.file.issues
    defer { toldIssues = issues.count }
    let new = Array(issues.dropFirst(toldIssues))
    guard !toldRefusals, case .noRecords(let count, _) = file.file.progress.failure?.reason else {
      return (new, 0)
    }
    toldRefusals = true
    let shown = min(count, CatalogIssues.limit)
    let refusals = (0..<shown).flatMap { file.file.outcome(ofRecord: $0)?.issues ?? [] }
    return (new + refusals, count - shown)
  }
}
