import Testing
import TestSupport
@testable import Transformer

struct TokenizerPartsTests {
  private static func random(
    _ alphabet: [String], _ count: Int, _ generator: inout SeededGenerator
  ) -> [UInt8] {
    let parts = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "" }
    return Array(parts.joined().utf8)
  }

  private static let alphabet = [
    "a", "B", "s", "'", "'s", "'LL", "'\u{17F}", "'re", " ", "  ", "\t", "\n", "\r\n", "1", "23",
    "\u{BD}", "!", "(", "\u{E9}", "\u{301}", "\u{4E2D}", "\u{A0}", "\u{3000}", "\u{1F600}", "_",
  ]

  @Test func `each scanner cuts as its pattern does`() throws {
    let ahead = #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"#
    let behind = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    let patterns = [
      ahead + #"\p{N}"# + behind, ahead + #"\p{N}{1,3}"# + behind,
      #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#,
    ]
    let seed: UInt64 = 11
    var generator = SeededGenerator(seed: seed)
    for pattern in patterns {
      let scanner = SplitRule.Pattern.words(try #require(WordSplitter(expression: pattern)))
      let expression = SplitRule.Pattern.expression(
        try SplitExpression(pattern, origin: .test))
      for round in 0..<300 {
        let text = Self.random(Self.alphabet, 1 + round % 40, &generator)
        let pieces = try text.withUnsafeBufferPointer {
          (try scanner.matches(in: $0), try expression.matches(in: $0))
        }
        #expect(pieces.0 == pieces.1, "seed \(seed), round \(round), \(text)")
      }
    }
  }

  @Test func `the leftmost longest strings are found as by trying all`() {
    let seed: UInt64 = 3
    var generator = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let strings = (0..<4).map { _ in
        Self.random(["a", "b", "c"], Int.random(in: 1...5, using: &generator), &generator)
      }
      let text = Self.random(["a", "b", "c"], 30, &generator)
      var found: [Range<Int>] = []
      text.withUnsafeBufferPointer {
        StringMatcher(strings).forEachMatch(in: $0) { range, _ in found.append(range) }
      }
      var wanted: [Range<Int>] = []
      var place = 0
      while place < text.count {
        let fitting = strings.filter { text[place...].starts(with: $0) }.map(\.count)
        guard let length = fitting.max() else {
          place += 1
          continue
        }
        wanted.append(place..<place + length)
        place += length
      }
      #expect(found == wanted, "seed \(seed), round \(round)")
    }
  }

  @Test func `a heap merges as trying every pair does`() {
    let seed: UInt64 = 5
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      var merges = MergeTable()
      for rank in 0..<12 {
        let parts = (0..<2).map { _ in Int32.random(in: 0..<Int32(3 + rank), using: &generator) }
        merges.set(parts[0], parts[1], rank: rank, id: Int32(3 + rank))
      }
      let symbols = (0..<120).map { _ in Int32.random(in: 0..<3, using: &generator) }
      #expect(
        Self.merged(symbols, merges) == Self.mergedSlowly(symbols, merges),
        "seed \(seed), round \(round)")
      let short = Array(symbols[..<PairMerging.shortLength])
      #expect(Self.merged(short, merges) == Self.mergedSlowly(short, merges), "seed \(seed)")
    }
  }

  private static func merged(_ symbols: [Int32], _ merges: MergeTable) -> [Int32] {
    var symbols = symbols
    var outcomes = [UInt64](repeating: 0, count: symbols.count)
    let count = symbols.withUnsafeMutableBufferPointer { symbols in
      outcomes.withUnsafeMutableBufferPointer { outcomes in
        guard let first = symbols.baseAddress, let room = outcomes.baseAddress else { return 0 }
        return PairMerging.merge(first, count: symbols.count, outcomes: room, by: merges)
      }
    }
    return Array(symbols[..<count])
  }

  private static func mergedSlowly(_ symbols: [Int32], _ merges: MergeTable) -> [Int32] {
    var symbols = symbols
    while true {
      let outcomes = zip(symbols, symbols.dropFirst()).map { merges.outcome($0, $1) }
      guard let best = outcomes.min(), best != MergeTable.none,
        let place = outcomes.firstIndex(of: best)
      else { return symbols }
      symbols.replaceSubrange(place...place + 1, with: [Int32(truncatingIfNeeded: best)])
    }
  }
}
