import Inspector

/// Turns what a terminal sends into events: bytes in, events out, without a terminal or a clock.
///
/// A sequence is consumed as a whole, known or not, in however many pieces it arrives; an unknown
/// one does nothing. The reader calls ``expire(at:)`` if nothing came until ``deadline``. Times are
/// in milliseconds from any origin.
struct InputDecoder {
  /// How long bytes wait for the rest of their sequence.
  struct Patience: Equatable, Sendable {
    /// After this an Escape alone is the key.
    var escape: UInt64
    /// For this long afterwards, a late rest of the sequence is still recognized.
    var late: UInt64 = 700
    /// After this a late introducer is a key, if nothing follows it.
    var introducer: UInt64 = 500
    /// After this an unfinished sequence is discarded.
    var sequence: UInt64 = 1000
    /// After this the end mark of pasted text counts as lost.
    var paste: UInt64 = 2000
  }

  enum State: Equatable {
    case ground
    /// One Escape came, or two in a row.
    case escape(isDoubled: Bool)
    /// This introducer came after its Escape had been emitted as a key: alone it is a key.
    case late(UInt8)
    case control(ControlSequence)
    case single(ControlSequence)
    case string(ControlString)
    case consoleKey
    case plainMouse([UInt8])
    case paste
  }

  let patience: Patience
  var state = State.ground
  var characters: CharacterAssembler
  var paste = PasteBuffer()
  /// The next character follows an Escape.
  var isMeta = false
  /// The sequence began with two Escapes: its key was pressed with Alt.
  var isAlternate = false
  /// The sequence began with an Escape that was already emitted.
  var isLate = false
  /// Until when an introducer belongs to the emitted Escape.
  var escapeGivenUntil: UInt64?
  private(set) var lastByte: UInt64 = 0
  private let named: [[UInt8]: Key]
  private var events: [InputEvent] = []
  private var presses = PressCounter()

  /// - Parameters:
  /// - escapeDelay: how long a lone Escape waits for the rest of a sequence.
  /// - encoding: how characters are encoded.
  /// - named: complete sequences of keys in the terminal's data base.
  init(
    escapeDelay: UInt64, encoding: CharacterAssembler.Encoding = .utf8, named: [[UInt8]: Key] = [:]
  ) {
    patience = Patience(escape: escapeDelay)
    characters = CharacterAssembler(encoding: encoding)
    self.named = named
  }

  /// The next complete event.
  mutating func nextEvent() -> InputEvent? { events.isEmpty ? nil : events.removeFirst() }

  /// Whether the input is text up to an end mark, of which any amount may be read at once.
  var isInText: Bool {
    switch state {
    case .paste, .string: true
    default: false
    }
  }

  /// Takes bytes read at this time.
  mutating func receive(_ bytes: some Sequence<UInt8>, at time: UInt64) {
    lastByte = time
    for byte in bytes { take(byte) }
  }

  /// When waiting bytes have waited long enough; `nil` if none wait.
  var deadline: UInt64? {
    switch state {
    case .ground: nil
    case .escape: lastByte + patience.escape
    case .late: lastByte + patience.introducer
    case .control(let sequence):
      lastByte + (sequence.mayEndHere ? patience.escape : patience.sequence)
    case .string(let string):
      lastByte + (string.hasEscape || isLate ? patience.introducer : patience.sequence)
    case .single, .consoleKey, .plainMouse: lastByte + patience.sequence
    case .paste: lastByte + patience.paste
    }
  }

  /// Nothing came until this time: ends what has waited longer than its patience.
  ///
  /// An Escape becomes the key; an unfinished sequence is discarded.
  mutating func expire(at time: UInt64) {
    guard let deadline, time >= deadline else { return }
    switch state {
    case .escape(let isDoubled):
      give(.escape)
      if isDoubled { give(.escape) }
      escapeGivenUntil = time + patience.late
    case .late(let introducer): giveKey(UInt32(introducer))
    case .paste: emit(.paste(paste.takeUnfinished()))
    case .ground, .control, .single, .string, .consoleKey, .plainMouse: break
    }
    begin(.ground)
  }

  /// Discards incomplete input: another program has read the terminal meanwhile.
  mutating func reset() {
    begin(.ground)
    characters.reset()
    paste = PasteBuffer()
    isMeta = false
    escapeGivenUntil = nil
  }

  // MARK: Giving out

  mutating func emit(_ event: InputEvent) { events.append(event) }

  mutating func give(_ key: Key?) {
    if let key { emit(.key(key)) }
  }

  /// Acts on a complete sequence.
  ///
  /// A late one may have been typed after all: it moves, but produces no character.
  mutating func follow(_ meaning: SequenceMeaning) {
    let (isAlternate, isLate) = (isAlternate, isLate)
    begin(.ground)
    switch meaning {
    case .key(.character) where isLate: break
    case .key(let key): if !isAlternate { give(key) }
    case .mouse(let report): emit(.mouse(presses.event(of: report, at: lastByte)))
    case .pasteBegins: begin(.paste)
    case .plainMouseFollows: begin(.plainMouse([]))
    case .consoleKeyFollows: begin(.consoleKey)
    case .nothing: break
    }
  }

  mutating func begin(_ next: State) {
    state = next
    guard next == .ground else { return }
    isAlternate = false
    isLate = false
  }

  /// The key of a complete sequence in the terminal's data base.
  func named(_ sequence: [UInt8]) -> Key? { named.isEmpty ? nil : named[sequence] }

  var hasNames: Bool { !named.isEmpty }
}

extension InputDecoder {
  /// Emits a typed character; ignores values that are not characters.
  mutating func giveKey(_ value: UInt32) {
    if value < 0x20, hasNames, let key = named([UInt8(value)]) { return give(key) }
    give(Self.key(value))
  }

  /// A key for a character; `nil` for other values.
  static func key(_ value: UInt32) -> Key? {
    switch value {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x1B: .escape
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(value) + 0x60)))
    case 0x1C...0x1F: .control(Character(Unicode.Scalar(UInt8(value) + 0x40)))
    case 0x80...0x9F: nil
    default: Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }
}
