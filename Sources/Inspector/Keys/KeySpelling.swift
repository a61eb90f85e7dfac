/// How keys are written in the configuration, the help and the manual: `j`, `gg`, `ctrl-r`, `space`.
///
/// A sequence is a list of keys pressed one after the other; `gg` is two of them. Characters that
/// are hard to write have names, listed in ``names``.
public enum KeySpelling {
  /// Names of single keys; every other key is written as its character.
  static let names: [(name: String, key: Key)] = [
    ("space", .character(" ")), ("enter", .enter), ("tab", .tab), ("backtab", .backTab),
    ("esc", .escape), ("backspace", .backspace), ("del", .delete), ("ins", .insert),
    ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home),
    ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown), ("shift-up", .shiftUp),
    ("shift-down", .shiftDown), ("shift-left", .shiftLeft), ("shift-right", .shiftRight),
  ]
  private static let aliases = [
    "escape": "esc", "return": "enter", "delete": "del", "insert": "ins", "pageup": "pgup",
    "pagedown": "pgdn", "shift-tab": "backtab", "bs": "backspace",
  ]

  /// Reads a spelling such as `ctrl-r`, `gg` or `g space`; `nil` when it names no keys.
  public static func keys(_ spelling: String) -> [Key]? {
    let words = spelling.split(separator: " ").map(String.init)
    guard !words.isEmpty, words.count <= longestSequence else { return nil }
    var keys: [Key] = []
    for word in words {
      if let key = named(word) {
        keys.append(key)
      } else if word.hasPrefix("ctrl-") || word.hasPrefix("alt-") {
        return nil
      } else {
        keys += word.map { .character($0) }
      }
    }
    return keys.count <= longestSequence ? keys : nil
  }

  /// Writes a sequence the way ``keys(_:)`` reads it.
  public static func text(_ keys: [Key]) -> String {
    let spellings = keys.map(text)
    let separator = spellings.allSatisfy { $0.count == 1 } ? "" : " "
    return spellings.joined(separator: separator)
  }

  /// Writes one key.
  public static func text(_ key: Key) -> String {
    if let named = names.first(where: { $0.key == key }) { return named.name }
    return switch key {
    case .character(let character): String(character)
    case .control(let character): "ctrl-\(character)"
    case .meta("\u{7F}"): "alt-backspace"
    case .meta(let character): "alt-\(character)"
    case .function(let number): "f\(number)"
    default: "?"
    }
  }

  /// More keys than this in one sequence nobody remembers.
  static let longestSequence = 4

  private static func named(_ word: String) -> Key? {
    let lower = word.lowercased()
    let name = aliases[lower] ?? lower
    if let named = names.first(where: { $0.name == name }) { return named.key }
    if let character = modified(lower, by: "ctrl-") { return .control(character) }
    if lower == "alt-backspace" { return .meta("\u{7F}") }
    if lower.hasPrefix("alt-"), word.count == 5, let last = word.last { return .meta(last) }
    if lower.first == "f", let number = Int(lower.dropFirst()), (1...63).contains(number) {
      return .function(number)
    }
    return nil
  }

  private static func modified(_ word: String, by prefix: String) -> Character? {
    guard word.hasPrefix(prefix), word.count == prefix.count + 1 else { return nil }
    return word.last
  }
}
