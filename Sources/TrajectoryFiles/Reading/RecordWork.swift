import Trajectories

/// Work done on the thread that reads records, so that all cores share it and texts are released
/// where they were made.
public struct RecordWork<Mapped: Sendable>: Sendable {
  /// The first place, at or after `from`, whose record is worth parsing; `nil` if none is.
  public typealias CandidateSearch =
    @Sendable (_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int?

  /// Chooses which records of a file are parsed; `nil` parses all.
  ///
  /// Skipped records produce no trajectory and no issue, and still count.
  public var candidates:
    @Sendable (_ format: any TrajectoryFormat, _ path: String) -> CandidateSearch?
  /// Maps consecutive trajectories to what the caller needs.
  public var map: @Sendable ([Trajectory]) -> Mapped

  /// Work on every record, unless some are skipped.
  public init(
    candidates: @escaping @Sendable (any TrajectoryFormat, String) -> CandidateSearch? = { _, _ in
      nil
    }, map: @escaping @Sendable ([Trajectory]) -> Mapped
  ) {
    self.candidates = candidates
    self.map = map
  }
}

/// The same, for the threads of the pipeline: the result of mapping stays in the chunk.
struct ChunkWork: Sendable {
  var candidates: @Sendable (any TrajectoryFormat, String) -> RecordWork<Int>.CandidateSearch?
  /// `nil` leaves the trajectories in the chunk.
  var map: (@Sendable ([Trajectory]) -> any Sendable)?

  /// Reading only.
  static let none = ChunkWork(candidates: { _, _ in nil }, map: nil)
}
