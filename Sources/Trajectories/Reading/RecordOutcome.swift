/// The result of reading one record's bytes: its trajectories, and its faults with their places.
public struct RecordOutcome: Equatable, Sendable {
  /// In the record's order; empty when the record is bad as a whole.
  public var trajectories: [Trajectory]
  /// In the order of their places; each names its place in the file.
  public var issues: [RecordIssue]

  /// An outcome; empty by default.
  public init(trajectories: [Trajectory] = [], issues: [RecordIssue] = []) {
    self.trajectories = trajectories
    self.issues = issues
  }

  /// Whether the record counts as bad, though some of it may have loaded.
  public var isBad: Bool { issues.contains { $0.severity == .bad } }
}
