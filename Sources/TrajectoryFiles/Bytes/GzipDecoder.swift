import CZlib

/// Decompresses gzip, member after member, and can begin at any deflate block (like zlib's zran).
final class GzipDecoder: StreamDecoder {
  private let path: String
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: StoredInput
  private(set) var position: Int
  private var phase: Phase
  /// Whether zlib is set up for the current member.
  private var isReady = false

  private enum Phase {
    /// Before a member's header, or at the end.
    case between
    /// zlib reads header and trailer and checks the sum.
    case member
    /// Started in the middle of a member: we skip the trailer ourselves.
    case inside
    /// Bytes of the trailer left to skip.
    case trailer(Int)
  }

  /// zlib's codes for how the stream is wrapped.
  private static let gzipWrapped: Int32 = 15 + 16
  private static let unwrapped: Int32 = -15

  init(_ stored: any ByteSource, from checkpoint: DecoderCheckpoint) {
    path = stored.path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let isSplit = checkpoint.bits > 0
    input = StoredInput(stored, from: checkpoint.stored - (isSplit ? 1 : 0))
    position = checkpoint.plain
    phase = checkpoint.isInside ? .inside : .between
    let wrapping = checkpoint.isInside ? GzipDecoder.unwrapped : GzipDecoder.gzipWrapped
    isReady =
      inflateInit2_(stream, wrapping, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    if checkpoint.isInside { prime(checkpoint, isSplit: isSplit) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  private func prime(_ checkpoint: DecoderCheckpoint, isSplit: Bool) {
    if isSplit {
      guard let bytes = try? input.next(), let first = bytes.first else { return isReady = false }
      offer(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
      inflatePrime(stream, checkpoint.bits, Int32(first >> (8 - UInt8(checkpoint.bits))))
    }
    checkpoint.window.withUnsafeBufferPointer { window in
      _ = inflateSetDictionary(stream, window.baseAddress, UInt32(window.count))
    }
  }

  var storedPosition: Int { input.end - Int(stream.pointee.avail_in) }

  // MARK: Unpacking

  func decode(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> DecoderStep {
    guard isReady else { throw FileError(path: path, reason: .noMemory) }
    while true {
      if stream.pointee.avail_in == 0 {
        offer(try input.next())
        if stream.pointee.avail_in == 0 { return try withoutInput() }
      }
      switch phase {
      case .between: try begin()
      case .trailer(let left): skipTrailer(left)
      case .member, .inside:
        let count = try inflate(into: buffer)
        if count > 0 { return DecoderStep(count: count, state: .going) }
      }
    }
  }

  private func offer(_ bytes: UnsafeRawBufferPointer) {
    let start = bytes.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.next_in = start.map { UnsafeMutablePointer(mutating: $0) }
    stream.pointee.avail_in = UInt32(bytes.count)
  }

  private func withoutInput() throws(FileError) -> DecoderStep {
    guard input.hasEnded else { return DecoderStep(count: 0, state: .waiting) }
    guard case .between = phase else {
      throw FileError(path: path, reason: .cutOff(offset: storedPosition))
    }
    return DecoderStep(count: 0, state: .ended)
  }

  /// Before a member: skips padding with zeros, refuses anything that is not gzip.
  private func begin() throws(FileError) {
    guard let next = stream.pointee.next_in?.pointee else { return }
    if next == 0 {
      stream.pointee.next_in = stream.pointee.next_in?.advanced(by: 1)
      stream.pointee.avail_in -= 1
      return
    }
    guard next == 0x1F, inflateReset2(stream, GzipDecoder.gzipWrapped) == Z_OK else {
      throw damaged("what follows is not gzip")
    }
    phase = .member
  }

  private func skipTrailer(_ left: Int) {
    let skipped = min(left, Int(stream.pointee.avail_in))
    stream.pointee.next_in = stream.pointee.next_in?.advanced(by: skipped)
    stream.pointee.avail_in -= UInt32(skipped)
    phase = left == skipped ? .between : .trailer(left - skipped)
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let wanted = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(wanted)
    let code = CZlib.inflate(stream, Z_BLOCK)
    let count = wanted - Int(stream.pointee.avail_out)
    position += count
    switch code {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      if case .inside = phase { phase = .trailer(8) } else { phase = .between }
    case Z_MEM_ERROR: throw FileError(path: path, reason: .noMemory)
    default:
      let text = stream.pointee.msg.map { String(cString: $0) } ?? "its parts do not fit together"
      // What was decompressed before the fault counts; the next call meets the fault again.
      if count > 0 { return count }
      throw damaged(text)
    }
    return count
  }

  private func damaged(_ text: String) -> FileError {
    FileError(path: path, reason: .damaged(offset: storedPosition, text: text))
  }

  // MARK: Checkpoints

  func checkpoint() -> DecoderCheckpoint? {
    switch phase {
    case .trailer: return nil
    case .between: return DecoderCheckpoint(plain: position, stored: storedPosition)
    case .member, .inside: break
    }
    // 128: just after a block; 64: in the last one.
    let type = stream.pointee.data_type
    guard type & 128 != 0, type & 64 == 0 else { return nil }
    var length: UInt32 = 32 << 10
    let window = [UInt8](unsafeUninitializedCapacity: 32 << 10) { buffer, count in
      inflateGetDictionary(stream, buffer.baseAddress, &length)
      count = Int(length)
    }
    return DecoderCheckpoint(
      plain: position, stored: storedPosition, bits: type & 7, window: window, isInside: true)
  }
}
