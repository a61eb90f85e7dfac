import CLibCrypto

/// The identity of a trajectory: labels follow its text, not its file or line number.
///
/// SHA-256 over the problem and then each step, each preceded by its length in UTF-8 bytes as 8
/// little-endian bytes. Records with the same text share a verdict.
public struct TrajectoryDigest: Equatable, Hashable, Sendable, Comparable {
  /// The 32 bytes as four numbers, the first byte in the highest place of the first.
  private let words: SIMD4<UInt64>

  /// Hashes a problem and its steps, in time linear in the text.
  public init(problem: String, steps: [String]) {
    var hash = SHA256Stream()
    hash.update(textWithLength: problem)
    for step in steps { hash.update(textWithLength: step) }
    words = hash.finishedWords()
  }

  /// A digest kept elsewhere as its 32 bytes; `nil` when there are not 32.
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

  /// The first 8 bytes as one number: enough to tell apart the trajectories of any set.
  public var prefix: UInt64 { words[0] }

  /// 64 hexadecimal digits.
  public var hexadecimal: String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
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
  fileprivate init(bigEndianBytes bytes: UnsafeRawBufferPointer) {
    self.init()
    for place in indices {
      let word = bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
      self[place] = UInt64(bigEndian: word)
    }
  }
}

extension Trajectory {
  /// Computed anew at each call, in time linear in the text: keep it where it is needed often.
  public var digest: TrajectoryDigest { TrajectoryDigest(problem: problem, steps: steps) }
}

/// SHA-256 over bytes that arrive piece by piece.
public struct SHA256Stream: ~Copyable {
  private let context: OpaquePointer?

  /// Looked up once, as OpenSSL 3 would search its providers at every start, and never changed.
  private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  /// A hash of nothing yet.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, SHA256Stream.algorithm, nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  mutating func update(textWithLength text: String) {
    var text = text
    text.withUTF8 { utf8 in
      withUnsafeBytes(of: UInt64(utf8.count).littleEndian) { update($0) }
      update(UnsafeRawBufferPointer(utf8))
    }
  }

  /// The 32 bytes of the digest; nothing may be added afterwards.
  public consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return digest
  }

  fileprivate consuming func finishedWords() -> SIMD4<UInt64> {
    var digest = SIMD32<UInt8>()
    return withUnsafeMutableBytes(of: &digest) { bytes in
      EVP_DigestFinal_ex(context, bytes.baseAddress, nil)
      return SIMD4(bigEndianBytes: UnsafeRawBufferPointer(bytes))
    }
  }
}
