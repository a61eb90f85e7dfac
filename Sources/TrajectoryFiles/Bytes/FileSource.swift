import Trajectories

/// All the bytes of a small file, decompressed, in memory.
public struct FileSource: Sendable {
  /// The path as the user gave it; `-` for standard input.
  public let path: String
  /// The whole content, a byte order mark included.
  public let bytes: [UInt8]

  /// At most this much is held: 2 GiB.
  public static let defaultLimit = 2 << 30

  private static let chunk = 4 << 20

  /// Reads the file as it is now.
  ///
  /// - Throws: ``FileError``, also for UTF-16 and for unsupported compression.
  public init(path: String, limit: Int = FileSource.defaultLimit) throws(FileError) {
    self.path = path
    let source = try SourceOpening.open(path, options: ReadingOptions())
    var bytes: [UInt8] = []
    var isEnd = false
    while !isEnd {
      (bytes, isEnd) = try FileSource.more(of: source, behind: consume bytes)
      guard bytes.count <= limit else {
        let size = max(bytes.count, source.storedSize)
        throw FileError(path: path, reason: .tooLarge(bytes: size, limit: limit))
      }
    }
    self.bytes = bytes
  }

  /// Bytes already in memory, under a name for messages.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  private static func more(
    of source: any ByteSource, behind bytes: consuming [UInt8]
  ) throws(FileError) -> ([UInt8], Bool) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: chunk))
    var failure: FileError?
    let delivery: Delivery? = bytes.withUnsafeMutableBytes { buffer in
      do throws(FileError) {
        return try source.read(
          into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]), at: start)
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    guard let delivery else { return (bytes, true) }
    bytes.removeLast(chunk - delivery.count)
    return (bytes, delivery.isEnd)
  }
}
