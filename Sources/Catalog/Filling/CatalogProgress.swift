/// How far the catalog has come; what the title bar says.
public struct CatalogProgress: Equatable, Sendable {
  /// Trajectories that have a number so far.
  public var count = 0
  /// Whether every file was indexed to its end; never while files are followed.
  public var isIndexed = false
  /// Trajectories whose facts are known: from then on filters and sorts need no file.
  public var examined = 0
  /// Whether all that has a number was looked at: what is unknown now stays so, for it cannot be
  /// read any more, or lies beyond what the columns hold.
  public var isExamined = false
  /// Of those examined, how many carry a verdict.
  public var labelled = 0
  /// Trajectories that a model was asked about, with or without success.
  public var scored = 0
  /// Records that cannot be read, or read without their meaning.
  public var bad = 0
  /// Bytes of all files.
  public var bytes = 0
  /// How many of them were indexed, for a progress mark.
  public var bytesIndexed = 0

  /// Nothing known yet.
  public init() {}
}
