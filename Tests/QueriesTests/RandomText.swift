import TestSupport

/// Texts, and the plain way to look into them.
enum RandomText {
  static func text(
    _ alphabet: [Character], _ count: Int, _ generator: inout SeededGenerator
  ) -> String {
    String((0..<count).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
  }

  /// Smart case by Unicode's own mappings, for characters whose cases are simple.
  static func holds(_ needle: String, in text: String) -> Bool {
    let ignoresCase = !needle.contains(where: \.isUppercase)
    let wanted = Array((ignoresCase ? needle.lowercased() : needle).utf8)
    let bytes = Array((ignoresCase ? text.lowercased() : text).utf8)
    guard wanted.count <= bytes.count else { return false }
    return (0...bytes.count - wanted.count).contains {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
