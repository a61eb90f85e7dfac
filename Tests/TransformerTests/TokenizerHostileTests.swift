import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

struct TokenizerHostileTests {
  /// File and, where it is accepted, how many ids 30 times "a" and a "b" give; MANIFEST.tsv.
  private static func manifest() throws -> [(file: String, ids: Int?)] {
    let path = SharedFolder.path("corpora/tokenizer/MANIFEST.tsv")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t")
      let words = fields[1].split(separator: " ")
      return (String(fields[0]), words[0] == "accept" ? Int(words[1]) : nil)
    }
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `every damaged file gets the verdict of the manifest`() throws {
    let manifest = try Self.manifest()
    #expect(manifest.count == 27)
    for (name, ids) in manifest {
      let path = SharedFolder.path("corpora/tokenizer/\(name)")
      let json = [UInt8](try Data(contentsOf: URL(filePath: path)))
      if let ids {
        let tokenizer = try Tokenizer(json: json, path: path)
        #expect(
          try tokenizer.encode(String(repeating: "a", count: 30) + "b").count == ids, "\(name)")
      } else {
        let error = #expect(throws: TokenizerError.self, "\(name)") {
          try Tokenizer(json: json, path: path)
        }
        #expect("\(error.map { "\($0)" } ?? "")".hasPrefix(path + ": "), "\(name)")
      }
    }
  }

  @Test func `a file cut off anywhere is refused`() throws {
    let whole = TokenizerGolden.file(["a", "b", "ab"], merges: [["a", "b"]])
    for length in 0..<whole.count {
      #expect(throws: TokenizerError.self) {
        try Tokenizer(json: Array(whole[..<length]), path: "cut.json")
      }
    }
    #expect(try Tokenizer(json: whole, path: "whole.json").encode("ab") == [2])
  }

  @Test func `a byte changed anywhere never traps`() throws {
    let folder = try TokenizerGolden.folder("mistral-sequence-classification")
    var json = [UInt8](try Data(contentsOf: folder.appending(path: "tokenizer.json")))
    let seed: UInt64 = 7
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let place = Int.random(in: 0..<json.count, using: &generator)
      let byte = json[place]
      json[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
      let tokenizer = try? Tokenizer(json: json, path: "changed.json")
      _ = try? tokenizer.map { try $0.decode($0.encode("a b\u{E9}\n")) }
      json[place] = byte
    }
  }

  @Test func `what cannot be followed is refused by its name with a remedy`() throws {
    func refusal(_ field: String, _ value: JSONValue) -> String {
      do {
        _ = try TokenizerGolden.small(["a"], [(field, value)])
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      refusal("normalizer", ["type": "NFKC"]).hasPrefix(
        "small.json: normalizer is \"NFKC\", which is not supported. Supported are NFC"))
    #expect(
      refusal("pre_tokenizer", ["type": "BertPreTokenizer"]).contains(
        "pre_tokenizer is \"BertPreTokenizer\""))
    let pattern: JSONValue = ["Regex": "a(?<n>b)\u{1B}[31m"]
    let split: JSONValue = [
      "type": "Sequence",
      "pretokenizers": [["type": "Split", "pattern": pattern, "behavior": "Isolated"]],
    ]
    #expect(
      refusal("pre_tokenizer", split)
        == "small.json: pre_tokenizer.pretokenizers[0].pattern.Regex is \"a(?<n>b)\\u{1B}[31m\", "
        + "which cannot be used: this kind of group is not supported, at character 3. "
        + "Use only constructs of Qwen2's or Llama 3's split patterns.")
  }

  @Test func `replacements that would swell a text are refused, as are endless steps`() throws {
    let letter: JSONValue = ["type": "Replace", "pattern": ["String": "a"], "content": "aaaa"]
    for (count, isRefused) in [(4, false), (5, true)] {
      let steps = JSONValue.array(Array(repeating: letter, count: count))
      let normalizer: JSONValue = ["type": "Sequence", "normalizers": steps]
      let tokenizer = try? TokenizerGolden.small(["a"], [("normalizer", normalizer)])
      #expect((tokenizer == nil) == isRefused)
      if let tokenizer { #expect(try tokenizer.encode("a").count == 256) }
    }
    let lower = JSONValue.array(Array(repeating: ["type": "Lowercase"], count: 65))
    #expect(throws: TokenizerError.self) {
      try TokenizerGolden.small(
        ["a"], [("normalizer", ["type": "Sequence", "normalizers": lower])])
    }
  }

  @Test func `no table is as large as the largest id`() throws {
    let vocabulary = TokenizerGolden.object([("a", 0), ("b", 2_147_483_646)])
    let model = TokenizerGolden.object([
      ("type", "BPE"), ("vocab", vocabulary), ("merges", []),
    ])
    let json = JSONWriter.bytes(of: TokenizerGolden.object([("model", model)]))
    let tokenizer = try Tokenizer(json: json, path: "far.json")
    #expect(tokenizer.idLimit == 2_147_483_647)
    #expect(try tokenizer.encode("ab") == [0, 2_147_483_646])
    #expect(try tokenizer.decode([2_147_483_646, 5, -1]) == "b")
    #expect(tokenizer.token(5) == nil)
  }

  @Test func `a long run of one character is merged whole`() throws {
    let tokenizer = try TokenizerGolden.small(
      ["a", "aa", "aaaa"], merges: [["a", "a"], ["aa", "aa"]])
    #expect(try tokenizer.encode(String(repeating: "a", count: 40_003)).count == 10_002)
  }
}
