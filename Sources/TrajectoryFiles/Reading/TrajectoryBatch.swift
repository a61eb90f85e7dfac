import Trajectories

/// A part of one file as it is being read.
public struct TrajectoryBatch: Equatable, Sendable {
  /// The path as the user gave it.
  public var file: String
  /// The format's name; `nil` until a good record has been seen.
  public var format: String?
  /// In file order; records read before the format was known come with later ones.
  public var trajectories: [Trajectory] = []
  /// In file order.
  public var issues: [RecordIssue] = []
  /// Records of this file so far, bad ones included.
  public var recordsSeen = 0
  /// Bytes of this file so far.
  public var bytesRead = 0
  /// Size of this file.
  public var byteCount = 0
  /// Whether the file has ended.
  public var isLast = false
}

/// The result of reading several files.
public struct ReadingResult: Equatable, Sendable {
  /// In the order of the files, and within each in file order.
  public var trajectories: [Trajectory] = []
  /// In the same order; warnings and bad records.
  public var issues: [RecordIssue] = []
  /// The files that could not be read, or not to their end.
  public var fileErrors: [FileError] = []
  /// Records of all files, bad ones included.
  public var recordCount = 0

  /// Nothing read yet.
  public init() {}

  /// The issues that `check` counts.
  public var badRecords: [RecordIssue] { issues.filter { $0.severity == .bad } }
}
