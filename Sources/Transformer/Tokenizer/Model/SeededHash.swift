/// Hashes with a random seed per process, so that no file can force collisions.
struct SeededHash: Sendable {
  private let seed: UInt64
  /// The seed; odd, so that multiplication by it is invertible.
  private let factor: UInt64

  init() {
    var generator = SystemRandomNumberGenerator()
    seed = generator.next()
    factor = generator.next() | 1
  }

  /// The hash of some bytes, eight at a time.
  @inline(__always)
  func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return seed }
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      state = mixed(state ^ base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mixed(state ^ tail)
  }

  /// The hash of two words.
  @inline(__always)
  func hash(_ first: UInt64, _ second: UInt64) -> UInt64 { mixed(mixed(seed ^ first) ^ second) }

  /// The hash of one word.
  @inline(__always)
  func hash(_ word: UInt64) -> UInt64 { mixed(seed ^ word) }

  /// The two halves of the 128-bit product, combined by xor: every input bit affects every output
  /// bit.
  @inline(__always)
  private func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}
