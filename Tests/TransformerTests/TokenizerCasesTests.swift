import Foundation
import TestSupport
import Testing
@testable import Transformer

struct TokenizerCasesTests {
  @Test(arguments: [
    "qwen2-crm", "llama-plus-minus", "mistral-sequence-classification",
    "mistral-sequence-classification-legacy",
  ])
  func `every case gives the ids and the text of the reference library`(name: String) throws {
    let folder = try TokenizerGolden.folder(name)
    let cases = try TokenizerGolden.cases(folder.appending(path: "tokenizer_cases.jsonl"))
    #expect(cases.count == 320)
    try TokenizerGolden.check(TokenizerGolden.tokenizer(in: folder), cases)
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `every case of the whole Qwen2 tokenizer gives the ids of the reference library`() throws {
    let folder = URL(filePath: SharedFolder.path("golden/tokenizers/qwen2"))
    let tokenizer = try TokenizerGolden.tokenizer(in: folder)
    #expect(tokenizer.idLimit == 151_646)
    #expect(tokenizer.id(of: "<|im_end|>") == 151_645)
    let cases = try TokenizerGolden.cases(folder.appending(path: "cases.jsonl"))
    #expect(cases.count == 1800)
    try TokenizerGolden.check(tokenizer, cases)
  }

  @Test func `texts encoded at once by many threads give the same ids`() async throws {
    let folder = try TokenizerGolden.folder("qwen2-crm")
    let tokenizer = try TokenizerGolden.tokenizer(in: folder)
    let cases = try TokenizerGolden.cases(folder.appending(path: "tokenizer_cases.jsonl"))
    let short = cases.filter { $0.text.utf8.count < 500 }
    let texts = short.map(\.text)
    let wanted = short.map(\.ids)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { texts.map { try? tokenizer.encode($0) } == wanted }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }
}
