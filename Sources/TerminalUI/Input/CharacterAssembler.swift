import Glibc

/// Assembles characters from bytes that may arrive one by one.
struct CharacterAssembler: Equatable {
  /// How the terminal encodes typed characters.
  enum Encoding: Equatable, Sendable {
    case utf8
    /// One byte a character, as in ISO 8859-1 locales.
    case latin1
  }

  /// The result of taking a byte.
  enum Step: Equatable {
    case complete(Unicode.Scalar)
    /// More bytes belong to it.
    case unfinished
    /// The bytes so far are not a character. The last one starts over if `isAgain`.
    case invalid(isAgain: Bool)
  }

  let encoding: Encoding
  private var bytes: [UInt8] = []
  private var length = 0

  init(encoding: Encoding) { self.encoding = encoding }

  /// Whether a character has begun but is not complete.
  var isUnfinished: Bool { !bytes.isEmpty }

  /// Takes the next byte; C1 controls may arrive as UTF-8 or as a single byte.
  mutating func take(_ byte: UInt8) -> Step {
    if bytes.isEmpty { return begin(byte) }
    guard (0x80...0xBF).contains(byte) else {
      bytes = []
      return .invalid(isAgain: true)
    }
    bytes.append(byte)
    guard bytes.count == length else { return .unfinished }
    defer { bytes = [] }
    // The standard library refuses overlong forms and surrogates.
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard text.count == 1, let scalar = text.first,
      scalar != "\u{FFFD}" || bytes == [0xEF, 0xBF, 0xBD]
    else { return .invalid(isAgain: false) }
    return .complete(scalar)
  }

  private mutating func begin(_ byte: UInt8) -> Step {
    if byte < 0xA0 || encoding == .latin1 { return .complete(Unicode.Scalar(byte)) }
    switch byte {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return .invalid(isAgain: false)
    }
    bytes = [byte]
    return .unfinished
  }

  /// Forgets a character that is not complete.
  mutating func reset() { bytes = [] }
}

extension CharacterAssembler.Encoding {
  /// That of the process's locale; UTF-8 in a locale without other characters, such as C, because
  /// terminals send it anyway.
  static var ofLocale: Self {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return .utf8 }
    let codeset = String(cString: name).uppercased()
    return ["ISO-8859-1", "ISO8859-1", "ISO-8859-15", "ISO8859-15"].contains(codeset)
      ? .latin1 : .utf8
  }
}
