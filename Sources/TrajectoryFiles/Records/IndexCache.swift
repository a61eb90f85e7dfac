import Glibc

/// Indices kept between two runs, so that a large file that was open before is there at once.
///
/// One file for each indexed one, named by its path. It is used only where size, time of change, a
/// sample of the content, the record limit and the cache file's own checksum agree; anything else
/// counts as absent. Files are put in place whole, and the oldest go when there is too much.
struct IndexCache: Sendable {
  private let folder: String
  /// Bytes of all files together.
  var byteLimit = 64 << 20

  /// The layout of the file; another number is another layout.
  private static let version: UInt64 = 2
  private static let mark: [UInt8] = Array("misstepi".utf8)

  init(folder: String) { self.folder = folder + "/index" }

  /// What is kept of an indexed file.
  struct Entry: Equatable {
    var index: RecordIndex
    var format: String
  }

  /// What must agree for an entry to count.
  struct Key {
    var identity: FileIdentity
    var sample: UInt64
    var recordLimit: Int

    fileprivate var words: [UInt64] {
      [sample, UInt64(identity.size), UInt64(bitPattern: identity.changed), UInt64(recordLimit)]
    }
  }

  // MARK: Files

  private func path(_ key: Key) -> String {
    var name = key.identity.path
    let hash = name.withUTF8 { StableHash.of(UnsafeRawBufferPointer($0)) }
    return folder + "/" + String(hash, radix: 16) + ".index"
  }

  /// The index of a file that has not changed since; `nil` where there is none to trust.
  func load(_ key: Key) -> Entry? {
    guard let descriptor = Descriptor.opening(path(key)), let status = descriptor.status,
      status.st_size >= 64, status.st_size <= byteLimit
    else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      count = (try? descriptor.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0).get()) ?? 0
    }
    return IndexCache.entry(bytes, key)
  }

  /// Keeps an index; where that is not possible there is none, and nobody minds.
  func save(_ entry: Entry, _ key: Key) {
    let bytes = IndexCache.bytes(entry, key)
    guard bytes.count <= byteLimit / 4, CacheFolder.make(folder) else { return }
    let place = path(key)
    let temporary = place + ".\(getpid())"
    let number = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard number >= 0 else { return }
    let isWritten = withExtendedLifetime(Descriptor(number)) { file in
      bytes.withUnsafeBytes { file.write($0, at: 0) }
    }
    if !isWritten || rename(temporary, place) != 0 { unlink(temporary) }
    trim()
  }

  /// Removes the files used longest ago until the rest is small enough.
  private func trim() {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var files: [(path: String, size: Int, time: Int)] = []
    while let entry = readdir(stream) {
      let path = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { folder + "/" + String(cString: $0) }
      }
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      files.append((path, Int(status.st_size), status.st_mtim.tv_sec))
    }
    var total = files.reduce(0) { $0 + $1.size }
    for file in files.sorted(by: { $0.time < $1.time }) where total > byteLimit {
      unlink(file.path)
      total -= file.size
    }
  }

  // MARK: Layout

  private static func bytes(_ entry: Entry, _ key: Key) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes += mark
    writer.put(version)
    for word in key.words { writer.put(word) }
    var path = key.identity.path
    path.withUTF8 { writer.put($0) }
    var format = entry.format
    format.withUTF8 { writer.put($0) }
    entry.index.write(to: &writer)
    writer.put(writer.bytes.withUnsafeBytes { StableHash.of($0) })
    return writer.bytes
  }

  private static func entry(_ bytes: [UInt8], _ key: Key) -> Entry? {
    let sum = bytes.dropLast(8).withUnsafeBytes { StableHash.of($0) }
    var end = ByteReader(bytes[(bytes.count - 8)...])
    guard end.number() == sum, bytes.starts(with: mark) else { return nil }
    var reader = ByteReader(bytes.dropFirst(mark.count).dropLast(8))
    guard reader.number() == version, key.words.allSatisfy({ reader.number() == $0 }),
      reader.text() == key.identity.path, let format = reader.text(),
      let index = RecordIndex(from: &reader), index.end.offset <= key.identity.size
    else { return nil }
    return Entry(index: index, format: format)
  }
}
