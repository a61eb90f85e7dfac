import CLibCrypto

/// The identity of a trajectory: labels follow its text, not its file or line number.
///
/// SHA-256 over the problem and then each step, each preceded by its length in UTF-8 bytes as 8
/// little-endian bytes. Records with the same text share a verdict.
public struct TrajectoryDigest: Equatable, Hashable, Sendable, Comparable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// Hashes a problem and its steps, in time linear in the text.
  public init(problem: String, steps: [String]) {
    var hash = SHA256Stream()
    for text in [problem] + steps {
      hash.update(textWithLength: text)
    }
    bytes = hash.finish()
  }

  /// A digest kept elsewhere as its 32 bytes; `nil` when there are not 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// The digest written as 64 hexadecimal digits; `nil` when `hexadecimal` is anything else.
  public init?(hexadecimal: String) {
    let digits = hexadecimal.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
    guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// 64 hexadecimal digits.
  public var hexadecimal: String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The order of the bytes.
  public static func < (left: TrajectoryDigest, right: TrajectoryDigest) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension Trajectory {
  /// Computed anew at each call, in time linear in the text: keep it where it is needed often.
  public var digest: TrajectoryDigest { TrajectoryDigest(problem: problem, steps: steps) }
}

/// SHA-256 over bytes that arrive piece by piece.
public struct SHA256Stream: ~Copyable {
  private let context: OpaquePointer?

  /// A hash of nothing yet.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
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
}
