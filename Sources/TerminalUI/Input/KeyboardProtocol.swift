import Inspector

/// Keys by character code: kitty's protocol and xterm's formats of "other keys".
///
/// We never request them, but an earlier program or the user's settings may have. Sources: kitty's
/// "Comprehensive keyboard handling in terminals", xterm's ctlseqs (XTMODKEYS).
enum KeyboardProtocol {
  /// Of `CSI code:shifted:base ; modifiers:event ; text u`.
  static func key(_ parameters: [[Int?]]) -> Key? {
    let state = KeyState(parameters.count > 1 ? parameters[1] : nil)
    guard parameters.count <= 3, !state.isRelease, let code = parameters[0].first ?? nil else {
      return nil
    }
    if let special = special(code, state.modifiers) { return special.key }
    if parameters.count == 3, state.modifiers.isSubset(of: .shift), let text = parameters[2][0] {
      return parameters[2].count == 1 ? character(text).map { .character($0) } : nil
    }
    let given: Int? = parameters[0].count > 1 ? parameters[0][1] : nil
    return typed(code, shifted: given ?? shifted(code), state.modifiers)
  }

  /// Of `CSI 27 ; modifiers ; code ~`, where the code is that of the character with Shift applied.
  static func otherKey(_ code: Int?, _ modifiers: KeyModifiers) -> Key? {
    guard let code else { return nil }
    if let special = special(code, modifiers) { return special.key }
    return typed(code, shifted: code, modifiers)
  }

  private static func typed(_ code: Int, shifted: Int?, _ modifiers: KeyModifiers) -> Key? {
    switch modifiers {
    case []: return character(code).map { .character($0) }
    case .shift: return shifted.flatMap(character).map { .character($0) }
    case .alt: return character(code).map { .meta($0) }
    case [.alt, .shift]: return shifted.flatMap(character).map { .meta($0) }
    case .control: return controlled(code)
    default: return nil
    }
  }

  // MARK: Keys without a character

  /// A key, or the absence of one for these modifiers.
  private struct Special {
    var key: Key?
  }

  private static func special(_ code: Int, _ modifiers: KeyModifiers) -> Special? {
    switch code {
    case 13, 57414: Special(key: modifiers.isSubset(of: [.shift, .control]) ? .enter : nil)
    case 9: Special(key: modifiers.isEmpty ? .tab : modifiers == .shift ? .backTab : nil)
    case 27: Special(key: modifiers.isSubset(of: .shift) ? .escape : nil)
    case 8, 127: Special(key: backspace(modifiers))
    case 0xE000...0xF8FF: Special(key: modifiers.isEmpty ? functional(code) : nil)
    default: nil
    }
  }

  private static func backspace(_ modifiers: KeyModifiers) -> Key? {
    if modifiers == .alt { return .meta("\u{7F}") }
    return modifiers.isSubset(of: [.shift, .control]) ? .backspace : nil
  }

  /// kitty's numbers in Unicode's private area: F13 and up, and the number pad.
  private static func functional(_ code: Int) -> Key? {
    let pad: [Key] = [
      .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
    ]
    let signs = Array("./*-+\r=,")
    switch code {
    case 57376...57398: return .function(code - 57376 + 13)
    case 57399...57408: return .character(Character("\(code - 57399)"))
    case 57409...57416: return .character(signs[code - 57409])
    case 57417...57426: return pad[code - 57417]
    default: return nil
    }
  }

  // MARK: Characters

  private static func character(_ code: Int) -> Character? {
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init),
      scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value)
    else { return nil }
    return Character(scalar)
  }

  /// The shifted character of a key; `nil` if it depends on the keyboard and the terminal did not
  /// say.
  private static func shifted(_ code: Int) -> Int? {
    guard let plain = character(code) else { return nil }
    if " !@#$%^&*()_+{}|:\"<>?~".contains(plain) { return code }
    let upper = plain.uppercased().unicodeScalars
    guard plain.isLetter, upper.count == 1 else { return nil }
    return upper.first.map { Int($0.value) }
  }

  /// Control and a letter are the traditional control code.
  private static func controlled(_ code: Int) -> Key? {
    guard let byte = UInt8(exactly: code) else { return nil }
    switch byte {
    case 0x20, 0x40: return .control(" ")
    case 0x5B...0x5F, 0x61...0x7A: return InputDecoder.key(UInt32(byte & 0x1F))
    case UInt8(ascii: "/"): return .control("_")
    default: return nil
    }
  }
}
