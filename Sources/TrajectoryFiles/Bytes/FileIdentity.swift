import Glibc

/// Identifies one state of a file: index and scores are kept under it.
public struct FileIdentity: Equatable, Sendable {
  /// Absolute if the system knows it.
  public var path: String
  /// The file system's number.
  public var device: UInt64
  /// The file's number in it.
  public var inode: UInt64
  /// In bytes.
  public var size: Int
  /// Of the last change of content, in nanoseconds since 1970.
  public var changed: Int64

  init(path: String, status: stat) {
    self.path = path
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    changed = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }

  /// The file at this path now; `nil` if there is none.
  static func at(_ path: String) -> FileIdentity? {
    var status = stat()
    guard PathNames.withSystemPath(path, { stat($0, &status) }) == 0 else { return nil }
    return FileIdentity(path: path, status: status)
  }

  func isSameFile(as other: FileIdentity) -> Bool {
    device == other.device && inode == other.inode
  }
}
