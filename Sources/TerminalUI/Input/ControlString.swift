/// A string between its introducer (OSC, DCS, APC, PM or SOS) and its terminator; its content is
/// ignored.
struct ControlString: Equatable {
  /// OSC also ends at BEL.
  let endsAtBell: Bool
  /// The last byte was an Escape: a backslash would end the string.
  private(set) var hasEscape = false
  /// Remaining bytes of the current character: 0x9C is part of many.
  private var restOfCharacter = 0

  init(endsAtBell: Bool) { self.endsAtBell = endsAtBell }

  /// Takes the next byte.
  ///
  /// An Escape before anything but the backslash counts as content: if it started something else,
  /// the rest of the string would be typed.
  mutating func isComplete(after byte: UInt8) -> Bool {
    if hasEscape, byte == UInt8(ascii: "\\") { return true }
    hasEscape = byte == 0x1B
    if restOfCharacter > 0, (0x80...0xBF).contains(byte) {
      restOfCharacter -= 1
      return false
    }
    restOfCharacter =
      switch byte {
      case 0xC2...0xDF: 1
      case 0xE0...0xEF: 2
      case 0xF0...0xF4: 3
      default: 0
      }
    switch byte {
    case 0x07: return endsAtBell
    case 0x18, 0x1A, 0x9C: return true  // CAN, SUB, ST
    default: return false
    }
  }
}
