import Synchronization
import Trajectories

/// A store that lasts as long as the program: `--labels none`, and tests.
public final class InMemoryAnnotationStore: AnnotationStore {
  private struct Contents {
    /// Entry `n` is at index `n - 1`.
    var entries: [AnnotationEntry] = []
    var resumePoints: [[String]: StoredResumePoint] = [:]
    /// By annotator, then by name.
    var savedViews: [String: [String: String]] = [:]
  }

  private let contents = Mutex(Contents())
  private let session = Int64.random(in: 1...Int64.max)

  /// A store without entries.
  public init() {}

  /// All or none, in one transaction.
  public func appendAll(
    _ entries: [AnnotationEntry]
  ) throws(AnnotationStoreError) -> [SavedEntry] {
    try withContents { contents in
      let before = contents.entries.count
      do {
        let stored = try entries.map { try self.store($0, in: &contents) }
        return SavedEntry.all(stored, among: contents.entries)
      } catch {
        contents.entries.removeSubrange(before...)
        throw error
      }
    }
  }

  /// Entries in the order of their numbers.
  public func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    let wanted = trajectories.map { Set($0) }
    return contents.withLock { contents in
      contents.entries.filter { entry in
        (annotator ?? entry.annotator) == entry.annotator
          && wanted?.contains(entry.trajectory) ?? true
      }
    }
  }

  /// Where the annotator stopped.
  public func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint? {
    contents.withLock { $0.resumePoints[[annotator, files]] }
  }

  /// Remembers where the annotator stopped.
  public func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError) {
    contents.withLock { $0.resumePoints[[annotator, files]] = point }
  }

  /// This annotator's saved views by name.
  public func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String] {
    contents.withLock { $0.savedViews[annotator] ?? [:] }
  }

  /// Saves or removes a view.
  public func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError) {
    contents.withLock { $0.savedViews[annotator, default: [:]][name] = text }
  }

  /// Undoes or restores the annotator's verdict, in one transaction.
  public func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try withContents { contents in
      let ownEntries = contents.entries.lazy.filter { $0.annotator == annotator }
      guard let number = UndoStack(ownEntries).target(of: direction) else { return nil }
      let affected = contents.entries[Int(number) - 1]
      let entry = try self.store(affected.reversal(direction, time: time), in: &contents)
      let onTrajectory = contents.entries.filter {
        $0.annotator == annotator && $0.trajectory == affected.trajectory
      }
      return Reversal(
        entry: entry, affected: affected, standing: History.standing(of: onTrajectory))
    }
  }

  private func store(
    _ entry: AnnotationEntry, in contents: inout Contents
  ) throws -> AnnotationEntry {
    let entries = contents.entries
    var stored = try entry.checked { number in
      number > 0 && number <= entries.count ? entries[Int(number) - 1] : nil
    }
    stored.number = Int64(entries.count) + 1
    stored.session = session
    stored.seen = stored.number - 1
    contents.entries.append(stored)
    return stored
  }

  private func withContents<Value>(
    _ body: (inout sending Contents) throws -> sending Value
  ) throws(AnnotationStoreError) -> Value {
    do {
      return try contents.withLock { contents in try body(&contents) }
    } catch let invalid as InvalidEntry {
      throw AnnotationStoreError(.invalidEntry(invalid))
    } catch {
      throw AnnotationStoreError(.other(code: 0, message: "\(error)"))
    }
  }
}

extension SavedEntry {
  /// Entries of one transaction with their trajectories' standings after it.
  ///
  /// `history` has at least all entries of their trajectories, every annotator's, in order.
  static func all(
    _ stored: [AnnotationEntry], among history: [AnnotationEntry]
  ) -> [SavedEntry] {
    let touched = Set(stored.map(\.trajectory))
    let byTrajectory = Dictionary(
      grouping: history.filter { touched.contains($0.trajectory) }, by: \.trajectory)
    let work = byTrajectory.mapValues { History.standings(byAnnotatorOf: $0) }
    let conflicts = byTrajectory.compactMapValues { entries in
      entries.first.flatMap { Conflict(trajectory: $0.trajectory, entries: entries) }
    }
    return stored.map { entry in
      SavedEntry(
        entry: entry, standing: work[entry.trajectory]?[entry.annotator] ?? Standing(),
        conflict: entry.change.verdict == nil ? nil : conflicts[entry.trajectory])
    }
  }
}

extension AnnotationEntry {
  /// The entry that undoes or restores this one.
  func reversal(_ direction: Reversal.Direction, time: Double) -> AnnotationEntry {
    let change: Change = direction == .undo ? .undo(of: number) : .redo(of: number)
    return AnnotationEntry(
      trajectory: trajectory, change: change, annotator: annotator, time: time, origin: origin)
  }
}
