import Foundation
import TestSupport
import Testing
@testable import Transformer

/// Whether this processor multiplies in a precision; tests of others are skipped and say so.
enum Available {
  static let bf16 = has(.bf16)
  static let int8 = has(.int8)
  static let absence: Comment = "this processor does not compute in that precision"

  private static func has(_ precision: DecoderPrecision) -> Bool {
    (try? precision.elements()) != nil
  }
}

/// How far read-outs are from what a golden checkpoint expects.
struct EngineDifference {
  var logit = 0.0
  var probability = 0.0
  var probabilitySum = 0.0
  var hidden = 0.0
  var count = 0

  var meanProbability: Double { probabilitySum / Double(max(1, count)) }

  init(_ golden: GoldenCheckpoint, _ precision: DecoderPrecision) throws {
    let expected = try golden.expected()
    let folder = golden.folder
    let engine = try DecoderEngine(folder: folder, precision: precision)
    let cases = expected.quickCases
    let hidden = try engine.hiddenStates(
      batch: cases.map(\.ids), positions: cases.map { $0.readouts.map(\.position) })
    for (golden, hidden) in zip(cases, hidden) {
      try add(golden, hidden, expected, engine, folder)
    }
  }

  private mutating func add(
    _ golden: GoldenExpectation.Case, _ states: [Float], _ expected: GoldenExpectation,
    _ engine: DecoderEngine, _ folder: String
  ) throws {
    let d = engine.configuration.hiddenSize
    let tensors = try TensorFiles(folder: folder)
    let head = try GoldenHead(expected, tensors, inputs: d)
    let name = ["qwen2-v-head", "qwen2-crm"].contains(expected.kind) ? "v_head.summary" : "score"
    let layers =
      expected.kind == "llama-plus-minus"
      ? nil : try RewardHead(named: name, in: tensors, inputs: d)
    let tokens = ["positive_token_id", "negative_token_id"].compactMap {
      expected.reward[$0]?.integer.map(Int32.init)
    }
    #expect(states.count == golden.readouts.count * d)
    for (index, readout) in golden.readouts.enumerated() {
      let state = Array(states[index * d..<(index + 1) * d])
      let values = state.map(Double.init)
      let mean = values.reduce(0, +) / Double(d)
      let rms = (values.reduce(0) { $0 + $1 * $1 } / Double(d)).squareRoot()
      hidden = max(hidden, abs(mean - readout.hiddenMean), abs(rms - readout.hiddenRMS))
      let logits = try (layers?.logits(state) ?? engine.logits(of: tokens, state)).map(Double.init)
      #expect(logits.count == readout.logits.count)
      for (got, want) in zip(logits, readout.logits) { logit = max(logit, abs(got - want)) }
      let difference = abs(head.probability(logits) - readout.probability)
      probability = max(probability, difference)
      probabilitySum += difference
      count += 1
    }
  }
}

struct EngineGoldenTests {
  @Test(arguments: GoldenCheckpoint.all)
  func `float32 gives every golden checkpoint's logits, probabilities and hidden states`(
    _ golden: GoldenCheckpoint
  ) throws {
    let difference = try EngineDifference(golden, .f32)
    let readouts = try golden.expected().quickCases.flatMap(\.readouts)
    #expect(difference.count == readouts.count && !readouts.isEmpty)
    #expect(difference.logit <= 5e-4, "\(difference)")
    #expect(difference.probability <= 1e-4, "\(difference)")
    #expect(difference.hidden <= 5e-5, "\(difference)")
  }

  /// transformers in bf16 differs from its own float32 by as much.
  @Test(.enabled(if: Available.bf16, Available.absence), arguments: GoldenCheckpoint.all)
  func `bf16 is as near to float32 as bf16 can be`(_ golden: GoldenCheckpoint) throws {
    let difference = try EngineDifference(golden, .bf16)
    #expect(difference.logit <= 0.2, "\(difference)")
    #expect(difference.probability <= 0.05, "\(difference)")
    #expect(difference.meanProbability <= 0.011, "\(difference)")
  }

  @Test(.enabled(if: Available.int8, Available.absence), arguments: GoldenCheckpoint.all)
  func `int8 moves probabilities by some hundredths`(_ golden: GoldenCheckpoint) throws {
    let difference = try EngineDifference(golden, .int8)
    #expect(difference.probability > 1e-4, "\(difference)")
    #expect(difference.probability <= 0.2, "\(difference)")
    #expect(difference.meanProbability <= 0.04, "\(difference)")
    if ProcessInfo.processInfo.environment["MISSTEP_PRINT_DIFFERENCES"] != nil {
      print(golden.name, difference)
    }
  }

  @Test(
    .enabled(if: SharedFolder.exists, Comment(rawValue: SharedFolder.absence)),
    arguments: [(DecoderPrecision.f32, 5e-4), (.bf16, 0.2)])
  func `policy and reference of an implicit reward model give its log-ratios`(
    _ precision: DecoderPrecision, _ tolerance: Double
  ) throws {
    guard precision != .bf16 || Available.bf16 else { return }
    let folder = SharedFolder.path("golden/checkpoints/implicit-prm")
    let cases = try GoldenExpectation(folder: folder).quickCases
    let starts = try cases.map { try #require($0.value["response_start"]?.integer) }
    let results = try ["/policy", "/reference"].map { part in
      try DecoderEngine(folder: folder + part, precision: precision)
        .logProbabilities(batch: cases.map(\.ids), from: starts)
    }
    for (index, golden) in cases.enumerated() {
      let ratios = try #require(golden.value["log_ratio"]?.array).compactMap(\.number)
      #expect(results[0][index].count == ratios.count)
      for (position, want) in ratios.enumerated() {
        let got = Double(results[0][index][position] - results[1][index][position])
        #expect(abs(got - want) <= tolerance, "\(golden.name) \(position): \(got), not \(want)")
      }
    }
  }
}
