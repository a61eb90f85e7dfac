import Synchronization

/// Decompressing for the first time.
extension CompressedSource {
  /// Fills the buffer from `offset` on, perhaps partly; `nil` at the end, or while a stream has no
  /// more.
  func readFrontier(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int? {
    try turn.withLock { _ throws(FileError) in try readInTurn(buffer, at: offset) }
  }

  private func readInTurn(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int? {
    if let failure = frontier.failure { throw failure }
    // Another thread got here first.
    if frontier.decoder.position > offset { return 0 }
    if frontier.decoder.position < offset {
      let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
      defer { scratch.deallocate() }
      while frontier.decoder.position < offset {
        let part = scratch[..<min(scratch.count, offset - frontier.decoder.position)]
        guard try step(UnsafeMutableRawBufferPointer(rebasing: part)) != nil else {
          return nil
        }
      }
    }
    return try step(buffer)
  }

  /// One call of the decoder, keeping what is needed to return here.
  private func step(
    _ buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int? {
    let start = frontier.decoder.position
    do throws(FileError) {
      let step = try frontier.decoder.decode(into: buffer)
      switch step.state {
      case .waiting: return nil
      case .ended:
        let used = frontier.decoder.storedPosition
        state.withLock { ($0.hasEnded, $0.stored) = (true, used) }
        return nil
      case .going: break
      }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<step.count])
      try keep(bytes, at: start)
      return step.count
    } catch {
      frontier.failure = error
      throw error
    }
  }

  private func keep(
    _ bytes: UnsafeRawBufferPointer, at start: Int
  ) throws(FileError) {
    let position = frontier.decoder.position
    let used = frontier.decoder.storedPosition
    if position > limits.free, position / limits.ratio > used {
      throw FileError(path: path, reason: .unpacksTooFar(stored: used, plain: position))
    }
    let sinceCheckpoint = position - frontier.checkpoint
    if sinceCheckpoint > limits.spoolsFrom {
      let place = try spool.append(bytes)
      state.withLock { $0.addSpooled(from: start, count: bytes.count, at: place) }
    }
    if sinceCheckpoint >= limits.spacing, let checkpoint = frontier.decoder.checkpoint(),
      let kept = spool.kept(checkpoint)
    {
      frontier.checkpoint = position
      state.withLock { $0.checkpoints.append(kept) }
    }
    state.withLock { ($0.plain, $0.stored) = (position, used) }
  }
}

/// The decoder that is furthest ahead, and the place of the last checkpoint.
///
/// Touched only by the thread whose turn it is.
final class FrontierDecoder: @unchecked Sendable {
  let decoder: any StreamDecoder
  var checkpoint = 0
  var failure: FileError?

  init(decoder: any StreamDecoder) { self.decoder = decoder }
}

/// Limits on decompression.
struct UnpackingLimits: Sendable {
  /// Plain bytes between two checkpoints.
  var spacing = 4 << 20
  /// Text further than this past the last checkpoint is spooled.
  var spoolsFrom = 16 << 20
  /// Any file may decompress to this many bytes.
  var free = 8 << 30
  /// Beyond that, at most this many bytes from each stored one: no text written by people
  /// compresses better.
  var ratio = 1000
}
