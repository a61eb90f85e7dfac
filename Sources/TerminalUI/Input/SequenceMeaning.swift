import Inspector

/// The meaning of a complete sequence.
enum SequenceMeaning: Equatable {
  case key(Key)
  case mouse(MouseReport)
  case pasteBegins
  /// Three bytes follow: the mouse, in terminals without SGR reports.
  case plainMouseFollows
  /// One byte follows: a function key of the Linux console.
  case consoleKeyFollows
  /// An unrequested answer, a key we do not use, or an unknown sequence.
  case nothing

  init(_ key: Key?) { self = key.map { .key($0) } ?? .nothing }
}

extension SequenceMeaning {
  /// Of `CSI … final`.
  init(control sequence: ControlSequence, final: UInt8) {
    switch (sequence.marker, final) {
    case (nil, UInt8(ascii: "[")) where sequence.bytes.isEmpty: self = .consoleKeyFollows
    case (nil, UInt8(ascii: "M")) where sequence.bytes.isEmpty: self = .plainMouseFollows
    case (nil, _): self.init(parameters: sequence.parameters, final: final)
    case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
      let numbers = sequence.parameters?.map { $0.first ?? nil } ?? []
      self =
        MouseReport(numbers, isRelease: final == UInt8(ascii: "m")).map { .mouse($0) } ?? .nothing
    default: self = .nothing
    }
  }

  private init(parameters: [[Int?]]?, final: UInt8) {
    guard let parameters else {
      self = .nothing
      return
    }
    switch final {
    case UInt8(ascii: "~"): self.init(numbered: parameters)
    case UInt8(ascii: "u"): self.init(KeyboardProtocol.key(parameters))
    // With numbers it may also be a cursor position report.
    case UInt8(ascii: "R") where parameters.count > 1: self = .nothing
    default:
      guard parameters.count <= 2, parameters.count == 2 || parameters == [[nil]] else {
        self = .nothing
        return
      }
      self.init(Self.named(final, KeyState(parameters.count > 1 ? parameters[1] : nil)))
    }
  }

  /// Of `SS3 final`; older terminals put a modifier between.
  init(single sequence: ControlSequence, final: UInt8) {
    guard let parameters = sequence.parameters, let last = parameters.last else {
      self = .nothing
      return
    }
    let state = KeyState(last)
    let isPlain = state.modifiers.isEmpty && !state.isRelease
    // Small letters are the number pad; rxvt's a to d are arrows with Control.
    let named = final < 0x60 ? Self.named(final, state) : nil
    self.init(named ?? (isPlain ? Self.keypad[final] : nil))
  }

  /// Of `ESC [ [ final`, the Linux console's F1 to F5.
  init(console final: UInt8) {
    self.init((0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : nil)
  }

  // MARK: Keys with a letter

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    UInt8(ascii: "Z"): .backTab,
    // rxvt has its own letters for Shift and the arrows.
    UInt8(ascii: "a"): .shiftUp, UInt8(ascii: "b"): .shiftDown,
    UInt8(ascii: "c"): .shiftRight, UInt8(ascii: "d"): .shiftLeft,
  ]

  private static let shifted: [Key: Key] = [
    .up: .shiftUp, .down: .shiftDown, .left: .shiftLeft, .right: .shiftRight, .backTab: .backTab,
  ]

  private static func named(_ final: UInt8, _ state: KeyState) -> Key? {
    guard !state.isRelease, let key = letters[final] else { return nil }
    if state.modifiers.isEmpty { return key }
    return state.modifiers == .shift ? shifted[key] : nil
  }

  /// The number pad in application mode.
  private static let keypad: [UInt8: Key] = {
    var keys: [UInt8: Key] = [
      UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab, UInt8(ascii: "X"): .character("="),
    ]
    for (place, character) in "*+,-./0123456789".enumerated() {
      keys[UInt8(ascii: "j") + UInt8(place)] = .character(character)
    }
    return keys
  }()

  // MARK: Keys with a number

  private static let numbers: [Int: Key] = {
    var keys: [Int: Key] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]
    // The gaps follow the VT220's keyboard.
    let functions = Array(11...15) + Array(17...21) + [23, 24, 25, 26, 28, 29] + Array(31...34)
    for (place, number) in functions.enumerated() { keys[number] = .function(place + 1) }
    return keys
  }()

  private init(numbered parameters: [[Int?]]) {
    guard let number = parameters[0].first ?? nil else {
      self = .nothing
      return
    }
    let state = KeyState(parameters.count > 1 ? parameters[1] : nil)
    switch number {
    case 200: self = parameters.count == 1 ? .pasteBegins : .nothing
    case 27 where parameters.count == 3:
      self.init(KeyboardProtocol.otherKey(parameters[2].first ?? nil, state.modifiers))
    case _ where state.modifiers.isEmpty && !state.isRelease && parameters.count <= 2:
      self.init(Self.numbers[number])
    default: self = .nothing
    }
  }
}
