/// Consecutive bytes to search for, each with up to two values: letters in both cases.
struct ByteRun: Equatable, Sendable {
  /// Allowed values per place, shape (bytes); the same value twice if only one is allowed.
  let values: [SIMD2<UInt8>]
  /// The two places whose bytes are rarest.
  let pair: BytePair

  /// `nil` for no bytes.
  init?(_ values: [SIMD2<UInt8>]) {
    guard !values.isEmpty else { return nil }
    self.values = values
    let rarest = values.indices.sorted {
      ByteFrequency.of(values[$0]) < ByteFrequency.of(values[$1])
    }
    let first = rarest[0]
    // Two equal bytes are less selective than two different ones.
    let second =
      rarest.dropFirst().first { values[$0] != values[first] } ?? rarest.dropFirst().first ?? first
    pair = BytePair(
      firstOffset: min(first, second), secondOffset: max(first, second),
      firstValues: values[min(first, second)], secondValues: values[max(first, second)])
  }

  /// Exactly these bytes, or with ASCII letters in either case.
  init?(_ bytes: some Sequence<UInt8>, ignoringCase: Bool) {
    self.init(bytes.map { ByteRun.values($0, ignoringCase: ignoringCase) })
  }

  static func values(_ byte: UInt8, ignoringCase: Bool) -> SIMD2<UInt8> {
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    return ignoringCase && isLetter ? SIMD2(byte | 0x20, byte & 0xDF) : SIMD2(byte, byte)
  }

  /// Whether the run matches at `place`.
  func stands(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard place + values.count <= bytes.count else { return false }
    for offset in values.indices {
      let byte = bytes[place + offset]
      guard byte == values[offset].x || byte == values[offset].y else { return false }
    }
    return true
  }

  /// The first match from `start` on; O(bytes · run) at worst, and some gigabytes per second for a
  /// rare run.
  func firstPlace(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    BytePairScanner(pair).firstPlace(in: bytes, from: start) { stands(at: $0, in: bytes) }
  }
}

/// How frequent a byte is in records of mathematics, as a rank: only the order matters.
enum ByteFrequency {
  /// The most frequent first, in JSON of English mathematics with LaTeX.
  private static let frequent = Array(
    " etaoinsr\\hldcu1m20fp,3.gb4ywv\"6({})5=:8$-7x9+n*/k'^_[]".utf8)
  private static let ranks: [Int] = {
    var ranks = [Int](repeating: 0, count: 256)
    for (place, byte) in frequent.enumerated() where ranks[Int(byte)] == 0 {
      ranks[Int(byte)] = frequent.count - place
    }
    // First and second bytes of other alphabets are frequent where they occur at all.
    for byte in 0x80...0xFF { ranks[byte] = 20 }
    return ranks
  }()

  static func of(_ values: SIMD2<UInt8>) -> Int {
    max(ranks[Int(values.x)], ranks[Int(values.y)])
  }
}
