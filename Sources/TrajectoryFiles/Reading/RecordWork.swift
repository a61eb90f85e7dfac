import Trajectories

/// What is done with records on the thread that reads them, so that all cores share it and texts
/// end where they began.
public struct RecordWork<Mapped: Sendable>: Sendable {
  /// The first place, at or behind `from`, whose record is worth parsing; `nil` when none is.
  public typealias CandidateSearch =
    @Sendable (_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int?

  /// Chooses which records of a file are parsed; `nil` parses all.
  ///
  /// Records that are passed over give no trajectory and no issue, and still count.
  public var candidates:
    @Sendable (_ format: any TrajectoryFormat, _ path: String) -> CandidateSearch?
  /// Makes of neighbouring trajectories what the caller needs of them.
  public var map: @Sendable ([Trajectory]) -> Mapped

  /// Work on every record, unless some are passed over.
  public init(
    candidates: @escaping @Sendable (any TrajectoryFormat, String) -> CandidateSearch? = { _, _ in
      nil
    }, map: @escaping @Sendable ([Trajectory]) -> Mapped
  ) {
    self.candidates = candidates
    self.map = map
  }
}

/// The same, as the threads of the pipeline take it: what is mapped is left in the chunk.
struct ChunkWork: Sendable {
  var candidates: @Sendable (any TrajectoryFormat, String) -> RecordWork<Int>.CandidateSearch?
  /// `nil` leaves the trajectories in the chunk.
  var map: (@Sendable ([Trajectory]) -> any Sendable)?

  /// Nothing but reading.
  static let none = ChunkWork(candidates: { _, _ in nil }, map: nil)
}
