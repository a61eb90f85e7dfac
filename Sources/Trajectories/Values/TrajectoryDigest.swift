/// The identity of a trajectory: labels follow its text, not its file or line number.
///
/// SHA-256 over the problem and then each step, each preceded by its length in UTF-8 bytes as 8
/// little-endian bytes. Records with the same text share a verdict.
public struct TrajectoryDigest: Equatable, Hashable, Sendable, Comparable {
  /// The 32 bytes as four numbers, big-endian.
  private let words: SIMD4<UInt64>

  /// Hashes a problem and its steps, in time linear in the text.
  public init(problem: String, steps: [String]) {
    var hash = SHA256Stream()
    hash.update(textWithLength: problem)
    for step in steps { hash.update(textWithLength: step) }
    words = hash.finishedWords()
  }

  /// A digest from its 32 bytes; `nil` for any other count.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    words = bytes.withUnsafeBytes { SIMD4(bigEndianBytes: $0) }
  }

  /// The digest written as 64 hexadecimal digits; `nil` when `hexadecimal` is anything else.
  public init?(hexadecimal: String) {
    let digits = hexadecimal.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
    guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
    self.init(bytes: stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  /// 32 bytes.
  public var bytes: [UInt8] {
    words.indices.flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: words[word] >> $0) }
    }
  }

  /// The first 8 bytes as one number: enough to distinguish the trajectories of any set.
  public var prefix: UInt64 { words[0] }

  /// 64 hexadecimal digits.
  public var hexadecimal: String {
    bytes.hexadecimal
  }

  /// The order of the bytes.
  public static func < (left: TrajectoryDigest, right: TrajectoryDigest) -> Bool {
    for place in left.words.indices where left.words[place] != right.words[place] {
      return left.words[place] < right.words[place]
    }
    return false
  }
}

extension SIMD4<UInt64> {
  init(bigEndianBytes bytes: UnsafeRawBufferPointer) {
    self.init()
    for place in indices {
      let word = bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
      self[place] = UInt64(bigEndian: word)
    }
  }
}

extension Trajectory {
  /// Computed at each call, in time linear in the text: keep it if you need it often.
  public var digest: TrajectoryDigest { TrajectoryDigest(problem: problem, steps: steps) }
}
