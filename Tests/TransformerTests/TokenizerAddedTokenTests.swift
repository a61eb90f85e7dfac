import JSON
import Testing
@testable import Transformer

struct TokenizerAddedTokenTests {
  private static let letters = ["a", "b", "c", " ", "<", ">"]

  private static func tokenizer(
    _ tokens: [JSONValue], normalizer: JSONValue = .null
  ) throws -> Tokenizer {
    try TokenizerGolden.small(
      letters, [("added_tokens", .array(tokens)), ("normalizer", normalizer)])
  }

  @Test func `of tokens at one place the longest counts, and an earlier one before it`() throws {
    let tokenizer = try Self.tokenizer([
      TokenizerGolden.added("ab", id: 6), TokenizerGolden.added("abca", id: 7),
      TokenizerGolden.added("bcab", id: 8),
    ])
    #expect(try tokenizer.encode("abca") == [7])
    #expect(try tokenizer.encode("abcb") == [6, 2, 1])
    #expect(try tokenizer.encode("cbcabca") == [2, 8, 2, 0])
    #expect(try tokenizer.encode("abcab") == [7, 1])
  }

  @Test func `white space beside a token goes along where the token says so`() throws {
    let tokenizer = try Self.tokenizer([
      TokenizerGolden.added("<a>", id: 6, "lstrip"), TokenizerGolden.added("<b>", id: 7, "rstrip"),
    ])
    #expect(try tokenizer.encode("a  <a> b <b>  <a>c") == [0, 6, 3, 1, 3, 7, 6, 2])
  }

  @Test func `a single word is no part of a longer one`() throws {
    let tokenizer = try Self.tokenizer([TokenizerGolden.added("ab", id: 6, "single_word")])
    #expect(try tokenizer.encode("ab ab<ab>") == [6, 3, 6, 4, 6, 5])
    #expect(try tokenizer.encode("abc cab") == [0, 1, 2, 3, 2, 0, 1])
    #expect(try tokenizer.encode("\u{24B6}ab \u{B2}ab") == [0, 1, 3, 6])
  }

  @Test func `a normalized token is looked for after the normalizer, another before it`() throws {
    let tokenizer = try Self.tokenizer(
      [TokenizerGolden.added("<A>", id: 6, "normalized"), TokenizerGolden.added("<B>", id: 7)],
      normalizer: ["type": "Lowercase"])
    #expect(try tokenizer.encode("<a><A><B><b>") == [6, 6, 7, 4, 1, 5])
    #expect(try tokenizer.decode([6, 7]) == "<a> <B>")
  }

  @Test func `ids follow the vocabulary, whatever the file says`() throws {
    let tokenizer = try Self.tokenizer([
      TokenizerGolden.added("x", id: 4_294_967_295), TokenizerGolden.added("a", id: 9),
      TokenizerGolden.added("y", id: 0), TokenizerGolden.added("x", id: 8),
      TokenizerGolden.added("", id: 10),
    ])
    #expect(try tokenizer.encode("xay") == [6, 0, 7])
    #expect(tokenizer.idLimit == 8)
    #expect(tokenizer.id(of: "y") == 7)
    #expect(tokenizer.token(6) == "x")
  }

  @Test func `names are told apart by their bytes`() throws {
    let tokenizer = try TokenizerGolden.small(["\u{E9}", "e\u{301}"])
    #expect(tokenizer.id(of: "\u{E9}") == 0)
    #expect(tokenizer.id(of: "e\u{301}") == 1)
  }
}
