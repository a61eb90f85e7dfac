import Glibc

/// A path taken apart into folder and name.
public struct FilePlace: Sendable {
  /// Without a slash at its end, except the root itself; `.` for a bare name.
  public let folder: String
  /// Without its folder.
  public let name: String

  /// Takes a path apart.
  public init(_ path: String) {
    guard let slash = path.lastIndex(of: "/") else {
      (folder, name) = (".", path)
      return
    }
    folder = slash == path.startIndex ? "/" : String(path[..<slash])
    name = String(path[path.index(after: slash)...])
  }

  /// A path from the root, without links; as it was given where nothing is.
  public static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path of another name in the same folder.
  public func sibling(_ name: String) -> String {
    folder == "/" ? "/" + name : folder + "/" + name
  }

  /// Makes a new, renamed or deleted name in the folder durable.
  ///
  /// File systems that cannot sync a folder are ignored.
  @discardableResult
  public func syncFolder() -> Bool {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP
  }
}
