/// The bytes of a file at any offset, decompressed if necessary; from any thread.
protocol ByteSource: AnyObject, Sendable {
  /// The path as the user gave it; `-` for standard input.
  var path: String { get }

  /// Fills `buffer` with the bytes from `offset` on.
  ///
  /// A read at the frontier of a pipe waits for it, but only some milliseconds.
  /// - Throws: ``FileError`` if bytes that existed can no longer be read, or a compressed stream is
  ///   damaged here.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery

  /// Size of the stored file so far; the compressed size if it is compressed.
  var storedSize: Int { get }
  /// How many of the stored bytes were needed to produce the first `offset` bytes.
  func storedBytes(before offset: Int) -> Int

  /// What happened to the file since the last call.
  func poll() -> FileChange

  /// How many bytes can still be trusted after the file changed: what is left of a truncated file,
  /// none of a rewritten one; `nil` while nothing is lost. Changes nothing, unlike ``poll()``.
  var bytesLeftAfterLoss: Int? { get }

  /// The file's identity, for keeping what was computed from it; `nil` for a stream without a
  /// lasting name.
  var identity: FileIdentity? { get }
  /// A hash of some of the content, at the time of ``identity``; 0 if an index is not worth
  /// keeping: that of a compressed file is useless until all of it is decompressed again.
  var sample: UInt64 { get }
}

/// The result of a read.
struct Delivery: Equatable, Sendable {
  /// Fewer than asked for only if there are no more now.
  var count: Int
  /// Whether nothing follows these bytes, now or later.
  var isEnd: Bool
}

extension ByteSource {
  /// Reads until `count` bytes from `offset` are there, or the end.
  func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FileError) {
        initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset).count
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  var identity: FileIdentity? { nil }
  var sample: UInt64 { 0 }
  func poll() -> FileChange { .none }
  var bytesLeftAfterLoss: Int? { nil }
}

/// Bytes in memory, under a name for messages.
final class MemorySource: ByteSource {
  let path: String
  let bytes: [UInt8]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  var storedSize: Int { bytes.count }
  func storedBytes(before offset: Int) -> Int { min(offset, bytes.count) }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery {
    let start = min(offset, bytes.count)
    let end = min(start + buffer.count, bytes.count)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end]))
    }
    return Delivery(count: end - start, isEnd: end == bytes.count)
  }
}
