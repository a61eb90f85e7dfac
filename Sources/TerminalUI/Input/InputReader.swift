import Glibc
import Inspector

/// Reads the terminal and decodes the input.
///
/// Reads no more than the next event needs: what is typed ahead for a pager belongs to the pager.
struct InputReader {
  private let descriptor: Int32
  private var decoder: InputDecoder
  /// Pasted text and strings have an end mark, so this much of them may be read at once.
  private static let textPiece = 4096

  init(descriptor: Int32, decoder: InputDecoder) {
    self.descriptor = descriptor
    self.decoder = decoder
  }

  /// How long the current bytes may still wait, in milliseconds; negative means forever.
  var patience: Int32 {
    guard let deadline = decoder.deadline else { return -1 }
    let now = monotonicMilliseconds()
    return deadline > now ? Int32(clamping: deadline - now) : 0
  }

  /// The next event in the available input; `isReady` says whether there is something to read.
  mutating func event(isReady: () throws(TerminalError) -> Bool) throws(TerminalError)
    -> InputEvent?
  {
    while true {
      if let event = decoder.nextEvent() { return event }
      guard try isReady() else {
        decoder.expire(at: monotonicMilliseconds())
        return decoder.nextEvent()
      }
      guard try read() else { return nil }
    }
  }

  mutating func reset() { decoder.reset() }

  /// - Returns: whether anything was read.
  private mutating func read() throws(TerminalError) -> Bool {
    let size = decoder.isInText ? Self.textPiece : 1
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let found = Glibc.read(descriptor, buffer.baseAddress, size)
      failure = errno
      count = max(found, 0)
      if found >= 0 { failure = 0 }
    }
    guard !bytes.isEmpty else {
      if failure == EINTR || failure == EAGAIN { return false }
      throw .disconnected
    }
    decoder.receive(bytes, at: monotonicMilliseconds())
    return true
  }
}

func monotonicMilliseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
}
