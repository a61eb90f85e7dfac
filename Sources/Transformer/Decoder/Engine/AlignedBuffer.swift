import Glibc

/// Zeroed memory at an address that suits vectors and, when it is large, huge pages.
package final class AlignedBuffer: @unchecked Sendable {  // whoever shares it says who writes when
  package let address: UnsafeMutableRawPointer
  package let byteCount: Int
  private let mapping: UnsafeMutableRawPointer?
  private let mappedCount: Int

  private static let hugePage = 1 << 21

  /// - Parameters:
  ///   - byteCount: how many bytes; their zeros take no memory before they are written when there are many.
  ///   - usesHugePages: whether large memory is taken in pieces of 2 MiB, which are quicker to find one's way in.
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
    // Weights are walked once a block of tokens: a fiftieth less time is lost in page tables.
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

/// Memory that grows when more is asked for, and then forgets its content.
struct ReusedMemory {
  private var buffer: AlignedBuffer?

  /// At least `byteCount` bytes; what they hold is stale or zero, never uninitialized.
  mutating func reserve(_ byteCount: Int) throws(DecoderError) -> UnsafeMutableRawPointer {
    if let buffer, buffer.byteCount >= byteCount { return buffer.address }
    buffer = nil  // before the new one: never both
    let new = try AlignedBuffer(byteCount: byteCount)
    buffer = new
    return new.address
  }

  mutating func reserve(floats count: Int) throws(DecoderError) -> UnsafeMutablePointer<Float> {
    try reserve(4 * count).assumingMemoryBound(to: Float.self)
  }

  /// Gives the memory back.
  mutating func release() { buffer = nil }
}
