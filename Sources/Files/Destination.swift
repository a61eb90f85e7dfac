import Glibc

/// Where bytes are written first, and where they end up.
struct Destination {
  let path: String
  let target: String
  /// Permissions of the replaced file; `nil` for a new one.
  var mode: mode_t?
  /// A pipe or device: it cannot be replaced by renaming.
  var isDirect = false

  init(_ path: String) throws(FileWriteError) {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw FileWriteError(code: errno, path: path) }
      target = try Self.newTarget(path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileWriteError(.isDirectory, path: path)
    case S_IFREG:
      target = try Self.realPath(path)
      mode = status.st_mode & 0o7777
    default:
      target = path
      isDirect = true
    }
  }

  /// Where the bytes are written first.
  struct Opened {
    var path: String
    var descriptor: Int32
    /// Whether `path` is only the name it will get on commit.
    var isNameless = false
  }

  /// Where Linux lists a process's open files; linking from there gives a nameless file its name.
  static let openFiles = "/proc/self/fd/"
  /// `O_TMPFILE`, a macro that Swift does not import.
  private static let nameless: Int32 = 0o20_000_000 | O_DIRECTORY

  func openForWriting() throws(FileWriteError) -> Opened {
    if isDirect {
      let descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileWriteError(code: errno, path: path) }
      return Opened(path: target, descriptor: descriptor)
    }
    let opened: Opened
    if let nameless = openNameless() { opened = nameless } else { opened = try openNamed() }
    if let mode { _ = fchmod(opened.descriptor, mode) }
    return opened
  }

  /// 0666 less the umask for a new file; the mode of a replaced one is set before the first byte is
  /// written.
  private var initialMode: mode_t { mode == nil ? 0o666 : 0o600 }

  private func openNameless() -> Opened? {
    guard access(Self.openFiles, X_OK) == 0 else { return nil }
    let place = FilePlace(target)
    let descriptor = open(place.folder, O_WRONLY | O_CLOEXEC | Self.nameless, initialMode)
    guard descriptor >= 0 else { return nil }
    return Opened(
      path: place.sibling(Self.temporaryName()), descriptor: descriptor, isNameless: true)
  }

  private func openNamed() throws(FileWriteError) -> Opened {
    while true {
      let temporary = FilePlace(target).sibling(Self.temporaryName())
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
      let descriptor = open(temporary, flags, initialMode)
      if descriptor < 0 && errno == EEXIST { continue }
      guard descriptor >= 0 else { throw FileWriteError(code: errno, path: path) }
      return Opened(path: temporary, descriptor: descriptor)
    }
  }

  private static func temporaryName() -> String {
    ".misstep-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }

  /// A name that does not exist yet, or a link whose target does not.
  private static func newTarget(_ path: String) throws(FileWriteError) -> String {
    guard !path.isEmpty, !path.hasSuffix("/") else {
      throw FileWriteError(.folderMissing, path: path)
    }
    var current = path
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(current, &target, target.count)
      guard length >= 0 else { return current }
      let link = String(decoding: target.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
      current = link.hasPrefix("/") ? link : FilePlace(current).sibling(link)
    }
    throw FileWriteError(.tooManyLinks, path: path)
  }

  private static func realPath(_ path: String) throws(FileWriteError) -> String {
    guard let resolved = realpath(path, nil) else {
      throw FileWriteError(code: errno, path: path)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
