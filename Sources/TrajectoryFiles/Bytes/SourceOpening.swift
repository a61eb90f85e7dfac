import Glibc

/// Opens whatever a path names as bytes at any offset.
enum SourceOpening {
  /// - Throws: ``FileError``, also for unsupported compression and for UTF-16.
  static func open(_ path: String, options: ReadingOptions) throws(FileError) -> any ByteSource {
    let source = try plain(path, options: options)
    // The beginning of a stream may not have arrived yet: it is examined later.
    return source is LazySource ? source : LineOpening.open(source, options)
  }

  /// The file's own text, with no line rewritten.
  static func plain(_ path: String, options: ReadingOptions) throws(FileError) -> any ByteSource {
    let stored = try stored(path, options)
    if stored is PipeSource { return LazySource(stored, options: options) }
    return try unpacked(stored, options)
  }

  /// This many bytes show what a file is.
  static let told = 8

  /// The source itself, or one that decompresses it, as its first bytes show.
  static func unpacked(
    _ stored: any ByteSource, _ options: ReadingOptions
  ) throws(FileError) -> any ByteSource {
    let start = try stored.bytes(at: 0, count: told)
    switch compression(of: start) {
    case .gzip?: return CompressedSource(stored, makeDecoder: GzipDecoder.init, options: options)
    case .zstd?: return CompressedSource(stored, makeDecoder: ZstdDecoder.init, options: options)
    case let other?: throw FileError(path: stored.path, reason: .compressed(other))
    case nil: break
    }
    if isWide(start) { throw FileError(path: stored.path, reason: .notUTF8) }
    let more = try stored.bytes(at: 0, count: ForeignContent.told)
    if let content = ForeignContent.told(by: more, path: stored.path) {
      throw FileError(path: stored.path, reason: .foreign(content))
    }
    return stored
  }

  private static func stored(
    _ path: String, _ options: ReadingOptions
  ) throws(FileError) -> any ByteSource {
    let descriptor =
      path == "-" ? Descriptor(STDIN_FILENO, closes: false) : Descriptor.opening(path)
    guard let descriptor, let status = descriptor.status else {
      throw FileError(path: path, errorNumber: errno)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(path: path, reason: .isFolder)
    case S_IFREG where table(path, descriptor) != nil:
      return try TableSource.open(
        path, descriptor, table(path, descriptor) ?? .parquet, options: options)
    case S_IFREG where isWholeFile(descriptor, status):
      return PlainSource(
        path: path, descriptor: descriptor, status: status, follows: options.follows)
    default:
      return try PipeSource(path: path, descriptor: descriptor, spoolFolder: options.cacheFolder)
    }
  }

  /// Files of /proc claim to be empty and are read like a pipe; so is standard input from which
  /// another program has read before.
  private static func isWholeFile(_ descriptor: Descriptor, _ status: stat) -> Bool {
    lseek(descriptor.number, 0, SEEK_CUR) == 0 && (status.st_size > 0 || !isPseudo(descriptor))
  }

  private static func table(_ path: String, _ descriptor: Descriptor) -> TableSource.Kind? {
    var start = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor.number, &start, start.count, 0)
    guard count > 0 else { return nil }
    return TableSource.Kind(path: path, start: Array(start[..<count]))
  }

  private static func isPseudo(_ descriptor: Descriptor) -> Bool {
    var byte: UInt8 = 0
    return pread(descriptor.number, &byte, 1, 0) > 0
  }

  private static func compression(of bytes: [UInt8]) -> FileError.Compression? {
    if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    // A skippable frame, with which seekable archives may begin.
    if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes[1...3] == [0x2A, 0x4D, 0x18] {
      return .zstd
    }
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
