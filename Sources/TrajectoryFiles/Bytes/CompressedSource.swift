import Synchronization

/// The plain text of a compressed file at any offset.
///
/// One decoder, at the frontier, decompresses forwards and leaves a checkpoint every few megabytes
/// from which decompression can resume, so that jumping back never starts over. A zstd frame cannot
/// be entered in its middle: the text of a large one is spooled to a nameless file, uncompressed,
/// because reading it again is cheaper than decompressing it again. Memory is bounded by a few
/// decoders.
final class CompressedSource: ByteSource {
  let path: String
  let stored: any ByteSource
  let makeDecoder: MakeDecoder
  let limits: UnpackingLimits
  let state = Mutex(CompressedState())
  let frontier: FrontierDecoder
  /// Held by the thread that decompresses at the frontier.
  let turn = Mutex(())
  /// Text of large frames, and the windows of checkpoints.
  let spool: LazySpool

  typealias MakeDecoder = @Sendable (any ByteSource, DecoderCheckpoint) -> any StreamDecoder

  init(
    _ stored: any ByteSource, makeDecoder: @escaping MakeDecoder, options: ReadingOptions,
    limits: UnpackingLimits = UnpackingLimits()
  ) {
    path = stored.path
    self.stored = stored
    self.makeDecoder = makeDecoder
    self.limits = limits
    spool = LazySpool(folder: options.cacheFolder, path: stored.path)
    frontier = FrontierDecoder(decoder: makeDecoder(stored, DecoderCheckpoint()))
  }

  var storedSize: Int { stored.storedSize }
  var identity: FileIdentity? { stored.identity }
  func poll() -> FileChange { stored.poll() }
  /// How much text the remaining bytes stood for is not known.
  var bytesLeftAfterLoss: Int? { stored.bytesLeftAfterLoss.map { _ in 0 } }

  func storedBytes(before offset: Int) -> Int {
    state.withLock { $0.storedPosition(of: offset) }
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Delivery {
    var count = 0
    while count < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let known = state.withLock(\.plain)
      do throws(FileError) {
        let got =
          offset + count < known
          ? try readKnown(rest, at: offset + count, known: known)
          : try readFrontier(rest, at: offset + count)
        guard let got else { break }
        count += got
      } catch {
        // What was decompressed before the fault is delivered first.
        if count == 0 { throw error }
        break
      }
    }
    let isEnd = state.withLock { $0.hasEnded && offset + count >= $0.plain }
    return Delivery(count: count, isEnd: isEnd)
  }

  // MARK: Text that was unpacked before

  private func readKnown(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int, known: Int
  ) throws(FileError) -> Int {
    let wanted = UnsafeMutableRawBufferPointer(
      rebasing: buffer[..<min(buffer.count, known - offset)])
    let place = state.withLock { $0.spooled(at: offset) }
    if let place, place.isInside {
      let part = UnsafeMutableRawBufferPointer(rebasing: wanted[..<min(wanted.count, place.count)])
      return try spool.read(into: part, at: place.spoolOffset)
    }
    let end = place.map { min(wanted.count, $0.count) } ?? wanted.count
    return try unpackAgain(UnsafeMutableRawBufferPointer(rebasing: wanted[..<end]), at: offset)
  }

  /// Continues with a decoder that stands shortly before, or starts from the last checkpoint.
  private func unpackAgain(
    _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    let (idle, place) = state.withLock {
      ($0.takeIdle(before: offset), $0.checkpoint(before: offset))
    }
    let decoder: any StreamDecoder
    if let idle, idle.decoder.position >= place.plain {
      decoder = idle.decoder
    } else {
      if let idle { state.withLock { $0.putIdle(idle.decoder) } }
      decoder = makeDecoder(stored, try spool.restored(place))
    }
    try skip(decoder, to: offset)
    var count = 0
    while count < buffer.count {
      let step = try decoder.decode(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      guard case .going = step.state else { break }
      count += step.count
    }
    state.withLock { $0.putIdle(decoder) }
    guard count > 0 else { throw FileError(path: path, reason: .changedWhileOpen) }
    return count
  }

  private func skip(_ decoder: any StreamDecoder, to offset: Int) throws(FileError) {
    guard decoder.position < offset else { return }
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { scratch.deallocate() }
    while decoder.position < offset {
      let part = scratch[..<min(scratch.count, offset - decoder.position)]
      let step = try decoder.decode(into: UnsafeMutableRawBufferPointer(rebasing: part))
      guard case .going = step.state else {
        throw FileError(path: path, reason: .changedWhileOpen)
      }
    }
  }
}
