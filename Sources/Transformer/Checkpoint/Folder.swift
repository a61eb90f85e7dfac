import Glibc

/// An open folder, so that files opened in it belong together even if its path changes.
struct Folder: ~Copyable {
  /// An open regular file; its receiver closes the descriptor.
  struct OpenFile {
    var path: String
    var descriptor: Int32
    var size: Int
    var modified: timespec
  }

  let path: String
  private let descriptor: Int32

  /// - Throws: ``CheckpointError`` when it is absent, not a folder, or not permitted.
  init(path: String) throws(CheckpointError) {
    self.path = path
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CheckpointError(path: path, errorNumber: errno) }
  }

  deinit { close(descriptor) }

  /// The path of a file in it, for messages.
  func path(of name: String) -> String {
    path + (path.hasSuffix("/") ? "" : "/") + CheckpointError.shortened(name)
  }

  /// Whether `name` denotes a direct child: no separator, and not `.` or `..`.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && name.utf8.count <= 255
      && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  /// Whether something of that name is there.
  func contains(_ name: String) -> Bool { faccessat(descriptor, name, F_OK, 0) == 0 }

  /// The names in it, sorted.
  func names() -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { field in
          field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  /// Opens a regular file; links are followed, since download caches are made of them.
  func open(_ name: String) throws(CheckpointError) -> OpenFile {
    let path = path(of: name)
    // Non-blocking, so that a pipe of that name does not make it wait.
    let descriptor = openat(self.descriptor, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw CheckpointError(path: path, errorNumber: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw CheckpointError(path: path, reason: .notAFile)
    }
    return OpenFile(
      path: path, descriptor: descriptor, size: Int(status.st_size), modified: status.st_mtim)
  }

  /// The whole of a file of at most `limit` bytes.
  func content(of name: String, limit: Int) throws(CheckpointError) -> [UInt8] {
    let file = try open(name)
    defer { close(file.descriptor) }
    guard file.size <= limit else {
      throw CheckpointError(path: file.path, reason: .tooLarge(bytes: file.size, limit: limit))
    }
    return try file.bytes(0..<file.size)
  }

  /// Fills `buffer` with `range` of a file.
  ///
  /// - Throws: ``CheckpointError/Reason/shrankWhileReading(expected:read:)`` at an early end.
  static func read(
    _ descriptor: Int32, _ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer,
    path: String
  ) throws(CheckpointError) {
    var done = 0
    while done < range.count {
      let address = buffer.baseAddress.map { $0 + done }
      let got = pread(descriptor, address, range.count - done, range.lowerBound + done)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw CheckpointError(path: path, errorNumber: errno) }
      guard got > 0 else {
        throw CheckpointError(
          path: path,
          reason: .shrankWhileReading(
            expected: range.upperBound, read: range.lowerBound + done))
      }
      done += got
    }
  }
}

extension Folder.OpenFile {
  /// The bytes of `range`, which lies inside the size.
  func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
    var failure: CheckpointError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      do throws(CheckpointError) {
        try Folder.read(
          descriptor, range, into: UnsafeMutableRawBufferPointer(buffer), path: path)
        count = range.count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
