import Algorithms
import Arithmetic

/// One text as the features see it: bytes, words, numbers and equations.
struct TextReading {
  let bytes: [UInt8]
  let words: [Word]
  let arithmetic: ArithmeticReading

  init(_ text: String) {
    bytes = Array(text.utf8)
    words = TextReading.words(of: bytes)
    arithmetic = ArithmeticReading(text)
  }

  private static func words(of bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6 + 2)
    var index = 0
    while index < bytes.count {
      guard isLetter(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var name: UInt64 = 0xcbf2_9ce4_8422_2325
      while index < bytes.count, isLetter(bytes[index]) {
        name = FeatureKey.step(name, FeatureKey.lower(bytes[index]))
        index += 1
      }
      // LaTeX commands are not words.
      if start > 0, bytes[start - 1] == UInt8(ascii: "\\") { continue }
      words.append(Word(start: start, end: index, name: name))
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Indices of the words that lie in `range`, found by bisection.
  func words(in range: Range<Int>) -> Range<Int> {
    let first = firstWord(from: range.lowerBound)
    return first..<max(first, firstWord(from: range.upperBound))
  }

  /// The index of the first word that starts at or after `offset`.
  func firstWord(from offset: Int) -> Int {
    words.partitioningIndex { $0.start >= offset }
  }

  /// Where the sentence around `offset` begins; looks back over at most 240 bytes.
  func sentenceStart(before offset: Int) -> Int {
    var index = offset
    let limit = max(0, offset - 240)
    while index > limit {
      let byte = bytes[index - 1]
      if byte == UInt8(ascii: ";") { return index }
      if byte == 0x0a, index < 2 || !":*".utf8.contains(bytes[index - 2]) { return index }
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?"),
        index >= bytes.count || bytes[index] == 0x20
      {
        return index
      }
      index -= 1
    }
    return index
  }
}

/// Words by their lower-case letters, for looking up by hash.
struct WordSet: Sendable {
  private let names: NameIndex

  init(_ words: String) {
    names = NameIndex(
      words.split(whereSeparator: \.isWhitespace).map { FeatureKey.hash($0.utf8) })
  }

  func contains(_ word: Word) -> Bool { names[word.name] != nil }
}
