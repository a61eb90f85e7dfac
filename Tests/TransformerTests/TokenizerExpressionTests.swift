import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

extension SplitExpression.Origin {
  static let test = SplitExpression.Origin(path: "tokenizer.json", field: "pre_tokenizer.pattern")
}

struct TokenizerExpressionTests {
  private static func matches(_ expression: String, in text: [UInt8]) throws -> [Range<Int>] {
    let expression = try SplitExpression(expression, origin: .test)
    return try text.withUnsafeBufferPointer { try expression.matches(in: $0) }
  }

  @Test func `expressions find what the reference library finds by Oniguruma`() throws {
    let golden = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    let url = golden.appending(path: "tokenizers/expressions.jsonl")
    var count = (compared: 0, refused: 0)
    for line in try [UInt8](Data(contentsOf: url)).split(separator: 0x0A) {
      let value = try JSONParser().parse(line).value
      let expression = try #require(value["expression"]?.string)
      let text = try #require(value["text"]?.string)
      let wanted = (value["matches"]?.array ?? []).compactMap { pair -> Range<Int>? in
        guard let ends = pair.array, let start = ends[0].integer, let end = ends[1].integer
        else { return nil }
        return start..<end
      }
      do {
        let found = try Self.matches(expression, in: Array(text.utf8))
        #expect(found.filter { !$0.isEmpty } == wanted, "\(expression) on \(text)")
        count.compared += 1
      } catch is ExpressionError {
        // Left out on purpose; what is, a test below says.
        count.refused += 1
      }
    }
    #expect(count.compared > 600 && count.refused < 50, "\(count)")
  }

  @Test(arguments: [
    "(", ")", "[a", "[]", "a{2,1}", "a{9999}", "*", "a|*b", "^*", #"\b+"#, "(?=a)*", #"\p{Nope}"#,
    #"\1"#, "[b-a]", "[[:alpha:]]", #"\"#, #"\x{110000}"#, #"\xff"#, "(?<n>a)", #"(?<n>a)\k<n>"#,
    #"\Ka"#, #"\Ga"#, #"\X"#, "(?<=a+b)c", "(?<=a|(?:b|cc))d", "(?i:ss)", "(?i)s(?:s)",
    "(?i:\u{DF})",
    "(?i)[\u{DF}]", #"(?i)[\p{Lu}]"#, "(?i)[a[^b]]", "(?i)[a&&b]", "(?s:.)", "(?#a",
  ])
  func `what two engines would read in different ways is refused`(expression: String) {
    #expect(throws: ExpressionError.self) { try SplitExpression(expression, origin: .test) }
  }

  /// Each of them made some engine overflow its stack, take all memory, or never end.
  @Test(arguments: [
    "a" + String(repeating: "{1}", count: 30_000), "a" + String(repeating: "{1}", count: 3000),
    "(){1000}{1000}{1000}{1000}", "(?=){1000}{1000}{1000}{1000}", "(?:){1000}{1000}{1000}",
    "(?:(?=a)){1000}{1000}{1000}", "(?:a|bc){1000}{1000}", "((a{1000}b){1000}c){1000}",
    String(repeating: "(", count: 5000), String(repeating: "[", count: 5000),
    String(repeating: "(?i)", count: 2000), String(repeating: "[&&", count: 3000),
    String(repeating: #"\b"#, count: 4000), String(repeating: #"\p{L}"#, count: 1500),
    String(repeating: "a|", count: 50_000), String(repeating: #"(?:\p{L}|\w){1,8}"#, count: 100),
  ])
  func `an expression that is too large is refused at once`(expression: String) {
    let duration = ContinuousClock().measure {
      #expect(throws: ExpressionError.self) { try SplitExpression(expression, origin: .test) }
    }
    #expect(duration < .seconds(1))
  }

  @Test(arguments: [
    "(a|a)*b|a", "(a*)*b", "(?:a+)+c|a", "(?:a*)*c|a", "a++b|a", "(?:a?){9}b|a", "(?=.*x)a",
    "(?=(.*)*x)a|a", "(?:.*)*(?:.*)*(?:.*)*[xa]c", "(?:a{0,30}){0,30}b|a",
  ])
  func `an expression that goes back and forth ends with its matches or an error`(
    expression: String
  ) throws {
    let text = [UInt8](repeating: 0x61, count: 30_000)
    let duration = try ContinuousClock().measure {
      do {
        let count = try Self.matches(expression, in: text).count
        #expect(count == 0 || count == text.count)
      } catch let error as TokenizationError {
        #expect(error.field == "pre_tokenizer.pattern" && error.byteCount == text.count)
      }
    }
    #expect(duration < .seconds(30))
  }

  @Test func `a limit that is reached while a text is encoded says where and what`() throws {
    let split: JSONValue = [
      "type": "Split", "pattern": ["Regex": "(a|a)*[bc]"], "behavior": "Isolated",
    ]
    let tokenizer = try TokenizerGolden.small(["a", "b"], [("pre_tokenizer", split)])
    #expect(try tokenizer.encode("aab") == [0, 0, 1])
    let text = String(repeating: "a", count: 400)
    let error = #expect(throws: TokenizationError.self) { try tokenizer.encode(text) }
    #expect(
      error.map { "\($0)" }
        == "small.json: the expression of pre_tokenizer.pattern.Regex takes too long on a text of 400 "
        + "bytes. Shorten the text, or choose a model with a simpler tokenizer.")
  }

  @Test func `a limit that an added token reaches is an error of the file`() throws {
    let replace: JSONValue = [
      "type": "Replace", "pattern": ["Regex": "(a|a)*[bc]"], "content": "",
    ]
    let token: JSONValue = [
      "id": 1, "content": .string(String(repeating: "a", count: 900)), "normalized": true,
    ]
    let error = #expect(throws: TokenizerError.self) {
      try TokenizerGolden.small(["a"], [("normalizer", replace), ("added_tokens", [token])])
    }
    #expect(error?.reason == .slowExpression(field: "normalizer.pattern.Regex"))
  }

  @Test func `long runs that the usual expressions pass over are no limit`() throws {
    let spaces = [UInt8](repeating: 0x20, count: 60_000) + [0x61]
    #expect(try Self.matches(#"\s*[\r\n]+|\s+(?!\S)|\s+"#, in: spaces).count == 2)
    let letters = Array(String(repeating: "\u{E9}", count: 15_000).utf8)
    #expect(try Self.matches(#"(?:\p{L}\p{M}*)+"#, in: letters) == [0..<30_000])
  }

  @Test func `an empty match counts where none ended before it`() throws {
    let found = try Self.matches("a*", in: Array("baac".utf8))
    #expect(found == [0..<0, 1..<3, 4..<4])
  }

  @Test func `pieces with empty matches between them are not joined`() throws {
    let rule = SplitRule(
      pattern: .expression(try SplitExpression("(?=b)", origin: .test)), behavior: .contiguous,
      isInverted: false)
    let pieces = try Array("abab".utf8).withUnsafeBufferPointer { try rule.pieces(of: $0) }
    #expect(pieces == [0..<1, 1..<3, 3..<4])
  }

  @Test func `a file of many expressions is refused`() {
    let part: JSONValue = ["type": "Split", "pattern": ["Regex": "a"], "behavior": "Isolated"]
    let steps = JSONValue.array(Array(repeating: part, count: 17))
    let error = #expect(throws: TokenizerError.self) {
      try TokenizerGolden.small(
        ["a"], [("pre_tokenizer", ["type": "Sequence", "pretokenizers": steps])])
    }
    #expect("\(error.map { "\($0)" } ?? "")".contains("pre_tokenizer is \"17 expressions\""))
  }
}
