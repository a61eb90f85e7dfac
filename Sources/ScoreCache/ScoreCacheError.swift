/// Why scores cannot be kept on disk; the caller continues without a cache.
public struct ScoreCacheError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Reason: Equatable, Sendable {
    /// The folder does not exist and cannot be created.
    case noFolder(String)
    /// The file exists but can be neither used nor replaced.
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
  /// Path, reason and remedy; quotes the path, which is foreign.
  public var description: String {
    switch reason {
    case .noFolder(let detail):
      "\(path): the folder for cached scores cannot be made (\(detail)). Check XDG_CACHE_HOME."
    case .cannotOpen(let detail):
      "\(path): cached scores cannot be used (\(detail)). Allow writing to it, or remove it."
    }
  }
}
