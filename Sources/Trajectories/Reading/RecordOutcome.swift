/// What the bytes of one record gave: its trajectories, and what is wrong with it and where.
public struct RecordOutcome: Equatable, Sendable {
  /// In the record's order; empty when the record is bad as a whole.
  public var trajectories: [Trajectory]
  /// In the order of their places; each says where in the file it is.
  public var issues: [RecordIssue]

  /// An outcome; nothing, unless given.
  public init(trajectories: [Trajectory] = [], issues: [RecordIssue] = []) {
    self.trajectories = trajectories
    self.issues = issues
  }

  /// Whether the record counts as bad, though some of it may have loaded.
  public var isBad: Bool { issues.contains { $0.severity == .bad } }
}
