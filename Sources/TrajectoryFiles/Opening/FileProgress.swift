/// How far a file is indexed.
public struct FileProgress: Equatable, Sendable {
  /// Records that have a number so far, bad ones included.
  public var recordCount = 0
  /// Bytes examined, of ``byteCount``; for a progress mark.
  public var bytesIndexed = 0
  /// Size of the stored file so far, compressed or not.
  ///
  /// A pipe grows as it is read.
  public var byteCount = 0
  /// Whether every record has a number; a followed file may still grow.
  public var isComplete = false
  /// Whether nothing more will come.
  var hasEnded = false
  /// Why nothing more comes of the file; what was read before stays.
  public var failure: FileError?

  /// Nothing known yet.
  public init() {}
}

/// What happened to an open file since the last check.
public enum FileChange: Equatable, Sendable {
  case none
  /// There is more to index.
  case grew
  /// The file is shorter than it was or was rewritten in place: its records can no longer be read,
  /// and its content is now another file.
  case truncated
  /// Another file has the name now; the open one can still be read.
  case replaced
  /// The name is gone; the open file can still be read.
  case vanished
}
