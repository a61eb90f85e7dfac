@preconcurrency import CNcursesw
import Glibc
import Inspector

/// What the terminal data base says about the terminal, read before anything is changed.
struct TerminalCapabilities {
  let name: String
  /// Restores the terminal; see ``restoringBytes(privateModes:)``.
  let restoringBytes: [UInt8]
  /// Whether it understands ECMA-48 with private modes, as all but very old terminals do.
  let hasPrivateModes: Bool
  /// Whether it reports the mouse.
  let hasMouse: Bool
  /// Key sequences of its own.
  let keys: [[UInt8]: Key]
  /// Switches its keys to the mode described in the data base, and back.
  let keypadOn: [UInt8]
  let keypadOff: [UInt8]
  /// Whether a colour number is red, green and blue itself rather than an index.
  let hasDirectColors: Bool

  /// Looks up `TERM`.
  ///
  /// - Throws: ``TerminalError`` if it is unset, unknown or cannot address its cells.
  init(descriptor: Int32) throws(TerminalError) {
    guard let value = getenv("TERM"), value.pointee != 0 else { throw .unnamed }
    name = String(cString: value)
    var status: Int32 = 0
    guard setupterm(value, descriptor, &status) == OK else { throw .unknown(name) }
    guard let address = Self.string("cup"), Self.string("clear") != nil else {
      throw .incapable(name)
    }
    hasPrivateModes = address.starts(with: [0x1B, 0x5B])
    hasMouse = hasPrivateModes && Self.string("kmous") != nil
    keys = TerminalKeys.sequences(capability: Self.string)
    keypadOn = Self.string("smkx") ?? []
    keypadOff = Self.string("rmkx") ?? []
    hasDirectColors = tigetflag("RGB") > 0 || tigetnum("RGB") > 0
    restoringBytes = Self.restoringBytes(privateModes: hasPrivateModes)
  }

  /// Attributes, keypad, mouse, paste, scroll region, screen and cursor as a shell expects them.
  ///
  /// They may follow a sequence that was cut in half: the string terminator ends it.
  private static func restoringBytes(privateModes: Bool) -> [UInt8] {
    var bytes: [UInt8] = privateModes ? Array("\u{1B}\\".utf8) : []
    for capability in ["sgr0", "op", "rmkx", "rmir"] {
      bytes += string(capability) ?? []
    }
    if privateModes { bytes += PrivateMode.allOff + Array("\u{1B}[r".utf8) }
    for capability in ["rmcup", "cnorm"] { bytes += string(capability) ?? [] }
    return bytes
  }

  /// A string capability without its padding marks (`$<5/>`), which are for `tputs` only.
  private static func string(_ capability: String) -> [UInt8]? {
    guard let found = cncursesw_capability(capability) else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(String(cString: found).utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: [0x24, 0x3C]), let end = rest.firstIndex(of: 0x3E) {
        rest = rest[(end + 1)...]
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes.isEmpty ? nil : bytes
  }
}

/// Modes unknown to ncurses, in the DEC private notation.
enum PrivateMode {
  static let bracketedPasteOn = Array("\u{1B}[?2004h".utf8)
  static let bracketedPasteOff = Array("\u{1B}[?2004l".utf8)
  /// Presses and the wheel, with decimal coordinates if the terminal supports them.
  static let mouseOn = Array("\u{1B}[?1000h\u{1B}[?1006h".utf8)
  /// Bracketed paste and every kind of mouse report.
  static let allOff = bracketedPasteOff + Array("\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1006l".utf8)
}
