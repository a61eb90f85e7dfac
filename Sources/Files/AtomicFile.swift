import Glibc

/// A file that is written whole or not at all.
///
/// Bytes go to a temporary file in the same folder; ``commit()`` syncs it, renames it over the path
/// and syncs the folder. Until then, and after any failure, the old file is intact. Where the file
/// system allows (`O_TMPFILE`), the temporary file has no name until it is complete, so a program
/// killed while writing leaves nothing behind; elsewhere it has a name from the start, and a value
/// dropped without a commit removes it. Symbolic links are followed: the file they point to is
/// replaced. A pipe or device is written directly and gets no such guarantee. The process must
/// ignore `SIGXFSZ` and `SIGPIPE` to see those failures as errors.
public struct AtomicFile: ~Copyable {
  typealias SystemWrite = (Int32, UnsafeRawPointer, Int) -> Int

  private static let bufferSize = 1 << 18
  /// Write-back to the disk is started each time this many bytes have accumulated.
  private static let stretch = 8 << 20

  /// As the caller gave it, for messages.
  public let path: String
  /// The file to replace, symbolic links resolved; equal to `temporary` for pipes and devices.
  private let target: String
  private let temporary: String
  private var isNameless: Bool
  private let systemWrite: SystemWrite
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private var isPrepared = false
  private var isCommitted = false
  /// Whether the temporary file stays when the program ends before the commit.
  private let isKept: Bool
  /// Bytes handed to the system so far.
  private var flushed = 0
  /// Bytes whose write-back has been started.
  private var started = 0

  /// Makes the temporary file beside `path`; the mode of a replaced file is kept.
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
    isKept = false
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Continues a file that an earlier run left under the name `partial`, after its first bytes.
  ///
  /// Such a file has a name from the start and stays when the program ends before the commit, so
  /// that the next run can continue from its last ``checkpoint()``.
  public init(
    continuing partial: String, replacing path: String, keeping bytes: Int
  ) throws(FileWriteError) {
    let destination = try Destination(path)
    let opened = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard opened >= 0, ftruncate(opened, off_t(bytes)) == 0,
      lseek(opened, 0, SEEK_END) == off_t(bytes)
    else { throw FileWriteError(code: errno, path: partial) }
    self.path = path
    systemWrite = Glibc.write
    target = destination.target
    temporary = partial
    descriptor = opened
    isNameless = false
    isKept = true
    flushed = bytes
    started = bytes
  }

  /// Syncs everything written so far.
  ///
  /// - Returns: how many bytes that is.
  public mutating func checkpoint() throws(FileWriteError) -> Int {
    try flush()
    guard fdatasync(descriptor) == 0 else { throw failure() }
    return flushed
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted && !isNameless && !isKept && temporary != target { unlink(temporary) }
  }

  /// Writes a file in one call, whole or not at all.
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

  /// Syncs everything under the temporary name, which brings nearly every failure to light.
  ///
  /// Prepare several files before committing the first, and they appear together.
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

  /// Renames the file into place; on failure the old one stays.
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
    flushed += written
    buffer.removeAll(keepingCapacity: true)
    startWriting()
  }

  /// Starts write-back, so that little is left to do when the file is synced.
  private mutating func startWriting() {
    guard flushed - started >= Self.stretch else { return }
    // On Linux this starts write-back without waiting; elsewhere the final sync does all the work.
    posix_fadvise(
      descriptor, off_t(started), off_t(flushed - started), POSIX_FADV_DONTNEED)
    started = flushed
  }

  private func failure() -> FileWriteError { FileWriteError(code: errno, path: path) }
}
