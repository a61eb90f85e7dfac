@preconcurrency import CNcursesw
import Glibc
import Inspector

/// Turns what ncurses reads into events.
struct KeyReader {
  private let input: cncursesw_window
  private let descriptor: Int32
  private var pending: InputEvent?
  private var lastPress: (time: UInt64, column: Int, row: Int)?

  /// Two presses of one cell within this time, in milliseconds, are a double press.
  private static let doublePressTime: UInt64 = 400
  /// Rest of a character whose first byte is there, in milliseconds.
  private static let characterDelay: Int32 = 25

  /// Reads from a pad of its own: reading from the screen's window would redraw it.
  init?(descriptor: Int32) {
    guard let pad = newpad(1, 1) else { return nil }
    keypad(pad, true)
    meta(pad, true)
    input = pad
    self.descriptor = descriptor
    KeyCodes.define()
  }

  func close() {
    delwin(input)
  }

  /// The next event that is there already, without waiting for one to come.
  ///
  /// Reads that mean nothing to us are stepped over.
  mutating func read(inputIsReady: Bool) -> InputEvent? {
    if let event = pending {
      pending = nil
      return event
    }
    // ncurses may hold characters that it has read ahead, so it is asked in any case.
    var delay = inputIsReady ? Self.characterDelay : 0
    while let received = receive(delay: delay) {
      if let event = event(for: received) { return event }
      delay = 0
    }
    return nil
  }

  private enum Received {
    case scalar(UInt32)
    case code(Int32)
  }

  private func receive(delay: Int32) -> Received? {
    wtimeout(input, delay)
    var value: wint_t = 0
    return switch wget_wch(input, &value) {
    case OK: .scalar(UInt32(value))
    case KEY_CODE_YES: .code(Int32(bitPattern: UInt32(value)))
    default: nil
    }
  }

  private mutating func event(for received: Received) -> InputEvent? {
    switch received {
    case .scalar(0x1B): escape()
    case .scalar(let value): Self.key(value).map { .key($0) }
    case .code(KEY_MOUSE): mouse()
    case .code(KeyCodes.pasteBegins): .paste(PasteReader(descriptor: descriptor).read())
    case .code(let code): KeyCodes.keys[code].map { .key($0) }
    }
  }

  /// A lone Escape, or one that belongs to the character right behind it.
  private mutating func escape() -> InputEvent? {
    guard let next = receive(delay: 0) else { return .key(.escape) }
    if case .scalar(let value) = next, value >= 0x20, value != 0x7F,
      let scalar = Unicode.Scalar(value)
    {
      return .key(.meta(Character(scalar)))
    }
    pending = event(for: next)
    return .key(.escape)
  }

  /// A key that is a character; `nil` for what is none.
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

  private mutating func mouse() -> InputEvent? {
    var report = MEVENT()
    guard getmouse(&report) == OK else { return nil }
    let (column, row) = (Int(report.x), Int(report.y))
    let action: MouseEvent.Action
    if report.bstate & cncursesw_wheel_up != 0 {
      action = .wheelUp
    } else if report.bstate & cncursesw_wheel_down != 0 {
      action = .wheelDown
    } else if report.bstate & cncursesw_button_pressed != 0 {
      action = press(column: column, row: row)
    } else {
      return nil
    }
    return .mouse(MouseEvent(action: action, column: column, row: row))
  }

  private mutating func press(column: Int, row: Int) -> MouseEvent.Action {
    let time = monotonicMilliseconds()
    if let last = lastPress, last.column == column, last.row == row,
      time &- last.time <= Self.doublePressTime
    {
      lastPress = nil
      return .doublePress
    }
    lastPress = (time, column, row)
    return .press
  }
}

func monotonicMilliseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
}
