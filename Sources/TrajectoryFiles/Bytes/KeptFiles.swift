import Glibc

/// Results computed from large files, kept between runs, one kept file for each piece.
///
/// A kept file is used only if everything it depends on matches and its checksum is right; anything
/// else counts as absent. It is written whole, and the least recently used ones are removed when
/// there is too much. If nothing can be kept, nothing is, and no error is raised.
public struct KeptFiles: Sendable {
  private let folder: String
  /// Total size in bytes; one file may take a quarter of it.
  private let byteLimit: Int

  /// Kept files in a folder, which is made at the first save.
  public init(folder: String, byteLimit: Int) {
    self.folder = folder
    self.byteLimit = byteLimit
  }

  /// The contents saved under this name and condition.
  ///
  /// - Parameters:
  /// - name: identifies one piece among others.
  /// - condition: everything that the contents depend on.
  /// - Returns: the contents; `nil` if there are none to trust.
  public func load(_ name: [UInt8], if condition: [UInt8]) -> ArraySlice<UInt8>? {
    guard let descriptor = Descriptor.opening(path(name)), let status = descriptor.status,
      status.st_size >= condition.count + 8, status.st_size <= byteLimit
    else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      count = (try? descriptor.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0).get()) ?? 0
    }
    guard bytes.count == status.st_size, bytes.starts(with: condition) else { return nil }
    var end = ByteReader(bytes[(bytes.count - 8)...])
    let sum = bytes.withUnsafeBytes { bytes in
      StableHash.of(UnsafeRawBufferPointer(rebasing: bytes.dropLast(8)))
    }
    guard end.number() == sum else { return nil }
    futimens(descriptor.number, nil)
    return bytes[condition.count..<bytes.count - 8]
  }

  /// Keeps contents under a name, replacing earlier ones.
  public func save(_ contents: some Collection<UInt8>, _ name: [UInt8], if condition: [UInt8]) {
    guard contents.count + condition.count <= byteLimit / 4, CacheFolder.make(folder) else {
      return
    }
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(condition.count + contents.count + 8)
    writer.bytes += condition
    writer.bytes += contents
    writer.put(writer.bytes.withUnsafeBytes { StableHash.of($0) })
    let place = path(name)
    let temporary = place + ".\(getpid())"
    let number = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard number >= 0 else { return }
    let isWritten = withExtendedLifetime(Descriptor(number)) { file in
      writer.bytes.withUnsafeBytes { file.write($0, at: 0) }
    }
    if !isWritten || rename(temporary, place) != 0 { unlink(temporary) }
    trim()
  }

  private func path(_ name: [UInt8]) -> String {
    folder + "/" + String(name.withUnsafeBytes { StableHash.of($0) }, radix: 16)
  }

  /// Removes the least recently used files until the rest is small enough.
  private func trim() {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var files: [(path: String, size: Int, time: timespec)] = []
    while let entry = readdir(stream) {
      let path = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { folder + "/" + String(cString: $0) }
      }
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      files.append((path, Int(status.st_size), status.st_mtim))
    }
    var total = files.reduce(0) { $0 + $1.size }
    guard total > byteLimit else { return }
    files.sort { ($0.time.tv_sec, $0.time.tv_nsec) < ($1.time.tv_sec, $1.time.tv_nsec) }
    for file in files where total > byteLimit {
      unlink(file.path)
      total -= file.size
    }
  }
}
