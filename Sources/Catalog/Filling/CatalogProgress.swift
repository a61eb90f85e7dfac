/// How far the catalog has come, for the title bar.
public struct CatalogProgress: Equatable, Sendable {
  /// Trajectories that have a number so far.
  public var count = 0
  /// Whether every file was indexed to its end; never true while files are followed.
  public var isIndexed = false
  /// Trajectories whose facts are known: from then on filters and sorts need no file.
  public var examined = 0
  /// Whether every numbered trajectory was examined: what is still unknown cannot be read any more,
  /// or exceeds the columns.
  public var isExamined = false
  /// How many of those examined carry a verdict.
  public var labelled = 0
  /// Trajectories that a model was asked about, with or without success.
  public var scored = 0
  /// Records that cannot be read, or load without their intended meaning.
  public var bad = 0
  /// Bytes of all files.
  public var bytes = 0
  /// How many of them were indexed, for a progress mark.
  public var bytesIndexed = 0

  /// Nothing known yet.
  public init() {}
}
