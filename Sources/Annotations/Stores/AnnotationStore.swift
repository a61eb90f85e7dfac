import Trajectories

/// Where verdicts and their history are kept: an append-only list of entries.
///
/// Calls are synchronous and may wait for a disk or another program: never make them on the thread
/// that draws the screen. Stores may be called from any thread.
public protocol AnnotationStore: Sendable {
  /// Stores entries in one transaction: all or none, in their order.
  ///
  /// Returns only once they are durable. The store assigns numbers, sessions and `seen`.
  func appendAll(_ entries: [AnnotationEntry]) throws(AnnotationStoreError) -> [SavedEntry]

  /// Undoes or restores a verdict of this annotator, on any trajectory.
  ///
  /// - Parameters:
  /// - direction: undo or redo.
  /// - annotator: whose verdict it is.
  /// - time: of the request, in seconds since 1970.
  /// - Returns: what was done, once it is durable; `nil` if there is nothing to reverse.
  /// - Throws: ``AnnotationStoreError``; nothing is stored then.
  func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal?

  /// Entries in the order of their numbers; `nil` means every annotator, every trajectory.
  ///
  /// Entries read count as seen by this program, see ``Conflict``.
  func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry]

  /// Trajectories of entries after `number` that other programs stored, and the newest number.
  ///
  /// Cheap if there are none; does not count as seeing them.
  func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64)

  /// Where this annotator stopped in this set of files.
  ///
  /// `files` is a key for the set of open files, chosen by the caller.
  func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint?

  func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError)

  /// This annotator's saved views by name, in the inspector's notation.
  func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String]

  /// Saves a view under a name, replacing an earlier one; `nil` removes it.
  func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError)
}

/// A durable entry, and its trajectory's new standing.
public struct SavedEntry: Equatable, Sendable {
  /// With its number.
  public var entry: AnnotationEntry
  /// The trajectory's standing for its annotator.
  public var standing: Standing
  /// Set if the entry conflicts with another verdict.
  public var conflict: Conflict?
}

/// A durable undo or redo.
public struct Reversal: Equatable, Sendable {
  /// Whether a verdict is taken back or put back.
  public enum Direction: Equatable, Sendable {
    /// Removes the annotator's last standing verdict; the one before it stands again.
    case undo
    /// Restores the verdict undone last, unless a new one came since.
    case redo
  }

  /// The undo or redo entry.
  public var entry: AnnotationEntry
  /// The verdict that was undone or restored; the screen goes to its trajectory.
  public var affected: AnnotationEntry
  /// That trajectory's new standing.
  public var standing: Standing
}

/// The trajectory and step where an annotator stopped.
public struct StoredResumePoint: Equatable, Sendable {
  /// The trajectory under the cursor.
  public var trajectory: TrajectoryDigest
  /// From 0.
  public var step: Int
  /// Its position among all trajectories of the files, from 0: where to look first.
  public var place: Int?

  /// A resume point from its parts.
  public init(trajectory: TrajectoryDigest, step: Int, place: Int? = nil) {
    self.trajectory = trajectory
    self.step = step
    self.place = place
  }
}

extension AnnotationStore {
  /// Empty, in a store used by this program only.
  public func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64) {
    ([], number)
  }

  /// Stores one entry; returns only once it is durable.
  public func append(_ entry: AnnotationEntry) throws(AnnotationStoreError) -> SavedEntry {
    guard let saved = try appendAll([entry]).first else {
      throw AnnotationStoreError(.other(code: 0, message: "the store lost an entry"))
    }
    return saved
  }

  /// Undoes this annotator's last standing verdict; `nil` if there is none.
  public func undo(
    annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try reverse(.undo, annotator: annotator, time: time)
  }

  /// Restores the verdict undone last; `nil` if there is none or a new verdict came since.
  public func redo(
    annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try reverse(.redo, annotator: annotator, time: time)
  }

  /// One annotator's standings, for the given trajectories or all.
  public func standings(
    annotator: String, of trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: Standing] {
    History.standings(of: try entries(annotator: annotator, of: trajectories))
  }

  /// The latest standing verdict of anyone, by trajectory.
  public func latestVerdicts(
    of trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: AnnotationEntry] {
    History.latestVerdicts(of: try entries(annotator: nil, of: trajectories))
  }

  /// Every annotator's work, for the given trajectories or all, as an export needs it.
  public func work(
    on trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: [AnnotatorWork]] {
    History.work(of: try entries(annotator: nil, of: trajectories))
  }

  /// All entries for one trajectory, oldest first.
  public func history(
    of trajectory: TrajectoryDigest
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    try entries(annotator: nil, of: [trajectory])
  }

  /// Trajectories with conflicting verdicts, by the age of the oldest verdict.
  public func conflicts(
    for trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [Conflict] {
    try work(on: trajectories).compactMap { Conflict($0.value) }
      .sorted { ($0.verdicts.first?.number ?? 0) < ($1.verdicts.first?.number ?? 0) }
  }
}
