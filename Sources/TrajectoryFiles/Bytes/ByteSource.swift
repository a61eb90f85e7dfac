/// The bytes of a file at any offset, unpacked where it is compressed; from any thread.
protocol ByteSource: AnyObject, Sendable {
  /// The path as the user gave it; `-` for standard input.
  var path: String { get }

  /// Fills `buffer` with the bytes from `offset` on.
  ///
  /// Reading at the frontier of a pipe waits for it, but only some milliseconds.
  /// - Throws: ``FileError`` when bytes that were there can no longer be read, or a compressed
  ///   stream is damaged at this place.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery

  /// Size of the stored file so far, compressed where it is.
  var storedSize: Int { get }
  /// How many of the stored bytes were needed to know the first `offset` bytes.
  func storedBytes(before offset: Int) -> Int

  /// What happened to the file since the last call.
  func poll() -> FileChange

  /// Whether bytes that were there may not be what they were: how many are left of a file that was
  /// cut, all of one that was written anew; `nil` while nothing is lost. Changes nothing, unlike
  /// ``poll()``.
  var bytesLeftAfterLoss: Int? { get }

  /// What the file is, for keeping what was found out about it; `nil` for what has no lasting name.
  var identity: FileIdentity? { get }
  /// A hash of some of the content, at the time of ``identity``; 0 where an index is not worth
  /// keeping: of a compressed file it is of no use before all of it is unpacked again.
  var sample: UInt64 { get }
}

/// What a reading gave.
struct Delivery: Equatable, Sendable {
  /// Fewer than asked for only where there are no more now.
  var count: Int
  /// Whether there is nothing behind these bytes, and nothing will come.
  var isEnd: Bool
}

extension ByteSource {
  /// Reads on until `count` bytes from `offset` are there, or the end.
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

/// Bytes in memory, under the name that messages give them.
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
