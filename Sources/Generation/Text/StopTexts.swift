/// Texts that end a sample where they first occur.
struct StopTexts: Sendable {
  private let texts: [[UInt8]]

  /// Empty texts are left out.
  init(_ texts: [String]) { self.texts = texts.map { Array($0.utf8) }.filter { !$0.isEmpty } }

  var isEmpty: Bool { texts.isEmpty }
  /// Bytes of the longest one; 0 without any.
  var longest: Int { texts.map(\.count).max() ?? 0 }

  /// Where the first one is, in bytes; of several that begin there the shortest.
  ///
  /// Both are UTF-8, so that none begins or ends within a character.
  func first(in text: [UInt8]) -> Range<Int>? {
    var found: Range<Int>?
    for stop in texts {
      guard let start = Self.place(of: stop, in: text) else { continue }
      let range = start..<start + stop.count
      if let old = found, (old.lowerBound, old.count) <= (start, stop.count) { continue }
      found = range
    }
    return found
  }

  private static func place(of stop: [UInt8], in text: [UInt8]) -> Int? {
    guard stop.count <= text.count else { return nil }
    return (0...text.count - stop.count).first { start in
      text[start] == stop[0] && text[start..<start + stop.count].elementsEqual(stop)
    }
  }
}
