import Foundation
import Generation
import TestSupport
import Testing
import Transformer

/// A golden checkpoint's decoder and tokenizer.
struct GenerationFixture {
  let engine: DecoderEngine
  let tokenizer: Tokenizer

  /// The smallest one of this repository, whose tokenizer is byte-level.
  static let small = "rlhflow"

  init(_ name: String = small) throws {
    let folder = try #require(Self.folder(name))
    engine = try DecoderEngine(folder: folder, precision: .f32)
    let path = folder + "/tokenizer.json"
    tokenizer = try Tokenizer(json: [UInt8](Data(contentsOf: URL(filePath: path))), path: path)
  }

  /// A checkpoint's folder, or one within it; `nil` where it is nowhere.
  static func folder(_ name: String) -> String? {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    return GoldenFolder.path(parts[0]).map { ([$0] + parts.dropFirst()).joined(separator: "/") }
  }

  func generator(
    _ sampling: SamplingSettings = .greedy, tokens: Int = 24,
    _ change: (inout GenerationSettings) -> Void = { _ in }
  ) throws -> TextGenerator {
    var settings = GenerationSettings(sampling, maximumTokens: tokens)
    change(&settings)
    return try TextGenerator(engine, tokenizer: tokenizer, settings: settings)
  }

  func prompt(_ text: String, number: Int = 0, samples: Int = 1) throws -> GenerationPrompt {
    GenerationPrompt(
      number: number, tokens: try tokenizer.encode(text),
      seeds: (0..<samples).map { SampleStream.seed(7, text: text, sample: $0) })
  }
}

/// transformers' greedy continuations; Golden/make_generation.py made them.
struct GoldenContinuation: Decodable {
  var tokens: [Int32]
  var continuation: [Int32]
  var log_probabilities: [Float]

  static let all: [String: [GoldenContinuation]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/generation.json")
    let data = (try? Data(contentsOf: file)) ?? Data()
    return (try? JSONDecoder().decode([String: [GoldenContinuation]].self, from: data)) ?? [:]
  }()

  /// Those whose checkpoint is there.
  static let available = all.keys.filter { GenerationFixture.folder($0) != nil }.sorted()
}
