/// Why scores cannot be kept on disk; whoever gets it goes on without a cache.
public struct ScoreCacheError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    /// The folder is absent and cannot be made.
    case noFolder(String)
    /// The file is there, and neither usable nor replaceable.
    case cannotOpen(String)
  }

  /// What went wrong.
  public var reason: Reason
  /// The folder or file it is about, foreign text.
  public var path: String

  /// An error about one place.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension ScoreCacheError: CustomStringConvertible {
  /// Where, what and how to mend it; quotes the path, which is foreign.
  public var description: String {
    switch reason {
    case .noFolder(let detail):
      "\(path): the folder for cached scores cannot be made (\(detail)). Check XDG_CACHE_HOME."
    case .cannotOpen(let detail):
      "\(path): cached scores cannot be used (\(detail)). Allow writing to it, or remove it."
    }
  }
}
