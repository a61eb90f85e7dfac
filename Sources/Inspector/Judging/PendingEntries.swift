import Annotations
import Trajectories

/// Entries that were handed to the store and are not yet known to be on disk.
struct PendingEntries: Sendable {
  private struct Pending: Sendable {
    var entry: AnnotationEntry
    /// Why the last try failed; `nil` while the first is under way.
    var failure: String?
  }

  private var entries: [Pending] = []

  var isEmpty: Bool { entries.isEmpty }

  /// How many could not be stored and are only in memory.
  var failedCount: Int { entries.count { $0.failure != nil } }

  /// Why the latest of them failed.
  var lastFailure: String? { entries.last { $0.failure != nil }?.failure }

  mutating func add(_ entry: AnnotationEntry) { entries.append(Pending(entry: entry)) }

  /// The first pending entry that says the same is done.
  mutating func settle(_ entry: AnnotationEntry) {
    if let place = place(of: entry) { entries.remove(at: place) }
  }

  mutating func fail(_ entry: AnnotationEntry, reason: String) {
    if let place = place(of: entry) {
      entries[place].failure = reason
    } else {
      entries.append(Pending(entry: entry, failure: reason))
    }
  }

  /// What the store said of a trajectory, with what it has not stored yet on top.
  func applied(to standing: Standing, of digest: TrajectoryDigest) -> Standing {
    var standing = standing
    for pending in entries where pending.entry.trajectory == digest {
      standing.apply(pending.entry)
    }
    return standing
  }

  /// The store fills in numbers and mends text, so that trajectory and time have to tell; entries
  /// are stored in their order, so the first that fits is the one.
  private func place(of entry: AnnotationEntry) -> Int? {
    entries.firstIndex {
      $0.entry.trajectory == entry.trajectory && $0.entry.time == entry.time
    }
  }
}
