import Glibc

/// Refuses to write where that would destroy what is being read, or people's labels.
enum OutputPlace {
  /// Whether a file that stands there already may be replaced.
  enum Replacing {
    case allowed
    /// In the inspector, where a name typed in passing must not cost a file.
    case refused
  }

  /// Checks one output; without a path it is standard output, which is always allowed.
  ///
  /// - Throws: ``CommandFailure`` naming the file and what would be right.
  static func check(
    _ path: String?, inputs: [String], replacing: Replacing = .allowed
  ) throws(CommandFailure) {
    guard let path, let target = FileIdentity(path) else { return }
    if inputs.contains(where: { FileIdentity($0) == target }) {
      throw CommandFailure(
        .usage, "\(path) is one of the files that are read. Write to another file.")
    }
    if isDatabase(path) {
      throw CommandFailure(
        .usage, "\(path) is a database, such as a label store. Write to another file.")
    }
    if replacing == .refused {
      throw CommandFailure(.usage, "\(path) exists already. Choose another name.")
    }
  }

  /// Every SQLite file begins with these 16 bytes.
  private static func isDatabase(_ path: String) -> Bool {
    let magic = Array("SQLite format 3\0".utf8)
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var beginning = [UInt8](repeating: 0, count: magic.count)
    return pread(descriptor, &beginning, magic.count, 0) == magic.count && beginning == magic
  }
}

/// What makes two paths the same regular file; `nil` for one that is none.
private struct FileIdentity: Equatable {
  let device: dev_t
  let number: ino_t

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = status.st_dev
    number = status.st_ino
  }
}
