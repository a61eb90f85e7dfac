/// A text to look for, with smart case: capitals in it are meant, else they do not matter.
struct TextSearch: Equatable, Sendable {
  let needle: String
  private let bytes: [UInt8]
  private let ignoresCase: Bool

  /// `nil` for an empty text, which would match everywhere.
  init?(_ needle: String) {
    guard !needle.isEmpty else { return nil }
    self.needle = needle
    ignoresCase = !needle.contains(where: \.isUppercase)
    bytes = Array((ignoresCase ? needle.lowercased() : needle).utf8)
  }

  func matches(_ text: String) -> Bool {
    withHaystack(text) { firstMatch(in: $0, from: 0) != nil }
  }

  /// All matches, in order and apart, as ranges of UTF-8 offsets; at most `limit`.
  ///
  /// A text whose length changes when it is lowercased has none: its offsets would be wrong.
  func ranges(in text: String, limit: Int = 1000) -> [Range<Int>] {
    withHaystack(text) { haystack in
      guard haystack.count == text.utf8.count else { return [] }
      var found: [Range<Int>] = []
      var start = 0
      while found.count < limit, let place = firstMatch(in: haystack, from: start) {
        found.append(place..<place + bytes.count)
        start = place + bytes.count
      }
      return found
    }
  }

  /// Letters beyond ASCII are folded only when the needle has some, since that copies the text.
  private func withHaystack<Result>(
    _ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let needsFullFolding = ignoresCase && bytes.contains { $0 >= 0x80 }
    var haystack = needsFullFolding ? text.lowercased() : text
    return haystack.withUTF8(body)
  }

  private func firstMatch(in haystack: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var place = start
    while place + bytes.count <= haystack.count {
      if matches(haystack, at: place) { return place }
      place += 1
    }
    return nil
  }

  private func matches(_ haystack: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    for offset in 0..<bytes.count {
      let byte = haystack[place + offset]
      let folded = ignoresCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      guard folded == bytes[offset] else { return false }
    }
    return true
  }
}
