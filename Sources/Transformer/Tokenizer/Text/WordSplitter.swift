/// The split patterns of Qwen2, Llama 3 and GPT-2, each as one pass over the text.
///
/// Their matches cover the whole text. ``SplitExpression`` runs the same patterns as regular
/// expressions; tests compare both.
struct WordSplitter: Sendable {
  /// The pattern.
  enum Pattern: Equatable, Sendable {
    /// A word includes one preceding character; digits form groups of at most this many.
    case wordsAndDigits(Int)
    /// A word, a number or a run of symbols includes one preceding space.
    case spaced
  }

  let pattern: Pattern
  private let classes = ScalarClasses.shared

  init(_ pattern: Pattern) { self.pattern = pattern }

  /// The patterns known by their text.
  init?(expression: String) {
    guard let pattern = Self.known[expression] else { return nil }
    self.init(pattern)
  }

  /// Qwen2's pattern, which has each digit by itself.
  static let singleDigits = ahead + #"\p{N}"# + behind

  private static let known: [String: Pattern] = [
    singleDigits: .wordsAndDigits(1),
    ahead + #"\p{N}{1,3}"# + behind: .wordsAndDigits(3),
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#: .spaced,
  ]

  private static let ahead = #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"#
  private static let behind = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#

  /// Calls `body` with each piece in turn; valid UTF-8, O(n).
  @inline(__always)
  func forEachPiece(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let start = text.baseAddress else { return }
    let scanner = WordScanner(bytes: start, count: text.count, classes: classes)
    var position = 0
    while position < text.count {
      let end =
        switch pattern {
        case .wordsAndDigits(let digits): scanner.wordEnd(position, mostDigits: digits)
        case .spaced: scanner.spacedEnd(position)
        }
      body(UnsafeBufferPointer(start: start + position, count: end - position))
      position = end
    }
  }
}

/// Finds the ends of pieces; the cases follow the order of the pattern's alternatives.
private struct WordScanner {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  let classes: ScalarClasses

  /// The class and length of the scalar at an offset before the end.
  @inline(__always)
  private func look(_ place: Int) -> (scalarClass: ScalarClass, length: Int) {
    let byte = bytes[place]
    if byte < 0x80 { return (classes[ascii: byte], 1) }
    return (classes[UTF8Scalars.scalar(bytes, at: place)], UTF8Scalars.length(byte))
  }

  /// The end of the run, from `place` on, of scalars with one of these classes.
  @inline(__always)
  private func run(of wanted: ScalarClass, from place: Int) -> Int {
    var place = place
    while place < count {
      let (scalarClass, length) = look(place)
      guard !scalarClass.isDisjoint(with: wanted) else { break }
      place += length
    }
    return place
  }

  /// The end of the run of scalars that are neither letter, number nor white space.
  @inline(__always)
  private func runOfSigns(from place: Int) -> Int {
    var place = place
    while place < count {
      let (scalarClass, length) = look(place)
      guard scalarClass.isDisjoint(with: [.letter, .number, .whitespace]) else { break }
      place += length
    }
    return place
  }

  @inline(__always)
  func wordEnd(_ start: Int, mostDigits: Int) -> Int {
    let (first, length) = look(start)
    if first.contains(.letter) { return run(of: .letter, from: start + length) }
    if bytes[start] == UInt8(ascii: "'"), let end = contractionEnd(start, foldsCase: true) {
      return end
    }
    if first.contains(.number) { return digitsEnd(start + length, mostDigits - 1) }
    let second = start + length
    if !first.contains(.lineEnd), second < count {
      let (next, nextLength) = look(second)
      if next.contains(.letter) { return run(of: .letter, from: second + nextLength) }
      // Symbols include only U+0020, no other white space.
      if bytes[start] == 0x20, next.isDisjoint(with: [.letter, .number, .whitespace]) {
        return run(of: .lineEnd, from: runOfSigns(from: second + nextLength))
      }
    }
    if !first.contains(.whitespace) { return run(of: .lineEnd, from: runOfSigns(from: second)) }
    return whitespaceEnd(start, stopsAtLineEnd: true)
  }

  @inline(__always)
  private func digitsEnd(_ place: Int, _ most: Int) -> Int {
    var place = place
    var left = most
    while left > 0, place < count {
      let (scalarClass, length) = look(place)
      guard scalarClass.contains(.number) else { break }
      place += length
      left -= 1
    }
    return place
  }

  func spacedEnd(_ start: Int) -> Int {
    if bytes[start] == UInt8(ascii: "'"), let end = contractionEnd(start, foldsCase: false) {
      return end
    }
    let place = bytes[start] == 0x20 && start + 1 < count ? start + 1 : start
    let (first, length) = look(place)
    if first.contains(.letter) { return run(of: .letter, from: place + length) }
    if first.contains(.number) { return run(of: .number, from: place + length) }
    if !first.contains(.whitespace) { return runOfSigns(from: place + length) }
    return whitespaceEnd(start, stopsAtLineEnd: false)
  }

  /// The end of white space: after its last line end, else before its last scalar, which belongs to
  /// the next word, else all of it.
  private func whitespaceEnd(_ start: Int, stopsAtLineEnd: Bool) -> Int {
    var place = start
    var last = start
    var lineEnd: Int?
    while place < count {
      let (scalarClass, length) = look(place)
      guard scalarClass.contains(.whitespace) else { break }
      last = place
      place += length
      if scalarClass.contains(.lineEnd) { lineEnd = place }
    }
    if stopsAtLineEnd, let lineEnd { return lineEnd }
    return place == count || last == start ? place : last
  }

  /// The end of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d`, in lower case or any case.
  private func contractionEnd(_ start: Int, foldsCase: Bool) -> Int? {
    let left = count - start - 1
    guard left > 0 else { return nil }
    let fold: UInt8 = foldsCase ? 0x20 : 0
    let first = bytes[start + 1] | fold
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      return left > 1 && bytes[start + 2] | fold == UInt8(ascii: "e") ? start + 3 : nil
    case UInt8(ascii: "l"):
      return left > 1 && bytes[start + 2] | fold == UInt8(ascii: "l") ? start + 3 : nil
    case 0xC5 | fold:
      // U+017F, the long s, is another case of s.
      return foldsCase && left > 1 && bytes[start + 1] == 0xC5 && bytes[start + 2] == 0xBF
        ? start + 3 : nil
    default: return nil
    }
  }
}
