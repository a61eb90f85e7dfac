import Foundation
import TestSupport
import Testing
@testable import JSON

struct JSONElementTests {
  /// Whether everything that the element answers is what the value answers.
  static func agree(_ element: JSONElement, _ value: JSONValue) -> Bool {
    guard element.isNull == value.isNull, element.bool == value.bool,
      element.integer == value.integer, element.number == value.number,
      element.string == value.string,
      element.text.map(Array.init) == value.string.map({ Array($0.utf8) })
    else { return false }
    switch value {
    case .array(let elements):
      guard element.kind == .array, let array = element.array, element.members == nil else {
        return false
      }
      return array.count == elements.count && zip(array, elements).allSatisfy(agree)
        && elements.indices.allSatisfy { array.element($0).map { $0.value } == elements[$0] }
        && array.element(elements.count) == nil && array.element(-1) == nil
    case .object(let object):
      guard element.kind == .object, let members = element.members, element.array == nil else {
        return false
      }
      let found = Array(members)
      return found.count == object.members.count
        && zip(found, object.members).allSatisfy { $0.key == $1.key && agree($0.value, $1.value) }
        && object.members.allSatisfy { element[$0.key]?.value == value[$0.key] }
    default: return element.array == nil && element.members == nil && element[""] == nil
    }
  }

  static func parse<Answer>(_ bytes: [UInt8], _ body: (JSONElement) throws -> Answer) throws
    -> Answer
  {
    let parser = JSONParser()
    return try bytes.withUnsafeBufferPointer { try body(try parser.document($0).root) }
  }

  @Test(arguments: [UInt64](1...3))
  func `a view answers as the value that was written`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for turn in 0..<200 {
      let value = RandomJSON.value(depth: 5, &random)
      let bytes = JSONWriter.bytes(of: value)
      try Self.parse(bytes) { root in
        #expect(Self.agree(root, value), "seed \(seed), turn \(turn)")
        #expect(root.value == value, "seed \(seed), turn \(turn)")
      }
    }
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `a view answers as the value on every document of the corpus`() throws {
    for prefix in ["y_", "i_"] {
      for (name, bytes) in try JSONCorpusTests.files("test_parsing", prefix: prefix) {
        guard let value = try? JSONParser.value(of: bytes) else { continue }
        try Self.parse(bytes) { #expect(Self.agree($0, value), "\(name)") }
      }
    }
  }

  @Test func `a path leads back to its value`() throws {
    let text = #"{"a":[1,{"b":[]},"x"],"c":{"d":null,"d":{"e":2.5}},"f":18446744073709551615}"#
    try Self.parse(Array(text.utf8)) { root in
      #expect(root.path.isEmpty)
      #expect(root["a"]?.array?.element(1)?["b"]?.path == ["a", "1", "b"])
      #expect(root["a"]?.array?.element(2)?.path == ["a", "2"])
      #expect(root["c"]?.members.flatMap { Array($0).last?.value["e"]?.path } == ["c", "d", "e"])
      #expect(root["f"]?.path == ["f"])
    }
  }

  @Test func `keys are compared byte by byte and the first counts`() throws {
    try Self.parse(Array("{\"\u{212A}\":1,\"K\":2,\"K\":3,\"\":4,\"e\\u0301\":5}".utf8)) { root in
      #expect(root["K"]?.integer == 2)
      #expect(root[""]?.integer == 4)
      #expect(root["\u{E9}"] == nil)
      #expect(root["e\u{301}"]?.integer == 5)
      #expect(root.duplicatedPath(among: JSONKeyPaths(["K"])) == ["K"])
      #expect(root.duplicatedPath(among: JSONKeyPaths(["\u{212A}", ""])) == nil)
    }
  }

  @Test func `what lies behind a document does not matter when it is parsed in place`() {
    let parser = JSONParser()
    for text in [#"{"a":"b"}"#, "12", "tru", #""x"#, "[1,2", "-"] {
      let bytes = Array(text.utf8)
      let alone = try? parser.parse(bytes[...]).value
      for rest in ["e9", "}", "\"", "]", "\u{0}", ",", "\\"] {
        let long = bytes + Array(String(repeating: rest, count: 80).utf8)
        let inPlace = long.withUnsafeBufferPointer { long in
          let document = JSONBytes.Pointer(rebasing: long[..<bytes.count])
          return try? parser.document(document, padding: JSONParser.padding).root.value
        }
        #expect(inPlace == alone, "\(text) before \(rest)")
      }
    }
  }

  @Test func `small documents are read again after a large one`() throws {
    let parser = JSONParser()
    let large = Array("[\(String(repeating: "1,", count: 700_000))1]".utf8)
    for _ in 0..<2 {
      #expect(try parser.parse(large[...]).value.array?.count == 700_001)
      #expect(try parser.parse(Array("[7]".utf8)[...]).value == [7])
    }
  }
}

/// Random values with texts and keys that readers trip over.
enum RandomJSON {
  static func value(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 3:
      let number = Double(bitPattern: random.next())
      return .number(number.isFinite ? number : 0.1)
    case 4: return .string(text(&random))
    case 5:
      let count = Int.random(in: 0..<4, using: &random)
      return .array((0..<count).map { _ in value(depth: depth - 1, &random) })
    default:
      let count = Int.random(in: 0..<4, using: &random)
      return .object(
        JSONObject(
          (0..<count).map { _ in
            .init(key: text(&random), value: value(depth: depth - 1, &random))
          }))
    }
  }

  static func text(_ random: inout SeededGenerator) -> String {
    let scalars = (0..<Int.random(in: 0..<20, using: &random)).compactMap { _ in
      let limit: UInt32 = Bool.random(using: &random) ? 0x80 : 0x11_0000
      return Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random))
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
