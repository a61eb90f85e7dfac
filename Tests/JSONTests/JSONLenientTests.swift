import TestSupport
import Testing

@testable import JSON

struct JSONLenientTests {
  private func parse(_ text: String) throws(JSONFault) -> ParsedJSON {
    try JSONParser(.lenient).parse(Array(text.utf8)[...])
  }

  @Test func `numbers that nothing holds keep their digits and have the nearest value`() throws {
    let text = #"{"id":12345678901234567890123,"f":1.0e400,"n":-9223372036854775809,"after":7}"#
    let parsed = try parse(text)
    #expect(parsed.value["id"] == .written("12345678901234567890123"))
    #expect(parsed.value["id"]?.number == 12_345_678_901_234_567_890_123)
    #expect(parsed.value["f"] == .written("1.0e400"))
    #expect(parsed.value["f"]?.number == nil)
    #expect(parsed.value["after"] == 7)
    #expect(JSONWriter.text(of: parsed.value) == text)
    #expect(
      parsed.oddities == [
        JSONOddity(kind: .longInteger, count: 2, byteOffset: 6, path: ["id"]),
        JSONOddity(kind: .hugeNumber, count: 1, byteOffset: 34, path: ["f"]),
      ])
  }

  @Test func `an element with a long integer is a number and no Int`() throws {
    let bytes = Array("[-9223372036854775809,18446744073709551615,1e400]".utf8)
    let parser = JSONParser(.lenient)
    try bytes.withUnsafeBufferPointer { bytes in
      let elements = Array(try #require(try parser.document(bytes).root.array))
      #expect(elements.map(\.kind) == [.number, .number, .number])
      #expect(elements.map(\.integer) == [nil, nil, nil])
      #expect(elements.map(\.number) == [-0x1p63, 0x1p64, nil])
      #expect(
        elements.map(\.longDigits) == ["-9223372036854775809", "18446744073709551615", "1e400"])
    }
  }

  @Test func `NaN and infinities are null, as they are written, and known from a null`() throws {
    let bytes = Array(#"{"a":NaN,"b":[Infinity,-Infinity,null,"NaN"],"c":1}"#.utf8)
    let parser = JSONParser(.lenient)
    try bytes.withUnsafeBufferPointer { bytes in
      let document = try parser.document(bytes)
      let root = document.root
      #expect(root["a"]?.kind == .null && root["a"]?.number == nil)
      let list = Array(try #require(root["b"]?.array))
      #expect(list.map(\.isNull) == [true, true, true, false])
      #expect(list.map(\.isMissing) == [true, true, false, false])
      #expect(list.map(\.text?.count) == [nil, nil, nil, 3])
      #expect(root["c"]?.integer == 1)
      #expect(
        document.oddities == [
          JSONOddity(kind: .notANumber, count: 3, byteOffset: 5, path: ["a"])
        ])
      #expect(JSONWriter.bytes(of: root.value).elementsEqual(bytes))
    }
  }

  @Test func `each half of a pair that stands alone is U+FFFD, whole pairs stay`() throws {
    let text =
      #"{"k\udc00":"a\ud83d\ude00","s":["\ud83d","\ud83d\ud83d\ude00","\ud800\u0041\uDC00"]}"#
    let parsed = try parse(text)
    #expect(
      parsed.value == [
        "k\u{FFFD}": "a\u{1F600}", "s": ["\u{FFFD}", "\u{FFFD}\u{1F600}", "\u{FFFD}A\u{FFFD}"],
      ])
    #expect(
      parsed.oddities == [
        JSONOddity(kind: .loneSurrogate, count: 5, byteOffset: 3, path: ["k\u{FFFD}"])
      ])
  }

  @Test func `odd figures and invalid UTF-8 in one document are both read`() throws {
    let bytes: [UInt8] =
      [0xEF, 0xBB, 0xBF] + Array(#"{"a":"x"#.utf8) + [0xFF] + Array(#"","b":NaN,"c":2}"#.utf8)
    let parsed = try JSONParser(.lenient).parse(bytes[...])
    #expect(parsed.value == ["a": "x\u{FFFD}", "b": .written("NaN"), "c": 2])
    #expect(parsed.replacements == 1)
    #expect(parsed.firstReplacement == 10)
    #expect(parsed.oddities.first?.byteOffset == 17)
  }

  @Test(arguments: [
    #"{"a":nan}"#, #"{"a":+1}"#, #"{"a":01}"#, #"{"a":-NaN}"#, #"{"a":.5}"#, #"{"a":1.}"#,
    #"{"a":NaN,}"#, #"{"a":"\ud8"}"#, #"{"a":"\x"}"#, #"{"a":Infinity2}"#, #"{'a':NaN}"#,
    "{\"a\":\"\t\",\"b\":NaN}", #"{"a":NaN} {}"#, #"{"a":undefined}"#, #"{"a":0x10}"#,
  ])
  func `what is no JSON otherwise stays refused`(text: String) {
    #expect(throws: JSONFault.self) { try parse(text) }
  }

  @Test func `the standard dialect refuses them with their place, as ever`() {
    for text in ["[NaN]", "[1e400]", #"["\ud800"]"#, "[18446744073709551616]", "[-Infinity]"] {
      #expect(throws: JSONFault.self) { try JSONParser().parse(Array(text.utf8)[...]) }
    }
  }

  @Test func `the depth is limited as it is without odd figures`() throws {
    let deep = { (levels: Int) in
      String(repeating: "[", count: levels) + "NaN" + String(repeating: "]", count: levels)
    }
    #expect(try parse(deep(512)).oddities.first?.path.count == 512)
    #expect(throws: JSONFault.self) { try parse(deep(513)) }
  }

  /// Every value says what it is, whatever odd ones stand before it on the tape.
  @Test func `random documents with odd figures come back byte for byte`() throws {
    let seed: UInt64 = 20_261_130
    var random = SeededGenerator(seed: seed)
    let parser = JSONParser(.lenient)
    for trial in 0..<3_000 {
      let text = OddDocument.text(&random)
      do throws(JSONFault) {
        let parsed = try parser.parse(Array(text.utf8)[...])
        #expect(
          JSONWriter.text(of: parsed.value) == text, "seed \(seed), trial \(trial): \(text)")
      } catch {
        Issue.record("seed \(seed), trial \(trial): \(error) in \(text)")
      }
    }
  }

  /// The scanner decides where records end, the parser what they mean: they may never disagree.
  @Test func `scanner and parser agree on damaged documents with odd figures`() {
    let seed: UInt64 = 7_531
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("{}[]\",:\\ud8cNaInfity-+.019eE \n\t\u{0}".utf8) + [0x80, 0xFF]
    let parser = JSONParser(.lenient)
    for trial in 0..<20_000 {
      var bytes = Array(OddDocument.text(&random).utf8)
      for _ in 0..<Int.random(in: 1...2, using: &random) where bytes.count > 1 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let parsed = (try? parser.parse(bytes[...])) != nil
      let scanned =
        bytes.withUnsafeBufferPointer { JSONScanner.firstFault(in: $0, dialect: .lenient) } == nil
      #expect(
        parsed == scanned, "seed \(seed), trial \(trial): \(String(decoding: bytes, as: UTF8.self))"
      )
    }
  }

  @Test func `a hundred thousand odd figures are one note`() throws {
    let count = 100_000
    let text = "[" + Array(repeating: "NaN", count: count).joined(separator: ",") + "]"
    let bytes = Array(text.utf8)
    try bytes.withUnsafeBufferPointer { bytes in
      let parser = JSONParser(.lenient)
      let document = try parser.document(bytes)
      #expect(document.root.array?.count == count)
      #expect(document.root.array?.allSatisfy(\.isMissing) == true)
      #expect(document.oddities.map(\.count) == [count])
    }
  }
}

/// Documents that the writer gives back as they are.
private enum OddDocument {
  static func text(_ random: inout SeededGenerator) -> String {
    value(&random, depth: 0)
  }

  private static let scalars = [
    "NaN", "Infinity", "-Infinity", "1267650600228229401496703205376", "-9223372036854775809",
    "1e400", "-2.5E999", "0", "-1", "9223372036854775807", "true", "false", "null", "\"\"",
    "\"a\\nb\"", "\"NaN\"", "\"12345678901234567890123\"", "0.5", "\"é\"",
  ]

  private static func value(_ random: inout SeededGenerator, depth: Int) -> String {
    let choice = Int.random(in: 0..<(depth < 5 ? 4 : 2), using: &random)
    guard choice >= 2 else { return scalars[Int.random(in: 0..<scalars.count, using: &random)] }
    let values = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      value(&random, depth: depth + 1)
    }
    if choice == 2 { return "[" + values.joined(separator: ",") + "]" }
    return "{" + values.enumerated().map { "\"k\($0)\":\($1)" }.joined(separator: ",") + "}"
  }
}
