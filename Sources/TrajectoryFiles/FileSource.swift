import Glibc
import Trajectories

/// The bytes of a file, read once into memory.
///
/// Never mapped: a file that another program cuts while we look at it would then kill us with a
/// signal. A regular file is read up to the size it had when it was opened, so one that grows gives
/// what stood there at that moment.
public struct FileSource: Sendable {
  /// The path as the user gave it; `-` for standard input.
  public let path: String
  /// The whole content, a byte order mark included.
  public let bytes: [UInt8]

  /// No file larger than this is read: 2 GiB, which with its trajectories takes three times that.
  public static let defaultLimit = 2 << 30

  private static let chunk = 4 << 20

  /// - Throws: ``FileError``, also for compressed files and for UTF-16, which are not read yet.
  public init(path: String, limit: Int = FileSource.defaultLimit) throws(FileError) {
    self.path = path
    bytes = try FileSource.read(path, limit: limit)
    if let compression = FileSource.compression(of: bytes) {
      throw FileError(path: path, reason: .compressed(compression))
    }
    if FileSource.isWide(bytes) { throw FileError(path: path, reason: .notUTF8) }
  }

  /// Bytes that are in memory already, under the name that messages give them.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  private static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(path: path, errorNumber: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(path: path, reason: .isFolder)
    case S_IFREG where path != "-":
      let size = Int(status.st_size)
      guard size <= limit else {
        throw FileError(path: path, reason: .tooLarge(bytes: size, limit: limit))
      }
      // Files of /proc say 0 and are read like a pipe.
      if size > 0 { return try readRegular(descriptor, size: size, path: path) }
      fallthrough
    default: return try readStream(descriptor, path: path, limit: limit)
    }
  }

  private static func readRegular(
    _ descriptor: Int32, size: Int, path: String
  ) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let wanted = min(size - count, chunk)
        let got = pread(descriptor, buffer.baseAddress.map { $0 + count }, wanted, count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = FileError(path: path, errorNumber: errno) }
        guard got > 0 else { break }
        count += got
      }
    }
    if let failure { throw failure }
    guard bytes.count == size else {
      throw FileError(
        path: path, reason: .shrankWhileReading(expected: size, read: bytes.count))
    }
    return bytes
  }

  /// Pipes, terminals and devices, which have no size.
  private static func readStream(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: chunk)
    while true {
      let got = Glibc.read(descriptor, &buffer, chunk)
      if got < 0, errno == EINTR { continue }
      if got < 0 { throw FileError(path: path, errorNumber: errno) }
      if got == 0 { return bytes }
      guard bytes.count + got <= limit else {
        throw FileError(path: path, reason: .tooLarge(bytes: bytes.count + got, limit: limit))
      }
      bytes.append(contentsOf: buffer[..<got])
    }
  }

  private static func compression(of bytes: [UInt8]) -> FileError.Compression? {
    if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    if bytes.starts(with: [0x42, 0x5A, 0x68]) { return .bzip2 }
    if bytes.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return .xz }
    return nil
  }

  /// A byte order mark of UTF-16 or UTF-32, or JSON's first character beside a NUL.
  private static func isWide(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    guard bytes.count >= 2, (bytes[0] == 0) != (bytes[1] == 0) else { return false }
    return "{[\" \t\r\n".utf8.contains(bytes[0] | bytes[1])
  }
}
