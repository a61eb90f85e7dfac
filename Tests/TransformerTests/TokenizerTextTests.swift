import JSON
import Testing
@testable import Transformer

struct TokenizerTextTests {
  private static let mark = "\u{2581}"
  private static let words = ["a", "b", mark, mark + "a"]
  private static let merges = [[mark, "a"]]

  private static func metaspace(_ members: (String, JSONValue)...) throws -> Tokenizer {
    let space = TokenizerGolden.object([("type", "Metaspace")] + members)
    return try TokenizerGolden.small(
      words, merges: merges,
      [
        ("pre_tokenizer", space), ("decoder", space),
        ("added_tokens", [TokenizerGolden.added("<s>", id: 4)]),
      ])
  }

  @Test func `a mark goes in front of the whole text, of each stretch, or nowhere`() throws {
    let first = try Self.metaspace(("prepend_scheme", "first"))
    #expect(try first.encode("a<s>a") == [3, 4, 0])
    #expect(try first.encode(" a") == [3])
    #expect(try first.encode("<s>a") == [4, 0])
    let always = try Self.metaspace(("prepend_scheme", "always"))
    #expect(try always.encode("a<s>a") == [3, 4, 3])
    let never = try Self.metaspace(("prepend_scheme", "never"))
    #expect(try never.encode("a<s> a") == [0, 4, 3])
    #expect(try first.decode([3, 3]) == "a a")
    #expect(try never.decode([3, 3]) == " a a")
    let older = try Self.metaspace(("add_prefix_space", true))
    #expect(try older.encode("a<s>a") == [3, 4, 3])
  }

  @Test func `a normalizer puts its mark before every stretch, also before a space`() throws {
    let steps: JSONValue = [
      ["type": "Prepend", "prepend": .string(Self.mark)],
      ["type": "Replace", "pattern": ["String": " "], "content": .string(Self.mark)],
    ]
    let tokenizer = try TokenizerGolden.small(
      Self.words, merges: Self.merges,
      [
        ("normalizer", ["type": "Sequence", "normalizers": steps]),
        ("added_tokens", [TokenizerGolden.added("<s>", id: 4)]),
      ])
    #expect(try tokenizer.encode("a<s> a") == [3, 4, 2, 3])
    #expect(try tokenizer.encode("") == [])
  }

  @Test func `unknown characters become bytes, one token, several or none`() throws {
    let bytes = (0..<256).map { byte in
      "<0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) + ">"
    }
    let fallback = try TokenizerGolden.small(
      ["a", "?"] + bytes, model: [("byte_fallback", true), ("unk_token", "?")],
      [("decoder", ["type": "ByteFallback"])])
    #expect(try fallback.encode("a\u{E9}") == [0, 2 + 0xC3, 2 + 0xA9])
    #expect(try fallback.decode([0, 2 + 0xC3, 2 + 0xA9]) == "a\u{E9}")
    #expect(try fallback.decode([0, 2 + 0xC3, 0]) == "a\u{FFFD}a")
    let fused = try TokenizerGolden.small(
      ["a", "?"], model: [("unk_token", "?"), ("fuse_unk", true)])
    #expect(try fused.encode("xya\u{4E2D}") == [1, 0, 1])
    let single = try TokenizerGolden.small(["a", "?"], model: [("unk_token", "?")])
    #expect(try single.encode("xya") == [1, 1, 0])
    #expect(try TokenizerGolden.small(["a"]).encode("xya") == [0])
  }

  @Test func `a piece of the vocabulary needs no merges where they are ignored`() throws {
    let vocabulary = ["a", "b", "c", "ab", "abc"]
    let merges = [["a", "b"]]
    let plain = try TokenizerGolden.small(vocabulary, merges: merges)
    #expect(try plain.encode("abc") == [3, 2])
    let ignoring = try TokenizerGolden.small(
      vocabulary, merges: merges, model: [("ignore_merges", true)])
    #expect(try ignoring.encode("abc") == [4])
    #expect(try ignoring.encode("abca") == [3, 2, 0])
  }

  @Test func `a template goes around the text`() throws {
    let template: JSONValue = [
      "type": "TemplateProcessing",
      "single": [
        ["SpecialToken": ["id": "<s>", "type_id": 0]], ["Sequence": ["id": "A", "type_id": 0]],
        ["SpecialToken": ["id": "</s>", "type_id": 0]],
      ],
      "special_tokens": ["<s>": ["ids": [7]], "</s>": ["ids": [8, 9]]],
    ]
    let tokenizer = try TokenizerGolden.small(["a"], [("post_processor", template)])
    #expect(tokenizer.specialPrefix == [7])
    #expect(tokenizer.specialSuffix == [8, 9])
    #expect(try tokenizer.encode("aa", addingSpecialTokens: true) == [7, 0, 0, 8, 9])
    #expect(try tokenizer.encode("aa") == [0, 0])
    #expect(tokenizer.idLimit == 10)
  }

  @Test func `merges come as strings or as pairs`() throws {
    let model: JSONValue = ["type": "BPE", "vocab": ["a": 0, "b": 1, "ab": 2], "merges": ["a b"]]
    let json = JSONWriter.bytes(of: ["model": model])
    #expect(try Tokenizer(json: json, path: "strings.json").encode("aab") == [0, 2])
  }
}
