@preconcurrency import CNcursesw
import Inspector

/// What ncurses calls the keys, and sequences that its data base may lack.
enum KeyCodes {
  /// Codes of our own, above all that ncurses gives out.
  static let pasteBegins: Int32 = 0x4000
  static let pasteEnds: Int32 = 0x4001

  static let keys: [Int32: Key] = {
    var keys: [Int32: Key] = [
      KEY_ENTER: .enter, KEY_BTAB: .backTab, KEY_BACKSPACE: .backspace, KEY_DC: .delete,
      KEY_IC: .insert, KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
      KEY_HOME: .home, KEY_END: .end, KEY_FIND: .home, KEY_SELECT: .end, KEY_A1: .home,
      KEY_C1: .end, KEY_A3: .pageUp, KEY_C3: .pageDown, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
      KEY_SR: .shiftUp, KEY_SF: .shiftDown, KEY_SLEFT: .shiftLeft, KEY_SRIGHT: .shiftRight,
    ]
    for number in 1...24 { keys[KEY_F0 + Int32(number)] = .function(number) }
    return keys
  }()

  /// Both spellings that terminals have for a key, whatever the data base says of this one.
  private static let sequences: [(String, Int32)] = [
    ("[200~", pasteBegins), ("[201~", pasteEnds),
    ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT),
    ("OA", KEY_UP), ("OB", KEY_DOWN), ("OC", KEY_RIGHT), ("OD", KEY_LEFT),
    ("[H", KEY_HOME), ("[F", KEY_END), ("OH", KEY_HOME), ("OF", KEY_END),
    ("[1~", KEY_HOME), ("[4~", KEY_END), ("[7~", KEY_HOME), ("[8~", KEY_END),
    ("[2~", KEY_IC), ("[3~", KEY_DC), ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE), ("[Z", KEY_BTAB),
    ("[1;2A", KEY_SR), ("[1;2B", KEY_SF), ("[1;2C", KEY_SRIGHT), ("[1;2D", KEY_SLEFT),
  ]

  static func define() {
    for (sequence, code) in sequences { define_key("\u{1B}" + sequence, code) }
  }
}
