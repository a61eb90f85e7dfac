/// One line of text being typed, with a cursor between its characters.
struct LineEditor: Equatable, Sendable {
  private(set) var characters: [Character]
  /// Characters before the cursor, in 0...characters.count.
  private(set) var cursor: Int
  private var deleted: [Character] = []

  /// More than this is refused: a note is not a document.
  static let limit = 4000

  init(_ text: String = "") {
    characters = Array(text.prefix(Self.limit))
    cursor = characters.count
  }

  var text: String { String(characters) }

  var textBeforeCursor: String { String(characters[..<cursor]) }

  mutating func replace(_ text: String) { self = LineEditor(text) }

  /// Puts other text in place of all, with the cursor between the two parts.
  mutating func replace(_ before: String, cursorBefore after: String) {
    self = LineEditor(before)
    let place = cursor
    insert(after)
    cursor = place
  }

  /// Puts text in at the cursor; line ends and tabs become blanks.
  mutating func insert(_ text: String) {
    let room = max(0, Self.limit - characters.count)
    let before = String(characters[..<cursor])
    let clean = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(room)
    // Counted anew, because a combining mark joins the character before it.
    let head = Array(before + String(clean))
    characters = Array(String(head) + String(characters[cursor...]))
    cursor = min(head.count, characters.count)
  }

  /// Does what the usual editing keys do.
  ///
  /// - Returns: false for a key that does not edit.
  mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
    case .control("w"), .meta("\u{7F}"): cut(wordStart..<cursor)
    case .control("u"): cut(0..<cursor)
    case .control("k"): cut(cursor..<characters.count)
    case .control("y"): insert(String(deleted))
    case .meta("b"): cursor = wordStart
    case .meta("f"): cursor = wordEnd
    case .meta("d"): cut(cursor..<wordEnd)
    default: return false
    }
    return true
  }

  private mutating func cut(_ range: Range<Int>) {
    if !range.isEmpty { deleted = Array(characters[range]) }
    remove(range)
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    while place < characters.count, !characters[place].isWhitespace { place += 1 }
    return place
  }
}
