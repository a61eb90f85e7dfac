import Queries
import Scoring
import Trajectories

/// A trajectory that was read, with what reading it told.
struct CachedItem: Sendable {
  var trajectory: Trajectory
  var digest: TrajectoryDigest
  var unreadable: RecordIssue?

  /// Bytes of its texts, roughly.
  var cost: Int {
    let steps = trajectory.steps.reduce(0) { $0 + $1.utf8.count + 32 }
    return steps + trajectory.problem.utf8.count + trajectory.source.bytes.count + 512
  }
}

extension TrajectoryCatalog {
  /// Reads one trajectory, or takes it from the cache; `nil` past the end.
  public func item(at index: Int) -> CatalogItem? {
    cachedItem(at: index).map { catalogItem($0, at: index) }
  }

  /// The same without reading: `nil` for one that is not in the cache.
  public func itemInMemory(at index: Int) -> CatalogItem? {
    items.withLock { $0.value(for: index) }.map { catalogItem($0, at: index) }
  }

  private func catalogItem(_ cached: CachedItem, at index: Int) -> CatalogItem {
    state.withLock { state in
      let score = state.scores.value(for: index)
      let figures =
        score.map { QueryFigures($0, rule: state.rule, fileLabel: cached.trajectory.label) }
        ?? state.contents.figures[index].figures
      return CatalogItem(
        trajectory: cached.trajectory, digest: cached.digest, score: score,
        comparison: state.comparisons.value(for: index), figures: figures,
        failure: state.failures[index], unreadable: cached.unreadable)
    }
  }

  /// The identity of a trajectory's text; `nil` past the end.
  func digest(at index: Int) -> TrajectoryDigest? { cachedItem(at: index)?.digest }

  /// What the file says of a trajectory, also before the facts pass has come to it.
  func fileLabel(at index: Int) -> Label? {
    guard index >= 0 else { return nil }
    let facts = state.withLock { $0.contents.columns.facts(at: index) }
    return facts.isExact ? facts.label : cachedItem(at: index)?.trajectory.label
  }

  private func cachedItem(at index: Int) -> CachedItem? {
    if let cached = items.withLock({ $0.value(for: index) }) { return cached }
    let contents = contents
    guard index >= 0, index < contents.count else { return nil }
    let neighbours = contents.readNeighbours(of: index)
    for (other, trajectory) in neighbours {
      let item = CachedItem(trajectory: trajectory, digest: trajectory.digest)
      items.withLock { $0.insert(item, for: other, cost: item.cost) }
    }
    if let trajectory = neighbours[index] {
      return CachedItem(trajectory: trajectory, digest: trajectory.digest)
    }
    let item = Self.read(index, in: contents)
    items.withLock { $0.insert(item, for: index, cost: item.cost) }
    return item
  }

  private static func read(_ index: Int, in contents: CatalogContents) -> CachedItem {
    let (trajectory, issues) = contents.read(at: index)
    if let trajectory { return CachedItem(trajectory: trajectory, digest: trajectory.digest) }
    let segment = contents.segments.segments[contents.segments.place(of: index)]
    let file = contents.segments.file(of: segment)?.path ?? ""
    let record = segment.record(of: index).number
    let issue =
      issues.first { $0.severity == .bad }
      ?? RecordIssue(
        severity: .bad, file: file, line: 0, byte: 0, record: record,
        reason: "the record cannot be read any more", remedy: "Open the file again.")
    let source = SourceRecord(file: file, line: issue.line, record: record, byte: issue.byte)
    let empty = Trajectory(id: "", problem: "", steps: [], source: source)
    return CachedItem(trajectory: empty, digest: empty.digest, unreadable: issue)
  }
}
