import Inspector

/// Key sequences of the terminal's data base, other than those everybody uses.
enum TerminalKeys {
  private static let capabilities: [(name: String, key: Key)] = {
    var keys: [(String, Key)] = [
      ("kent", .enter), ("kcbt", .backTab), ("kdch1", .delete), ("kich1", .insert),
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kend", .end), ("kfnd", .home), ("kslt", .end), ("ka1", .home), ("kc1", .end),
      ("ka3", .pageUp), ("kc3", .pageDown), ("kpp", .pageUp), ("knp", .pageDown),
      ("kri", .shiftUp), ("kind", .shiftDown), ("kLFT", .shiftLeft), ("kRIT", .shiftRight),
    ]
    for number in 1...24 { keys.append(("kf\(number)", .function(number))) }
    return keys
  }()

  /// By sequence; the first key named for one counts.
  static func sequences(capability: (String) -> [UInt8]?) -> [[UInt8]: Key] {
    var found: [[UInt8]: Key] = [:]
    for (name, key) in capabilities {
      guard let bytes = capability(name), isOwn(bytes), found[bytes] == nil else { continue }
      found[bytes] = key
    }
    return found
  }

  /// Whether a sequence is ours to decode: a control code that is not a standard key, Escape and a
  /// character, or CSI or SS3.
  ///
  /// `ESC [ M` and the like begin longer sequences and cannot be keys.
  private static func isOwn(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    if bytes.count == 1 { return first < 0x20 && ![0x08, 0x09, 0x0A, 0x0D, 0x1B].contains(first) }
    guard first == 0x1B else { return false }
    let introduces = Array("[O]PX^_\u{1B}".utf8).contains(bytes[1])
    guard bytes.count > 2 else { return !introduces }
    return introduces && bytes != Array("\u{1B}[M".utf8) && bytes != Array("\u{1B}[[".utf8)
  }
}
