/// The sequence that gives text to the terminal's clipboard (OSC 52).
public enum Clipboard {
  /// The most text in bytes: xterm and tmux take sequences of about 100,000 bytes, and base64 makes
  /// four of three.
  public static let byteLimit = 74_994

  /// The sequence, or `nil` if the text is too long.
  static func sequence(for text: String) -> [UInt8]? {
    guard text.utf8.count <= byteLimit else { return nil }
    return Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [0x07]
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let digit = alphabet[bits >> (18 - 6 * place) & 0x3F]
        output.append(place <= group.count ? digit : 0x3D)
      }
    }
    return output
  }
}
