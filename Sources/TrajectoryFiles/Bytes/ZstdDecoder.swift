import CZstd

/// Decompresses Zstandard, frame after frame, and can begin at any frame.
final class ZstdDecoder: StreamDecoder {
  private let path: String
  private let stream: OpaquePointer?
  private var input: StoredInput
  private var pending = ZSTD_inBuffer()
  private(set) var position: Int
  private var isBetweenFrames = true
  /// The fault after the last bytes that could be decompressed.
  private var failure: FileError?

  init(_ stored: any ByteSource, from checkpoint: DecoderCheckpoint) {
    path = stored.path
    stream = ZSTD_createDStream()
    input = StoredInput(stored, from: checkpoint.stored)
    position = checkpoint.plain
  }

  deinit {
    ZSTD_freeDStream(stream)
    input.deallocate()
  }

  var storedPosition: Int { input.end - (pending.size - pending.pos) }

  func decode(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> DecoderStep {
    guard let stream else { throw FileError(path: path, reason: .noMemory) }
    if let failure { throw failure }
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0 {
      if pending.pos == pending.size {
        let bytes = try input.next()
        pending = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
      }
      let isStarved = pending.size == 0
      let hint = ZSTD_decompressStream(stream, &output, &pending)
      guard ZSTD_isError(hint) == 0 else {
        let failure = damaged(String(cString: ZSTD_getErrorName(hint)))
        self.failure = failure
        if output.pos > 0 { break }
        throw failure
      }
      isBetweenFrames = hint == 0 || isStarved && isBetweenFrames && output.pos == 0
      if isStarved, output.pos == 0 { return try withoutInput() }
      if isBetweenFrames { break }
    }
    position += output.pos
    return DecoderStep(count: output.pos, state: .going)
  }

  private func withoutInput() throws(FileError) -> DecoderStep {
    guard input.hasEnded else { return DecoderStep(count: 0, state: .waiting) }
    guard isBetweenFrames else {
      throw FileError(path: path, reason: .cutOff(offset: storedPosition))
    }
    return DecoderStep(count: 0, state: .ended)
  }

  private func damaged(_ text: String) -> FileError {
    FileError(path: path, reason: .damaged(offset: storedPosition, text: text))
  }

  func checkpoint() -> DecoderCheckpoint? {
    isBetweenFrames ? DecoderCheckpoint(plain: position, stored: storedPosition) : nil
  }
}
