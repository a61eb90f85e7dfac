/// Decompresses a stream forwards from some place in it.
///
/// Used by one thread at a time.
protocol StreamDecoder: AnyObject {
  /// Offset in the plain text of the next byte.
  var position: Int { get }
  /// Stored bytes consumed so far.
  var storedPosition: Int { get }

  /// Fills `buffer` with the next bytes of the plain text.
  ///
  /// Stops early after a place where another decoder could begin.
  func decode(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> DecoderStep
  /// The current place, for another decoder to begin at; `nil` if none can.
  func checkpoint() -> DecoderCheckpoint?
}

/// The result of one call of a decoder.
struct DecoderStep {
  var count: Int
  var state: State

  enum State {
    /// There is more.
    case going
    /// The stored bytes have not arrived yet.
    case waiting
    case ended
  }
}

/// Where decompression can begin.
struct DecoderCheckpoint {
  /// Offset in the plain text.
  var plain = 0
  /// Offset in the stored file of the next byte.
  var stored = 0
  /// How many bits of the previous stored byte belong to what follows (deflate only).
  var bits: Int32 = 0
  /// Up to 32 KiB of plain text before `plain` (deflate only); empty at the start of a member.
  var window: [UInt8] = []
  /// Whether the place is in the middle of a gzip member.
  var isInside = false
}

/// Stored bytes, a piece at a time, for the C libraries.
struct StoredInput {
  private let stored: any ByteSource
  private let buffer: UnsafeMutableRawBufferPointer
  /// Offset in the file of `buffer`'s end.
  private(set) var end: Int
  private(set) var hasEnded = false

  static let size = 64 << 10

  init(_ stored: any ByteSource, from offset: Int) {
    self.stored = stored
    buffer = .allocate(byteCount: StoredInput.size, alignment: 16)
    end = offset
  }

  func deallocate() { buffer.deallocate() }

  /// The next bytes; empty at the end, and if a stream has none yet.
  mutating func next() throws(FileError) -> UnsafeRawBufferPointer {
    let delivery = try stored.read(into: buffer, at: end)
    end += delivery.count
    hasEnded = delivery.isEnd
    return UnsafeRawBufferPointer(rebasing: buffer[..<delivery.count])
  }
}
