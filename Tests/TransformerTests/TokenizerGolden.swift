import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// Tokenizers and the cases they must get right; Golden/tokenizers/README.md names their origin.
enum TokenizerGolden {
  struct Case {
    var name: String
    var text: String
    var ids: [Int32]
    var specialPrefix: [Int32]
    var decoded: String
  }

  static func folder(_ name: String) throws -> URL {
    let golden = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return golden.appending(path: "tokenizers/\(name)")
  }

  static func tokenizer(in folder: URL) throws -> Tokenizer {
    let url = folder.appending(path: "tokenizer.json")
    return try Tokenizer(json: [UInt8](try Data(contentsOf: url)), path: url.path)
  }

  static func cases(_ url: URL) throws -> [Case] {
    let parser = JSONParser()
    return try [UInt8](Data(contentsOf: url)).split(separator: 0x0A).map { line in
      let value = try parser.parse(line).value
      let text = try #require(value["text"]?.string)
      return Case(
        name: value["id"]?.string ?? "", text: text, ids: ids(value["ids"]),
        specialPrefix: ids(value["special_prefix"]), decoded: value["decoded"]?.string ?? text)
    }
  }

  private static func ids(_ value: JSONValue?) -> [Int32] {
    (value?.array ?? []).compactMap { $0.integer.map { Int32($0) } }
  }

  /// Expects ids, special tokens and decoded text of every case.
  static func check(_ tokenizer: Tokenizer, _ cases: [Case]) throws {
    for item in cases {
      #expect(try tokenizer.encode(item.text) == item.ids, "\(item.name)")
      if !item.specialPrefix.isEmpty {
        let special = try tokenizer.encode(item.text, addingSpecialTokens: true)
        #expect(special == item.specialPrefix + item.ids, "\(item.name)")
      }
      // As bytes: strings of Swift are equal where one is composed and the other is not.
      let decoded = try tokenizer.decode(item.ids)
      #expect(decoded.utf8.elementsEqual(item.decoded.utf8), "\(item.name)")
    }
  }

  /// A tokenizer of a few tokens; `fields` go into the file, `model` into its model.
  static func small(
    _ vocabulary: [String], merges: [[String]] = [], model: [(String, JSONValue)] = [],
    _ fields: [(String, JSONValue)] = []
  ) throws -> Tokenizer {
    try Tokenizer(json: file(vocabulary, merges: merges, model: model, fields), path: "small.json")
  }

  static func file(
    _ vocabulary: [String], merges: [[String]] = [], model: [(String, JSONValue)] = [],
    _ fields: [(String, JSONValue)] = []
  ) -> [UInt8] {
    let entries = vocabulary.enumerated().map { ($1, JSONValue($0)) }
    let pairs = merges.map { JSONValue.array($0.map { .string($0) }) }
    let members: [(String, JSONValue)] =
      [("type", "BPE"), ("vocab", object(entries)), ("merges", .array(pairs))] + model
    return JSONWriter.bytes(of: object([("model", object(members))] + fields))
  }

  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(JSONObject(members.map { JSONObject.Member(key: $0.0, value: $0.1) }))
  }

  /// An entry of `added_tokens`; `true` for each of the flags named.
  static func added(_ content: String, id: Int, _ flags: String...) -> JSONValue {
    let names = ["special", "normalized", "lstrip", "rstrip", "single_word"]
    let members: [(String, JSONValue)] =
      [("id", JSONValue(id)), ("content", .string(content))]
    return object(members + names.map { ($0, .bool(flags.contains($0))) })
  }
}
