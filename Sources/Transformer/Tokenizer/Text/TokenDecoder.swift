/// A step that converts token strings back to text.
enum TokenDecoder: Sendable {
  /// Converts letters to bytes, see ``ByteAlphabet``; a token with any other letter is kept as is.
  case byteLevel
  case replace(SplitRule.Pattern, with: [UInt8])
  /// Converts tokens such as `<0x0A>` to bytes.
  case byteFallback
  /// Joins all tokens to one.
  case fuse
  /// Trims a character from the ends of each token, up to the given counts.
  case strip([UInt8], left: Int, right: Int)
  /// Converts marks to spaces, and drops one at the start.
  case metaspace(Metaspace)

  /// The maximum factor by which replacing may lengthen a token.
  var growth: Int {
    guard case .replace(let pattern, let content) = self else { return 1 }
    return pattern.growth(with: content)
  }

  /// The tokens after this step.
  func applied(to tokens: [[UInt8]]) throws(TokenizationError) -> [[UInt8]] {
    switch self {
    case .byteLevel:
      [
        tokens.flatMap { token in
          token.withUnsafeBufferPointer { ByteAlphabet.bytes(for: $0) } ?? token
        }
      ]
    case .replace(let pattern, let content):
      try tokens.map { token throws(TokenizationError) in
        try token.withUnsafeBufferPointer { token throws(TokenizationError) in
          try pattern.replaced(in: token, with: content)
        }
      }
    case .byteFallback: Self.joinedBytes(tokens)
    case .fuse: [Array(tokens.joined())]
    case .strip(let character, let left, let right):
      tokens.map { Self.stripped($0, of: character, left: left, right: right) }
    case .metaspace(let metaspace):
      tokens.enumerated().map { Self.spaced($1, metaspace, isFirst: $0 == 0) }
    }
  }

  /// Joins each run of byte tokens to one token; each byte that is not UTF-8 becomes U+FFFD.
  private static func joinedBytes(_ tokens: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var bytes: [UInt8] = []
    func endRun() {
      guard !bytes.isEmpty else { return }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      result.append(isValid ? bytes : bytes.flatMap { _ in Array("\u{FFFD}".utf8) })
      bytes = []
    }
    for token in tokens {
      if let byte = byte(of: token[...]) {
        bytes.append(byte)
      } else {
        endRun()
        result.append(token)
      }
    }
    endRun()
    return result
  }

  /// The byte of a token of the form `<0x0A>`.
  static func byte(of token: ArraySlice<UInt8>) -> UInt8? {
    guard token.count == 6, token.starts(with: "<0x".utf8), token.last == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: token.dropFirst(3).prefix(2), as: UTF8.self), radix: 16)
  }

  private static func stripped(
    _ token: [UInt8], of character: [UInt8], left: Int, right: Int
  ) -> [UInt8] {
    guard !character.isEmpty else { return token }
    var rest = token[...]
    var taken = 0
    while taken < left, rest.starts(with: character) {
      rest = rest.dropFirst(character.count)
      taken += 1
    }
    taken = 0
    while taken < right, rest.reversed().starts(with: character.reversed()) {
      rest = rest.dropLast(character.count)
      taken += 1
    }
    return Array(rest)
  }

  private static func spaced(
    _ token: [UInt8], _ metaspace: Metaspace, isFirst: Bool
  ) -> [UInt8] {
    let content: [UInt8] = isFirst && metaspace.scheme != .never ? [] : [0x20]
    return token.withUnsafeBufferPointer {
      SplitRule.Pattern.replaced(metaspace.mark, in: $0, with: content)
    }
  }
}
