import Glibc

/// Zeroed memory, aligned for vectors and, when large, for huge pages.
package final class AlignedBuffer: @unchecked Sendable {  // its users coordinate access
  package let address: UnsafeMutableRawPointer
  package let byteCount: Int
  private let mapping: UnsafeMutableRawPointer?
  private let mappedCount: Int

  private static let hugePage = 1 << 21

  /// - Parameters:
  ///   - byteCount: the size; a large buffer takes memory only where it is written.
  ///   - usesHugePages: whether a large buffer uses pages of 2 MiB, which need fewer page table lookups.
  /// - Throws: ``DecoderError/outOfMemory(bytes:)``.
  package init(byteCount: Int, usesHugePages: Bool = true) throws(DecoderError) {
    self.byteCount = byteCount
    guard byteCount >= AlignedBuffer.hugePage else {
      var block: UnsafeMutableRawPointer?
      let room = max(byteCount, 64)
      guard posix_memalign(&block, 64, room) == 0, let block else {
        throw .outOfMemory(bytes: byteCount)
      }
      memset(block, 0, room)
      (address, mapping, mappedCount) = (block, nil, 0)
      return
    }
    mappedCount = byteCount + AlignedBuffer.hugePage
    let mapped = mmap(
      nil, mappedCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED else { throw .outOfMemory(bytes: byteCount) }
    mapping = mapped
    address = mapped.alignedUp(toMultipleOf: AlignedBuffer.hugePage)
    // Weights are read once per block of tokens; huge pages save a fiftieth of the time.
    madvise(address, byteCount, usesHugePages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE)
  }

  deinit {
    if let mapping { munmap(mapping, mappedCount) } else { free(address) }
  }

  /// The floats from an offset on, counted in floats.
  package func floats(at offset: Int = 0) -> UnsafeMutablePointer<Float> {
    address.assumingMemoryBound(to: Float.self) + offset
  }
}

extension UnsafeMutableRawPointer {
  fileprivate func alignedUp(toMultipleOf alignment: Int) -> UnsafeMutableRawPointer {
    let address = UInt(bitPattern: self)
    return self + Int((UInt(alignment) - address % UInt(alignment)) % UInt(alignment))
  }
}

/// A buffer that grows on demand, discarding its content.
struct ReusedMemory {
  private var buffer: AlignedBuffer?

  /// At least `byteCount` bytes, stale or zero but never uninitialized.
  mutating func reserve(_ byteCount: Int) throws(DecoderError) -> UnsafeMutableRawPointer {
    if let buffer, buffer.byteCount >= byteCount { return buffer.address }
    buffer = nil  // freed first, so that both never exist at once
    let new = try AlignedBuffer(byteCount: byteCount)
    buffer = new
    return new.address
  }

  mutating func reserve(floats count: Int) throws(DecoderError) -> UnsafeMutablePointer<Float> {
    try reserve(4 * count).assumingMemoryBound(to: Float.self)
  }

  /// Frees the memory.
  mutating func release() { buffer = nil }
}
