/// How far a file is known.
public struct FileProgress: Equatable, Sendable {
  /// Records that have a number so far, bad ones included.
  public var recordCount = 0
  /// Bytes looked at, of ``byteCount``; for a progress mark.
  public var bytesIndexed = 0
  /// Size of the stored file so far, compressed where it is; a pipe grows as it is read.
  public var byteCount = 0
  /// Whether every record has a number; a followed file may grow on.
  public var isComplete = false
  /// Whether nothing will come any more.
  var hasEnded = false
  /// Why nothing more comes of the file; what was read before stays.
  public var failure: FileError?

  /// Nothing known yet.
  public init() {}
}

/// What happened to an open file since it was last asked.
public enum FileChange: Equatable, Sendable {
  case none
  /// There is more to index.
  case grew
  /// The file is shorter than it was, or was written anew in place: records cannot be read any
  /// more, and what stands there now is another file.
  case truncated
  /// Another file has the name; the open one can still be read.
  case replaced
  /// No file has the name any more; the open one can still be read.
  case vanished
}
