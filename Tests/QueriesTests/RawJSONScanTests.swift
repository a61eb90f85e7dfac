import JSON
import TestSupport
import Testing

@testable import Queries

@Suite struct `Scanning raw JSON` {
  private let alphabet: [Character] = [
    "a", "k", "s", "K", "/", "\\", "\"", "\n", "é", "É", "两", "😀", "u", "0", "{", " ", "ſ",
    "\u{212A}",
    "\u{FFFD}", "1", "ß",
  ]

  @Test func `no match is missed, however it is escaped`() throws {
    for seed in UInt64(0x60)..<0x64 {
      var generator = SeededGenerator(seed: seed)
      for _ in 0..<700 { try check(&generator, seed: seed) }
    }
  }

  /// One needle, and a block of records of which some hold it.
  private func check(_ generator: inout SeededGenerator, seed: UInt64) throws {
    let needle = RandomText.text(alphabet, Int.random(in: 1...5, using: &generator), &generator)
    let pattern = try self.pattern(needle, &generator)
    let texts = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
      let around = Int.random(in: 0...30, using: &generator)
      return RandomText.text(alphabet, around, &generator)
        + (Bool.random(using: &generator) ? varied(needle, &generator) : "")
        + RandomText.text(alphabet, around / 3, &generator)
    }
    let records = texts.map { "{\"t\": \"\(escaped($0, &generator))\"}\n" }
    for (text, record) in zip(texts, records) {
      let value = try JSONParser.value(of: Array(record.utf8))["t"]?.string
      try #require(value == text, "seed \(seed): \(record)")
    }
    let block = Array(records.joined().utf8)
    let candidates = Set(self.candidates(pattern, block, records))
    for (place, text) in texts.enumerated() where pattern.matches(text) {
      #expect(candidates.contains(place), "seed \(seed): \(pattern.source) in \(records[place])")
    }
  }

  private func pattern(
    _ needle: String, _ generator: inout SeededGenerator
  ) throws(QueryError) -> TextPattern {
    guard Int.random(in: 0..<4, using: &generator) == 0 else {
      return try TextPattern(literal: needle)
    }
    let escaped = needle.map { $0.isASCII && !$0.isLetter && !$0.isNumber ? "\\\($0)" : "\($0)" }
    return try TextPattern(
      "/\\w*\(escaped.joined())\\d?/\(Bool.random(using: &generator) ? "i" : "")")
  }

  /// The records in which candidates lie, each asked for from the record behind the last one.
  private func candidates(_ pattern: TextPattern, _ block: [UInt8], _ records: [String]) -> [Int] {
    var ends: [Int] = []
    for record in records { ends.append((ends.last ?? 0) + record.utf8.count) }
    var found: [Int] = []
    var start = 0
    block.withUnsafeBufferPointer { bytes in
      while start < bytes.count,
        let place = pattern.firstCandidate(inRawJSON: bytes, from: start),
        let record = ends.firstIndex(where: { place < $0 })
      {
        found.append(record)
        start = ends[record]
      }
    }
    return found
  }

  private func varied(_ text: String, _ generator: inout SeededGenerator) -> String {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: text.uppercased()
    case 1: text.lowercased()
    default: text
    }
  }

  /// The text as a JSON string, each character as it is or in one of its escapes.
  private func escaped(_ text: String, _ generator: inout SeededGenerator) -> String {
    text.unicodeScalars.map { scalar in
      let mustEscape = scalar == "\"" || scalar == "\\" || scalar.value < 0x20
      let choice = Int.random(in: 0..<10, using: &generator)
      if choice > 2, !mustEscape { return String(scalar) }
      let short: [Unicode.Scalar: String] = ["\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n"]
      if choice != 1, let short = short[scalar] { return short }
      return String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }.joined()
  }

  private func candidate(_ source: String, _ bytes: [UInt8], from start: Int = 0) throws -> Int? {
    let pattern = try TextPattern(source)
    return bytes.withUnsafeBufferPointer { pattern.firstCandidate(inRawJSON: $0, from: start) }
  }

  @Test func `what cannot match is passed over`() throws {
    let latex = Array(
      String(repeating: "{\"s\": \"\\\\frac{1}{2} \\u00e9 \\n \\\\underline\"}\n", count: 50).utf8)
    for needle in ["absent", "13", "größer", "/unicorns? \\d+/", "\\dfrac", "/É!/"] {
      #expect(try candidate(needle, latex) == nil, "\(needle)")
    }
    #expect(try candidate("frac", latex, from: 3) == 9)
    #expect(try candidate("É", latex) == nil)
    #expect(try candidate("é", latex) == 20)
    // No fixed text can be told, so every record is one.
    #expect(try candidate("/a|b/", latex, from: 7) == 7)
    #expect(try candidate("/a|b/", latex, from: latex.count) == nil)
  }

  @Test func `a match at either end of a block is found`() throws {
    for length in [1, 5, 63, 64, 65, 127, 128, 129, 200] {
      for place in Set([0, length / 2, length - 1]) {
        var bytes = [UInt8](repeating: 0x2E, count: length)
        bytes[place] = 0x78
        #expect(try candidate("x", bytes) == place)
        #expect(try candidate("x", bytes, from: place + 1) == nil)
        #expect(try candidate("xx", bytes) == nil)
      }
    }
  }
}
