import TestSupport
import Testing
@testable import JSON

struct JSONWriterTests {
  @Test func `values are written compactly, in order, in UTF-8`() {
    let value: JSONValue = ["b": [1, -0.5, true, .null], "a": "é / \u{1F600}", "e": [:], "f": []]
    #expect(
      JSONWriter.text(of: value) == #"{"b":[1,-0.5,true,null],"a":"é / 😀","e":{},"f":[]}"#)
  }

  @Test func `what could break a line or a terminal is escaped`() {
    let text = JSONWriter.text(of: .string("\"\\\n\r\t\u{1B}\u{7F}\u{2028}\u{2029}\u{202A}\0"))
    #expect(text == #""\"\\\n\r\t\u001b\u007f\u2028\u2029"# + "\u{202A}" + #"\u0000""#)
  }

  @Test func `infinite values are strings`() {
    let value: JSONValue = [.number(.infinity), .number(-.infinity), .number(.nan)]
    #expect(JSONWriter.text(of: value) == #"["inf","-inf","nan"]"#)
  }

  @Test func `what is written reads back the same`() throws {
    let seed: UInt64 = 7
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let value = RandomJSON.value(depth: 4, &random)
      let bytes = JSONWriter.bytes(of: value)
      #expect(try JSONParser.value(of: bytes) == value, "seed \(seed)")
    }
  }

  @Test func `depth does not hurt`() {
    var value: JSONValue = []
    for _ in 0..<5000 { value = [value] }
    #expect(JSONWriter.bytes(of: value).count == 2 * 5001)
  }

  /// Escapes may stand anywhere in the words that are looked at together.
  @Test func `every byte is escaped at every place as alone`() {
    let odd = (0..<0x80).map { Character(Unicode.Scalar(UInt8($0))) }
    for special in odd + ["\u{2028}", "\u{2029}", "\u{2027}", "\u{E9}", "\u{FF}"] {
      let alone = JSONWriter.text(of: .string(String(special))).dropFirst().dropLast()
      for place in 0..<18 {
        let before = String(repeating: "a", count: place)
        let text = before + String(special) + "\u{E9}bcdefghijk"
        #expect(
          JSONWriter.text(of: .string(text)) == "\"" + before + alone + "\u{E9}bcdefghijk\"")
      }
    }
  }

  @Test func `long strings are escaped like their parts`() {
    let seed: UInt64 = 11
    var random = SeededGenerator(seed: seed)
    let letters = Array("ab\"\n\u{1}\u{7F}\u{E9}\u{2028}\u{1F600}")
    for length in [0, 1, 7, 8, 9, 170, 511, 512, 513, 1024, 1500] {
      let parts = (0..<length).map { _ in letters[Int.random(in: letters.indices, using: &random)] }
      let escaped = parts.map { JSONWriter.text(of: .string(String($0))).dropFirst().dropLast() }
      #expect(
        JSONWriter.text(of: .string(String(parts))) == "\"" + escaped.joined() + "\"",
        "seed \(seed), \(length)")
    }
    let control = String(repeating: "\u{1}", count: 2000)
    #expect(JSONWriter.bytes(of: .string(control)).count == 2 + 6 * 2000)
  }
}
