import TrajectoryFiles

/// What has changed since the last time that somebody was told.
public struct CatalogChange: Sendable {
  /// How far the catalog has come.
  public var progress: CatalogProgress
  /// All that is known to be wrong with records, when there is more of it.
  public var issues: CatalogIssues?
  /// What happened to files.
  public var messages: [CatalogMessage] = []
}

/// Something that happened to a file while it was being read.
public enum CatalogMessage: Equatable, Sendable {
  /// It cannot be opened, or nothing more comes of it; what was read before stays.
  case failed(FileError)
  /// It is shorter than it was, or was written anew; what stands there now follows under new numbers
  /// when files are followed.
  case truncated(path: String)
  /// Another file has its name, and follows when files are followed.
  case replaced(path: String)
  /// No file has its name any more.
  case vanished(path: String)
  /// A new file of a followed folder or pattern.
  case appeared(path: String)
}
