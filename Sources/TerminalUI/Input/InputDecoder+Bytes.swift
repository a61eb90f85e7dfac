import Inspector

/// The meaning of each byte in each state.
extension InputDecoder {
  mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takePlain(byte)
    case .escape(let isDoubled): takeAfterEscape(byte, isDoubled: isDoubled)
    case .late(let introducer): takeLate(byte, behind: introducer)
    case .control(let sequence): takeControl(byte, sequence)
    case .single(let sequence): takeSingle(byte, sequence)
    case .string(let string): takeString(byte, string)
    case .consoleKey: takeConsoleKey(byte)
    case .plainMouse(let bytes): takePlainMouse(byte, bytes)
    case .paste: takePasted(byte)
    }
  }

  // MARK: Characters

  private mutating func takePlain(_ byte: UInt8) {
    if let until = escapeGivenUntil {
      escapeGivenUntil = nil
      if lastByte <= until, Self.lateIntroducers.contains(byte) { return begin(.late(byte)) }
    }
    switch characters.take(byte) {
    case .unfinished: break
    case .invalid(let isAgain):
      isMeta = false
      if isAgain { take(byte) }
    case .complete(let scalar): takeCharacter(scalar)
    }
  }

  private mutating func takeCharacter(_ scalar: Unicode.Scalar) {
    let isMeta = isMeta
    self.isMeta = false
    if scalar == "\u{1B}" { return begin(.escape(isDoubled: false)) }
    if let next = Self.introduced(byC1: scalar.value) { return begin(next) }
    if isMeta, scalar.value >= 0xA0 { return give(.meta(Character(scalar))) }
    giveKey(scalar.value)
  }

  // MARK: Escape

  private mutating func takeAfterEscape(_ byte: UInt8, isDoubled: Bool) {
    if byte == 0x1B {
      if isDoubled { give(.escape) }
      return begin(.escape(isDoubled: true))
    }
    if hasNames, let key = named([0x1B, byte]) {
      begin(.ground)
      return give(key)
    }
    if let next = Self.introduced(byEscape: byte) {
      begin(next)
      isAlternate = isDoubled
      return
    }
    begin(.ground)
    if isDoubled { give(.escape) }
    takeWithAlt(byte)
  }

  /// Alt and a character; Alt with a control code is not a key.
  private mutating func takeWithAlt(_ byte: UInt8) {
    switch byte {
    case 0x20...0x7E: give(.meta(Character(Unicode.Scalar(byte))))
    case 0x08, 0x7F: give(.meta("\u{7F}"))
    case 0x80...:
      isMeta = true
      takePlain(byte)
    default: break
    }
  }

  private static func introduced(byEscape byte: UInt8) -> State? {
    switch byte {
    case UInt8(ascii: "["): .control(ControlSequence())
    case UInt8(ascii: "O"): .single(ControlSequence())
    case UInt8(ascii: "]"): .string(ControlString(endsAtBell: true))
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      .string(ControlString(endsAtBell: false))
    default: nil
    }
  }

  /// C1 controls are Escape and a capital in one byte; the others mean nothing to us.
  private static func introduced(byC1 value: UInt32) -> State? {
    guard (0x80...0x9F).contains(value) else { return nil }
    return introduced(byEscape: UInt8(value) - 0x40)
  }

  // MARK: The rest of a sequence whose Escape was given out

  /// Introducers of sequences that terminals send unasked or as answers.
  private static let lateIntroducers = Array("[O]P_".utf8)

  /// Followed by a byte that fits, it is a sequence; before another Escape it was cut off; else two
  /// keys were typed.
  private mutating func takeLate(_ byte: UInt8, behind introducer: UInt8) {
    begin(.ground)
    guard byte != 0x1B else { return take(byte) }
    guard Self.fits(byte, behind: introducer), let next = Self.introduced(byEscape: introducer)
    else {
      giveKey(UInt32(introducer))
      return take(byte)
    }
    emit(.escapeContinued)
    begin(next)
    isLate = true
    take(byte)
  }

  private static func fits(_ byte: UInt8, behind introducer: UInt8) -> Bool {
    switch introducer {
    case UInt8(ascii: "["): (0x20...0x7E).contains(byte)
    // Small letters are keys that a person may press after O.
    case UInt8(ascii: "O"): (0x30...0x5A).contains(byte)
    case UInt8(ascii: "]"): (0x30...0x39).contains(byte)
    case UInt8(ascii: "P"): (0x30...0x3F).contains(byte) || Array("!$+".utf8).contains(byte)
    default: byte == UInt8(ascii: "G")
    }
  }

  // MARK: Sequences

  private mutating func takeControl(_ byte: UInt8, _ sequence: ControlSequence) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .unfinished: state = .control(sequence)
    case .complete(let final):
      let whole = [0x1B, UInt8(ascii: "[")] + sequence.bytes + [final]
      follow(named(whole).map { .key($0) } ?? SequenceMeaning(control: sequence, final: final))
    case .broken: breakOff(at: byte)
    }
  }

  private mutating func takeSingle(_ byte: UInt8, _ sequence: ControlSequence) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .unfinished: state = .single(sequence)
    case .complete(let final):
      let whole = [0x1B, UInt8(ascii: "O")] + sequence.bytes + [final]
      follow(named(whole).map { .key($0) } ?? SequenceMeaning(single: sequence, final: final))
    case .broken: breakOff(at: byte)
    }
  }

  /// The rest was lost; what comes instead is typed or begins a sequence of its own.
  private mutating func breakOff(at byte: UInt8) {
    begin(.ground)
    guard byte != 0x18, byte != 0x1A else { return }  // CAN and SUB say so themselves
    take(byte)
  }

  private mutating func takeConsoleKey(_ byte: UInt8) {
    guard (0x20...0x7E).contains(byte) else { return breakOff(at: byte) }
    follow(SequenceMeaning(console: byte))
  }

  private mutating func takePlainMouse(_ byte: UInt8, _ bytes: [UInt8]) {
    guard byte >= 0x20 else { return breakOff(at: byte) }
    guard bytes.count == 2 else { return begin(.plainMouse(bytes + [byte])) }
    follow(MouseReport(plain: bytes + [byte]).map { .mouse($0) } ?? .nothing)
  }

  private mutating func takeString(_ byte: UInt8, _ string: ControlString) {
    var string = string
    begin(string.isComplete(after: byte) ? .ground : .string(string))
  }

  private mutating func takePasted(_ byte: UInt8) {
    guard let text = paste.take(byte) else { return }
    begin(.ground)
    emit(.paste(text))
  }
}
