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

  /// Whether there is an equation, even one that cannot be read.
  var hasComputation: Bool {
    !arithmetic.equations.isEmpty || !arithmetic.algebra.isEmpty || arithmetic.hasOpaqueEquation
  }

  private static func words(of bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6 + 2)
    var index = 0
    while index < bytes.count {
      var letter = letterLength(bytes, at: index)
      guard letter > 0 else {
        index += 1
        continue
      }
      let start = index
      var name: UInt64 = 0xcbf2_9ce4_8422_2325
      while letter > 0 {
        for place in index..<index + letter {
          name = FeatureKey.step(name, FeatureKey.lower(bytes, at: place))
        }
        index += letter
        letter = letterLength(bytes, at: index)
      }
      // LaTeX commands are not words.
      if start > 0, bytes[start - 1] == UInt8(ascii: "\\") { continue }
      words.append(Word(start: start, end: index, name: name))
    }
    return words
  }

  /// The bytes of the Latin letter at an offset, with or without diacritics (up to U+023F); 0 for none.
  @inline(__always)
  private static func letterLength(_ bytes: [UInt8], at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    let byte = bytes[index]
    if (byte | 0x20) &- 0x61 < 26 { return 1 }
    guard (0xc3...0xc8).contains(byte), index + 1 < bytes.count else { return 0 }
    // × and ÷ are no letters.
    let isSign = byte == 0xc3 && (bytes[index + 1] == 0x97 || bytes[index + 1] == 0xb7)
    return isSign ? 0 : 2
  }

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
