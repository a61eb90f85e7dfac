import Trajectories

/// Where verdicts and their history are kept: an append-only list of entries.
///
/// Calls are synchronous and may wait for a disk or another program: never make them on the thread
/// that draws the screen. Stores may be called from any thread.
public protocol AnnotationStore: Sendable {
  /// Stores entries in one transaction: all or none, in their order.
  ///
  /// Returns only when they are durable. Numbers, sessions and `seen` are given by the store.
  func appendAll(_ entries: [AnnotationEntry]) throws(AnnotationStoreError) -> [SavedEntry]

  /// Takes back or restores a verdict of this annotator, on whatever trajectory.
  ///
  /// - Parameters:
  ///   - direction: which of the two.
  ///   - annotator: whose verdict it is.
  ///   - time: when it is asked for, in seconds since 1970.
  /// - Returns: what was done, when it is durable; `nil` when there is nothing to reverse.
  /// - Throws: ``AnnotationStoreError``; nothing is stored then.
  func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal?

  /// Entries in the order of their numbers; `nil` stands for every annotator, every trajectory.
  ///
  /// What was read counts as seen by this program, see ``Conflict``.
  func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry]

  /// Trajectories of entries after `number` that other programs stored, and the newest number.
  ///
  /// Cheap where there are none; nothing counts as seen.
  func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64)

  /// Where this annotator stopped in this set of files.
  ///
  /// `files` is a key for the set of open files, the caller's choice.
  func resumePoint(
    annotator: String, files: String
  ) throws(AnnotationStoreError) -> StoredResumePoint?

  func setResumePoint(
    _ point: StoredResumePoint, annotator: String, files: String
  ) throws(AnnotationStoreError)

  /// This annotator's saved views: what each shows, as the inspector writes it, by name.
  func savedViews(annotator: String) throws(AnnotationStoreError) -> [String: String]

  /// Saves a view under a name, in place of an earlier one; `nil` forgets it.
  func setSavedView(
    _ text: String?, named name: String, annotator: String
  ) throws(AnnotationStoreError)
}

/// An entry that is durable, and what its trajectory now amounts to for its annotator.
public struct SavedEntry: Equatable, Sendable {
  /// With its number.
  public var entry: AnnotationEntry
  /// What its trajectory now amounts to for its annotator.
  public var standing: Standing
  /// Set when the entry stands against another verdict.
  public var conflict: Conflict?
}

/// An undo or redo that is durable.
public struct Reversal: Equatable, Sendable {
  /// Whether a verdict is taken back or put back.
  public enum Direction: Equatable, Sendable {
    /// The annotator's last standing verdict goes; the standing falls back to the one before it.
    case undo
    /// The verdict undone last is back, unless a new one came since.
    case redo
  }

  /// The undo or redo entry.
  public var entry: AnnotationEntry
  /// The verdict that was taken back or restored; the screen goes to its trajectory.
  public var affected: AnnotationEntry
  /// What that trajectory now amounts to.
  public var standing: Standing
}

/// The trajectory and step where an annotator stopped.
public struct StoredResumePoint: Equatable, Sendable {
  /// The trajectory under the cursor.
  public var trajectory: TrajectoryDigest
  /// From 0.
  public var step: Int
  /// Where it stood among all trajectories of the files, from 0: where to look first.
  public var place: Int?

  /// A resume point from its parts.
  public init(trajectory: TrajectoryDigest, step: Int, place: Int? = nil) {
    self.trajectory = trajectory
    self.step = step
    self.place = place
  }
}

extension AnnotationStore {
  /// None, in a store that only this program has.
  public func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64) {
    ([], number)
  }

  /// Stores one entry; returns only when it is durable.
  public func append(_ entry: AnnotationEntry) throws(AnnotationStoreError) -> SavedEntry {
    guard let saved = try appendAll([entry]).first else {
      throw AnnotationStoreError(.other(code: 0, message: "the store lost an entry"))
    }
    return saved
  }

  /// Takes back this annotator's last standing verdict; `nil` when there is none.
  public func undo(
    annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try reverse(.undo, annotator: annotator, time: time)
  }

  /// Restores the verdict undone last; `nil` when there is none or a new verdict came since.
  public func redo(
    annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try reverse(.redo, annotator: annotator, time: time)
  }

  /// What one annotator's entries amount to, for the given trajectories or all.
  public func standings(
    annotator: String, of trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: Standing] {
    History.standings(of: try entries(annotator: annotator, of: trajectories))
  }

  /// The standing verdict given last, whoever gave it.
  public func latestVerdicts(
    of trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: AnnotationEntry] {
    History.latestVerdicts(of: try entries(annotator: nil, of: trajectories))
  }

  /// What every annotator did, for the given trajectories or all; what an export needs.
  public func work(
    on trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [TrajectoryDigest: [AnnotatorWork]] {
    History.work(of: try entries(annotator: nil, of: trajectories))
  }

  /// Everything that anyone did to one trajectory, oldest first.
  public func history(
    of trajectory: TrajectoryDigest
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    try entries(annotator: nil, of: [trajectory])
  }

  /// Trajectories with verdicts that stand against each other, by the age of the oldest verdict.
  public func conflicts(
    for trajectories: [TrajectoryDigest]? = nil
  ) throws(AnnotationStoreError) -> [Conflict] {
    try work(on: trajectories).compactMap { Conflict($0.value) }
      .sorted { ($0.verdicts.first?.number ?? 0) < ($1.verdicts.first?.number ?? 0) }
  }
}
