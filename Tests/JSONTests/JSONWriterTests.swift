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
      let value = randomValue(depth: 4, &random)
      let bytes = JSONWriter.bytes(of: value)
      #expect(try JSONParser.value(of: bytes) == value, "seed \(seed)")
    }
  }

  @Test func `depth does not hurt`() {
    var value: JSONValue = []
    for _ in 0..<5000 { value = [value] }
    #expect(JSONWriter.bytes(of: value).count == 2 * 5001)
  }

  private func randomValue(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 3:
      let number = Double(bitPattern: random.next())
      return .number(number.isFinite ? number : 0.1)
    case 4: return .string(randomText(&random))
    case 5:
      return .array(
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in
          randomValue(depth: depth - 1, &random)
        })
    default:
      return .object(
        JSONObject(
          (0..<Int.random(in: 0..<4, using: &random)).map { _ in
            .init(key: randomText(&random), value: randomValue(depth: depth - 1, &random))
          }))
    }
  }

  private func randomText(_ random: inout SeededGenerator) -> String {
    let scalars = (0..<Int.random(in: 0..<20, using: &random)).compactMap { _ in
      let limit: UInt32 = Bool.random(using: &random) ? 0x80 : 0x11_0000
      return Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random))
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
