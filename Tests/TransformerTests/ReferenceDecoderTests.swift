import Foundation
import TestSupport
import Testing
@testable import Transformer

struct ReferenceDecoderTests {
  @Test(arguments: GoldenCheckpoint.all)
  func `every golden checkpoint gives its logits, probabilities and hidden states`(
    _ golden: GoldenCheckpoint
  ) throws {
    let expected = try golden.expected()
    let decoder = try ReferenceDecoder(folder: golden.folder)
    let head = try GoldenHead(
      expected, TensorFiles(folder: golden.folder), inputs: decoder.configuration.hiddenSize)
    #expect(expected.cases.count >= 12)
    #expect(!expected.quickCases.isEmpty)
    for golden in expected.quickCases {
      #expect(!golden.readouts.isEmpty)
      let difference = GoldenDifference(golden, head, decoder)
      #expect(difference.isWithinTolerance, "\(golden.name): \(difference)")
    }
  }

  @Test(.enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)))
  func `policy and reference of an implicit reward model give its log-ratios`() throws {
    let folder = SharedFolder.path("golden/checkpoints/implicit-prm")
    let expected = try GoldenExpectation(folder: folder)
    let policy = try ReferenceDecoder(folder: folder + "/policy")
    let reference = try ReferenceDecoder(folder: folder + "/reference")
    for golden in expected.quickCases {
      let start = try #require(golden.value["response_start"]?.integer)
      let ratios = try #require(golden.value["log_ratio"]?.array).compactMap(\.number)
      let got = zip(
        logProbabilities(policy, golden.ids, from: start),
        logProbabilities(reference, golden.ids, from: start)
      ).map { $0 - $1 }
      #expect(got.count == ratios.count)
      for (got, want) in zip(got, ratios) { #expect(abs(got - want) <= 5e-4, "\(golden.name)") }
    }
  }

  private func logProbabilities(
    _ decoder: ReferenceDecoder, _ ids: [Int32], from start: Int
  ) -> [Double] {
    let d = decoder.configuration.hiddenSize
    let states = decoder.hiddenStates(ids)
    return decoder.logProbabilities(
      of: Array(ids[start...]), Array(states[(start - 1) * d..<(ids.count - 1) * d]))
  }

  // MARK: Sensitivity

  /// What `change` makes of the shortest golden case.
  private func difference(
    _ name: String, _ change: (inout DecoderConfiguration) -> Void
  ) throws -> GoldenDifference {
    let golden = GoldenCheckpoint(name: name)
    let expected = try golden.expected()
    let tensors = try TensorFiles(folder: golden.folder)
    var configuration = try DecoderConfiguration(folder: golden.folder)
    change(&configuration)
    let weights = try DecoderWeights(configuration, in: tensors)
    let head = try GoldenHead(expected, tensors, inputs: configuration.hiddenSize)
    let shortest = try #require(expected.cases.min { $0.ids.count < $1.ids.count })
    return GoldenDifference(
      shortest, head, try ReferenceDecoder(configuration, weights, in: tensors))
  }

  @Test func `biases and norms of heads that would be left out are refused`() throws {
    #expect(throws: CheckpointError.self) {
      try difference("qwen2-crm-sharded", { $0.attentionBiases = .none })
    }
    #expect(throws: CheckpointError.self) {
      try difference("qwen3-token-classification", { $0.normalizesQueriesAndKeys = false })
    }
  }

  @Test func `a wrong base, scaling, epsilon or window is seen in the numbers`() throws {
    let (llama, qwen2) = ("llama-token-classification", "qwen2-crm-sharded")
    let mistakes: [(String, (inout DecoderConfiguration) -> Void)] = [
      (qwen2, { $0.rotary.base = 10000 }),
      (llama, { $0.rotary.scaling = .none }),
      (llama, { $0.rotary.scaling = .linear(factor: 8) }),
      (qwen2, { $0.normEpsilon = 1e-3 }),
      (qwen2, { $0.slidingWindows = $0.slidingWindows.map { _ in 8 } }),
    ]
    for (index, (name, change)) in mistakes.enumerated() {
      #expect(try difference(name, { _ in }).isWithinTolerance)
      #expect(try !difference(name, change).isWithinTolerance, "mistake \(index) in \(name)")
    }
  }

  @Test func `a window as long as the text changes nothing`() throws {
    let decoder = { (window: Int?) in
      try difference("qwen2-crm-sharded") {
        $0.slidingWindows = $0.slidingWindows.map { _ in window }
      }
    }
    #expect(try decoder(28).isWithinTolerance)
  }
}

struct ReferenceDecoderKernelTests {
  @Test func `a projection multiplies by the transposed matrix and adds the bias`() {
    let y = ReferenceKernels.project(
      [1, 2, 3, 4, 5, 6], [1, 0, 0, 0, 1, 1], bias: [10, 20], inputs: 3)
    #expect(y == [11, 25, 14, 31])
  }

  @Test func `a norm divides by the root mean square of each row`() {
    let y = ReferenceKernels.normalize([3, 4, 0, 0], weight: [1, 2], epsilon: 1e-12)
    let rms = Float(12.5).squareRoot()
    #expect(abs(y[0] - 3 / rms) < 1e-6 && abs(y[1] - 8 / rms) < 1e-6 && y[2...] == [0, 0])
  }

  @Test func `turning keeps lengths, and products depend on the distance only`() {
    let frequencies = RotaryEncoding(base: 100).frequencies(headDimension: 4)
    #expect(frequencies == [1, 0.1])
    func turned(_ x: [Float], at position: Int) -> [Float] {
      var x = x
      ReferenceKernels.rotate(&x, heads: 1, frequencies: frequencies, firstPosition: position)
      return x
    }
    let (q, k): ([Float], [Float]) = ([1, 2, 3, 4], [4, -1, 2, 0.5])
    #expect(turned(q, at: 0) == q)
    func product(_ a: Int, _ b: Int) -> Float {
      zip(turned(q, at: a), turned(k, at: b)).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(abs(product(7, 3) - product(104, 100)) < 1e-4)
    #expect(abs(product(7, 3) - product(3, 7)) > 0.1)
  }

  @Test func `the pairs of a turn are the halves of a head`() {
    var x: [Float] = [1, 0, 0, 0]
    ReferenceKernels.rotate(&x, heads: 1, frequencies: [.pi / 2, 0], firstPosition: 1)
    #expect(abs(x[0]) < 1e-6 && abs(x[2] - 1) < 1e-6 && x[1] == 0 && x[3] == 0)
  }

  @Test func `llama3 scaling keeps short waves, stretches long ones and blends between`() {
    let plain = RotaryEncoding(base: 500_000).frequencies(headDimension: 32)
    let scaled = RotaryEncoding(
      base: 500_000,
      scaling: .llama3(factor: 8, lowFactor: 1, highFactor: 4, originalLength: 128)
    ).frequencies(headDimension: 32)
    var bands = Set<String>()
    for (before, after) in zip(plain, scaled) {
      let wave = 2 * Double.pi / before
      if wave < 32 {
        bands.insert("short")
        #expect(after == before)
      } else if wave > 128 {
        bands.insert("long")
        #expect(after == before / 8)
      } else {
        bands.insert("between")
        #expect(after < before && after > before / 8)
      }
    }
    #expect(bands.count == 3)
  }

  @Test func `attention is causal, grouped and windowed`() {
    // Two query heads share one key head of size 2; all queries and keys are equal, so that the
    // values that are seen are averaged.
    let (q, k) = ([Float](repeating: 0, count: 12), [Float](repeating: 1, count: 6))
    let v: [Float] = [1, 10, 2, 20, 6, 60]
    let whole = ReferenceKernels.attend(q, k, v, heads: 2, keyHeads: 1, size: 2, window: nil)
    #expect(whole == [1, 10, 1, 10, 1.5, 15, 1.5, 15, 3, 30, 3, 30])
    let near = ReferenceKernels.attend(q, k, v, heads: 2, keyHeads: 1, size: 2, window: 2)
    #expect(near == [1, 10, 1, 10, 1.5, 15, 1.5, 15, 4, 40, 4, 40])
    let self1 = ReferenceKernels.attend(q, k, v, heads: 2, keyHeads: 1, size: 2, window: 1)
    #expect(self1 == [1, 10, 1, 10, 2, 20, 2, 20, 6, 60, 6, 60])
  }

  @Test func `log-probabilities of all tokens sum to one`() {
    let logits: [Float] = [1, -2, 0.5, 100]
    let sum = (0..<4).reduce(0.0) {
      $0 + exp(ReferenceKernels.logProbability(of: $1, logits))
    }
    #expect(abs(sum - 1) < 1e-12)
    #expect(abs(ReferenceKernels.logProbability(of: 0, logits) + 99) < 1e-9)
  }
}
