import Glibc

/// A file that is written whole or not at all.
///
/// Bytes go to a temporary file in the same folder; ``commit()`` syncs it, renames it over the
/// path and syncs the folder. Until then, and after any failure, the old file is intact. The
/// temporary file has no name before it is whole, so that a program that is ended while it writes
/// leaves nothing behind; where the file system cannot do that, it has a name from the start, and
/// a value that is dropped without a commit removes it. Symbolic links are followed, so
/// that the file they lead to is replaced. A pipe or device is written directly, unbuffered by any
/// promise. The process must ignore `SIGXFSZ` and `SIGPIPE` to see those failures as errors.
public struct AtomicFile: ~Copyable {
  typealias SystemWrite = (Int32, UnsafeRawPointer, Int) -> Int

  private static let bufferSize = 1 << 18

  /// As the caller gave it, for messages.
  public let path: String
  /// What is replaced, symbolic links resolved; equal to `temporary` for pipes and devices.
  private let target: String
  private let temporary: String
  private var isNameless: Bool
  private let systemWrite: SystemWrite
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isPrepared = false
  private var isCommitted = false

  /// Makes the temporary file beside `path`; a replaced file's mode is kept.
  public init(replacing path: String) throws(FileWriteError) {
    try self.init(replacing: path, systemWrite: Glibc.write)
  }

  /// The same, with a stand-in for `write(2)` in tests of a full disk.
  init(replacing path: String, systemWrite: @escaping SystemWrite) throws(FileWriteError) {
    let destination = try Destination(path)
    let opened = try destination.openForWriting()
    self.path = path
    self.systemWrite = systemWrite
    target = destination.target
    temporary = opened.path
    descriptor = opened.descriptor
    isNameless = opened.isNameless
    buffer.reserveCapacity(Self.bufferSize)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted && !isNameless && temporary != target { unlink(temporary) }
  }

  /// Writes bytes at once, whole or absent.
  public static func write(
    _ bytes: some Sequence<UInt8>, to path: String
  ) throws(FileWriteError) {
    var file = try AtomicFile(replacing: path)
    try file.append(bytes)
    try file.commit()
  }

  /// Adds bytes at the end.
  public mutating func append(_ bytes: some Sequence<UInt8>) throws(FileWriteError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Puts everything on disk under the temporary name, and so finds nearly every failure.
  ///
  /// Prepare several files before the first is committed, and they appear together.
  public mutating func prepare() throws(FileWriteError) {
    guard !isPrepared else { return }
    try flush()
    if temporary != target {
      guard fsync(descriptor) == 0 else { throw failure() }
      try giveName()
      let closed = close(descriptor)
      descriptor = -1
      guard closed == 0 else { throw failure() }
    }
    isPrepared = true
  }

  /// Puts the file in its place; on failure the old one stays.
  public consuming func commit() throws(FileWriteError) {
    try prepare()
    guard temporary != target else { return }
    guard rename(temporary, target) == 0 else { throw failure() }
    isCommitted = true
    guard FilePlace(target).syncFolder() else { throw failure() }
  }

  private mutating func giveName() throws(FileWriteError) {
    guard isNameless else { return }
    let source = Destination.openFiles + String(descriptor)
    guard linkat(AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
      throw failure()
    }
    isNameless = false
  }

  private mutating func flush() throws(FileWriteError) {
    var written = 0
    while written < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        bytes.baseAddress.map { systemWrite(descriptor, $0 + written, bytes.count - written) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> FileWriteError { FileWriteError(code: errno, path: path) }
}

/// Where the bytes go first and last.
private struct Destination {
  let path: String
  let target: String
  /// Permissions of the file that is replaced; `nil` for a new one.
  var mode: mode_t?
  /// A pipe or device: there is nothing to rename over.
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
    /// Whether `path` is only the name that it will get.
    var isNameless = false
  }

  /// Where Linux shows a process its open files; the way to give one a name.
  static let openFiles = "/proc/self/fd/"
  /// `O_TMPFILE`, a macro that Swift does not see.
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

  /// 0666 less the umask for a new file; a replaced one's mode is set before any byte.
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
