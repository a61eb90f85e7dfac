import CLibCrypto

/// SHA-256 over bytes that arrive piece by piece.
public struct SHA256Stream: ~Copyable {
  private let context: OpaquePointer?

  /// Looked up once and never changed: OpenSSL 3 would search its providers at every start.
  private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  /// The hash of nothing yet.
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

  /// The 32 bytes of the digest.
  public consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return digest
  }

  consuming func finishedWords() -> SIMD4<UInt64> {
    var digest = SIMD32<UInt8>()
    return withUnsafeMutableBytes(of: &digest) { bytes in
      EVP_DigestFinal_ex(context, bytes.baseAddress, nil)
      return SIMD4(bigEndianBytes: UnsafeRawBufferPointer(bytes))
    }
  }

  /// The digest as 64 hexadecimal digits.
  public consuming func finishedDigits() -> String { finish().hexadecimal }

  /// The digest of these bytes as 64 hexadecimal digits.
  public static func digits(of bytes: [UInt8]) -> String {
    var hash = SHA256Stream()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finishedDigits()
  }
}

extension [UInt8] {
  /// Two digits a byte.
  var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
