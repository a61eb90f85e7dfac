import TrajectoryFiles

/// What has changed since the last report.
public struct CatalogChange: Sendable {
  /// How far the catalog has come.
  public var progress: CatalogProgress
  /// All known faults of records, if there are new ones.
  public var issues: CatalogIssues?
  /// What happened to files.
  public var messages: [CatalogMessage] = []
}

/// Something that happened to a file while it was being read.
public enum CatalogMessage: Equatable, Sendable {
  /// It cannot be opened, or nothing more comes of it; what was read before stays.
  case failed(FileError)
  /// It was truncated or rewritten; when following, its new content gets new numbers.
  case truncated(path: String)
  /// Another file has its name; when following, it is read next.
  case replaced(path: String)
  /// Its name is gone.
  case vanished(path: String)
  /// A new file of a followed folder or pattern.
  case appeared(path: String)
}
