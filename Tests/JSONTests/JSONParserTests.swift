import TestSupport
import Testing
@testable import JSON

struct JSONParserTests {
  private func parse(_ text: String) throws(JSONFault) -> ParsedJSON {
    try JSONParser().parse(Array(text.utf8)[...])
  }

  private func fault(_ text: String) -> JSONFault? {
    do throws(JSONFault) {
      _ = try parse(text)
      return nil
    } catch { return error }
  }

  @Test func `members keep their order and their duplicates`() throws {
    let value = try parse(#"{"b": 1, "a": [true, null], "b": "x"}"#).value
    #expect(value == ["b": 1, "a": [true, .null], "b": "x"])
    #expect(value["b"] == 1)
    #expect(value.duplicatedPath(among: ["a", "b", "c"]) == ["b"])
  }

  @Test func `integers that fit keep every digit, others become numbers or are refused`() throws {
    #expect(try parse("9223372036854775807").value == .integer(.max))
    #expect(try parse("18446744073709551615").value == .number(0x1p64))
    #expect(try parse("-0").value == .integer(0))
    #expect(try parse("1.0").value == .number(1))
    for text in ["18446744073709551616", "-9223372036854775809", "1e400", "-1e400"] {
      #expect(fault(text)?.reason == "the number is out of range", "\(text)")
    }
  }

  /// The offset of each fault, counted by hand.
  @Test(arguments: [
    (#"{"a" 1}"#, 5, "a ':' is missing before '1'"),
    (#"{"a": 1 "b": 2}"#, 8, "a comma is missing before '\"'"),
    (#"[1, 2,]"#, 6, "a comma stands before the closing bracket"),
    (#"{"a": }"#, 6, "the value after ':' is missing"),
    (#"{"a": NaN}"#, 6, "this word is not JSON"),
    (#"[01]"#, 1, "this is not a JSON number"),
    (#"["\ud800"]"#, 2, "half of a surrogate pair stands alone"),
    (#"["\udc00"]"#, 2, "half of a surrogate pair stands alone"),
    (#"["\x"]"#, 2, "a backslash stands before 'x'"),
    (#"["a"#, 1, "the string is not closed"),
    ("[\"a\tb\"]", 3, "byte 0x09 stands raw in a string"),
    (#"{"a": [1}"#, 8, "'}' stands where ']' must close first"),
    (#"{"a": 1"#, 7, "it ends before '}' closes it"),
    (#"{} {}"#, 3, "there is more text after the end of the value"),
    ("", 0, "there is no value"),
  ])
  func `a fault names its byte and what is wrong`(text: String, offset: Int, reason: String) {
    #expect(fault(text)?.byteOffset == offset)
    #expect(fault(text)?.reason == reason)
  }

  @Test func `512 levels are read and 513 are not`() throws {
    let deep = { (levels: Int) in
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    #expect(throws: Never.self) { try parse(deep(512)) }
    #expect(fault(deep(513))?.byteOffset == 512)
    #expect(fault(String(repeating: "[", count: 100_000)) != nil)
    #expect(fault(String(repeating: #"{"a":"#, count: 100_000)) != nil)
  }

  @Test func `invalid UTF-8 is read as U+FFFD and counted`() throws {
    let bytes: [UInt8] = Array(#"["a"#.utf8) + [0xFF, 0xE2, 0x82] + Array(#"z"]"#.utf8)
    let parsed = try JSONParser().parse(bytes[...])
    #expect(parsed.value == ["a\u{FFFD}\u{FFFD}z"])
    #expect(parsed.replacements == 2)
    #expect(parsed.firstReplacement == 3)
  }

  @Test func `a fault behind invalid UTF-8 is counted in the original bytes`() {
    let bytes: [UInt8] = Array(#"["a"#.utf8) + [0xFF] + Array(#"", nope]"#.utf8)
    let fault = #expect(throws: JSONFault.self) { try JSONParser().parse(bytes[...]) }
    #expect(fault?.byteOffset == 7)
  }

  @Test func `a parser that has refused one document reads the next`() throws {
    let parser = JSONParser()
    #expect(throws: JSONFault.self) { try parser.parse(Array("[1,".utf8)[...]) }
    #expect(try parser.parse(Array("[1]".utf8)[...]).value == [1])
  }

  /// The scanner decides where records end, the parser what they mean: they may never disagree.
  @Test func `scanner and parser agree on damaged documents`() {
    let seed: UInt64 = 20_261_123
    var random = SeededGenerator(seed: seed)
    let good = Array(
      #"{"id":"a\u00e9\n","n":[-12.5e3,0,18446744073709551615],"o":{"t":true,"f":null}}"#.utf8)
    let alphabet = Array("{}[]\",:\\ud8e-+.019tnE \n\t\u{0}x".utf8) + [0x80, 0xFF]
    let parser = JSONParser()
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let parsed = (try? parser.parse(bytes[...])) != nil
      let scanned = bytes.withUnsafeBufferPointer { JSONScanner.firstFault(in: $0) } == nil
      #expect(parsed == scanned, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
