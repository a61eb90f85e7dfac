import Foundation
import JSON
import Testing

@testable import Transformer

struct BytePairTrainingTests {
  private static func training(
    _ texts: [String], vocabularySize: Int = 400, specialTokens: [String] = ["<|endoftext|>"]
  ) -> BytePairTraining {
    var pieces = BytePairTraining.Pieces()
    for text in texts { pieces.add(text) }
    return BytePairTraining(
      pieces, vocabularySize: vocabularySize, specialTokens: specialTokens)
  }

  private static func tokenizer(_ training: BytePairTraining) throws -> Tokenizer {
    try Tokenizer(json: training.file(), path: "tokenizer.json")
  }

  /// Golden/scripts/make_trained_tokenizer.py asked Hugging Face's library for the ids of this file.
  @Test
  func `a trained tokenizer is the same bytes everywhere, and other libraries read the same ids`()
    throws
  {
    let source = try TokenizerGolden.cases(
      try TokenizerGolden.folder("qwen2-crm").appending(path: "tokenizer_cases.jsonl"))
    let file = Self.training(source.map(\.text)).file()
    if let path = ProcessInfo.processInfo.environment["MISSTEP_WRITE_TOKENIZER"] {
      try Data(file).write(to: URL(filePath: path))
    }
    let folder = try TokenizerGolden.folder("trained")
    #expect(try Data(contentsOf: folder.appending(path: "tokenizer.json")) == Data(file))
    let cases = try TokenizerGolden.cases(folder.appending(path: "tokenizer_cases.jsonl"))
    #expect(cases.count == source.count)
    try TokenizerGolden.check(TokenizerGolden.tokenizer(in: folder), cases)
  }

  @Test func `what stands together most often becomes a token first`() throws {
    let training = Self.training(["lower lower lower lowest low"], vocabularySize: 261)
    let learnt = training.tokens.dropFirst(257).map { String(decoding: $0, as: UTF8.self) }
    // "lo" and "ow" are seen five times; of both the pair with lower ids comes first.
    #expect(learnt == ["lo", "low", " low", "er"])
    #expect(try Self.tokenizer(training).encode(" lowest").count == 4)
  }

  @Test func `digits stay single, whatever stands around them`() throws {
    let training = Self.training((0..<50).map { "It costs 12345 and 12345 of 99 coins, \($0)." })
    let tokenizer = try Self.tokenizer(training)
    let ids = try tokenizer.encode("It costs 12345.")
    let digits = "12345".map { tokenizer.id(of: String($0)) }
    #expect(Array(ids.dropLast().suffix(5)) == digits)
  }

  @Test func `any text comes back, also what was never seen`() throws {
    let tokenizer = try Self.tokenizer(Self.training(["a few words, a few words"]))
    for text in ["", "Ω ≠ 🦀\r\n\t", "a few\u{0}words", String(repeating: "ab ", count: 500)] {
      #expect(try tokenizer.decode(tokenizer.encode(text)) == text)
    }
    #expect(try tokenizer.encode("a few<|endoftext|>").last == 0)
  }

  @Test func `without texts there are the bytes`() throws {
    let training = Self.training([], vocabularySize: 1000)
    #expect(training.vocabularySize == 257 && training.merges.isEmpty)
    #expect(try Self.tokenizer(training).encode("ab") == [98, 99])
  }
}
