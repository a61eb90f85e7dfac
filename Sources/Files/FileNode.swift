import Glibc

/// The file that a path leads to, whatever its name: device and inode number.
public struct FileNode: Equatable, Sendable {
  /// The file system's number.
  public let device: dev_t
  /// The file's number in it.
  public let number: ino_t
  /// In bytes, at the time of the lookup; not compared.
  public let size: Int
  /// Whether it is a plain file; not compared.
  public let isRegular: Bool

  /// The file at this path now, symbolic links followed; `nil` when there is none.
  public init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    number = status.st_ino
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether both are the same file, whatever its content.
  public static func == (one: FileNode, other: FileNode) -> Bool {
    one.device == other.device && one.number == other.number
  }
}
