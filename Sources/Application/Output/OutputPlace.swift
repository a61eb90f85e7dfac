import Files
import Glibc

/// Refuses to write where that would destroy what is being read, or people's labels.
enum OutputPlace {
  /// Checks one output; without a path it is standard output, which is always allowed, as devices
  /// and pipes are.
  ///
  /// - Parameters:
  ///   - path: where the output goes.
  ///   - inputs: files that are read.
  ///   - replaces: whether a file that stands there may be replaced, by `--force`.
  /// - Throws: ``CommandFailure`` naming the file and what would be right.
  static func check(
    _ path: String?, inputs: [String], replaces: Bool
  ) throws(CommandFailure) {
    guard let path, let target = regularFile(path) else { return }
    if inputs.contains(where: { regularFile($0) == target }) {
      throw CommandFailure(
        .usage, "\(path) is one of the files that are read. Write to another file.")
    }
    if isDatabase(path) {
      throw CommandFailure(
        .usage, "\(path) is a database, such as a label store. Write to another file.")
    }
    guard replaces else {
      throw CommandFailure(
        .usage, "\(path) exists already. Replace it with --force, or write to another file.")
    }
  }

  /// Whether a file stands there that may be replaced by whoever wants it.
  static func mayBeReplaced(_ path: String, inputs: [String]) -> Bool {
    guard regularFile(path) != nil else { return false }
    do throws(CommandFailure) {
      try check(path, inputs: inputs, replaces: true)
      return true
    } catch {
      return false
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

/// The plain file at a path; `nil` for none and for pipes and devices.
private func regularFile(_ path: String) -> FileNode? {
  FileNode(path).flatMap { $0.isRegular ? $0 : nil }
}
