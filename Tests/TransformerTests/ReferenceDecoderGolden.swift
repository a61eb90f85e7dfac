import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// A golden checkpoint and what it must give; Golden/checkpoints/README.md says how it was made.
struct GoldenCheckpoint: CustomTestStringConvertible, Sendable {
  /// Those in this repository.
  static let own = [
    "llama-token-classification", "mistral-sequence-classification", "qwen2-crm-sharded",
    "qwen2-process-reward", "qwen2-v-head-plain", "qwen3-token-classification",
  ]
  /// Those that are read in place where the folder of real data is there.
  static let others = [
    "llama-plus-minus", "mistral-sequence-classification-legacy", "qwen2-crm",
    "qwen2-token-classification", "qwen2-v-head",
  ]

  var name: String
  var testDescription: String { name }

  static let all = (SharedFolder.exists ? own + others : own).map { GoldenCheckpoint(name: $0) }

  /// The folder in this repository, or else the one of the real data.
  var folder: String {
    guard Self.own.contains(name) else { return SharedFolder.path("golden/checkpoints/\(name)") }
    let golden = Bundle.module.url(forResource: "Golden", withExtension: nil)
    return golden?.appending(path: "checkpoints/\(name)").path ?? ""
  }

  func expected() throws -> GoldenExpectation { try GoldenExpectation(folder: folder) }
}

/// The content of an `expected.json`.
struct GoldenExpectation {
  struct Readout {
    var position: Int
    var logits: [Double]
    var probability: Double
    var hiddenMean: Double
    var hiddenRMS: Double
  }

  struct Case {
    var name: String
    var ids: [Int32]
    var readouts: [Readout]
    /// All the rest.
    var value: JSONValue
  }

  var kind: String
  var reward: JSONValue
  /// Those of variants too.
  var cases: [Case]

  init(folder: String) throws {
    let bytes = [UInt8](
      try Data(contentsOf: URL(filePath: folder).appending(path: "expected.json")))
    let value = try JSONParser.value(of: bytes)
    kind = try #require(value["kind"]?.string)
    reward = try #require(value["reward"])
    let variants = value["variants"]?.array ?? []
    let lists = [value["cases"]] + variants.map { $0["cases"] }
    cases = try lists.flatMap { try #require($0?.array) }.map(Self.goldenCase)
  }

  /// Builds without optimization take some thirty times as long.
  var quickCases: [Case] {
    #if DEBUG
      cases.filter { $0.ids.count <= 112 }
    #else
      cases
    #endif
  }

  private static func goldenCase(_ value: JSONValue) throws -> Case {
    Case(
      name: try #require(value["name"]?.string),
      ids: try #require(value["input_ids"]?.array).compactMap { $0.integer.map(Int32.init) },
      readouts: try #require(value["readouts"]?.array).map { readout in
        Readout(
          position: try #require(readout["position"]?.integer),
          logits: (readout["logits"]?.array ?? []).compactMap(\.number),
          probability: try #require(readout["probability"]?.number),
          hiddenMean: readout["hidden_mean"]?.number ?? .nan,
          hiddenRMS: readout["hidden_rms"]?.number ?? .nan)
      },
      value: value)
  }
}

/// What a head makes of the hidden states of some read-outs.
struct GoldenHead {
  private let head: RewardHead?
  private let kind: String
  private let tokens: [Int32]

  init(_ expected: GoldenExpectation, _ tensors: TensorFiles, inputs: Int) throws {
    kind = expected.kind
    tokens = ["positive_token_id", "negative_token_id"].compactMap {
      expected.reward[$0]?.integer.map(Int32.init)
    }
    let name = ["qwen2-v-head", "qwen2-crm"].contains(kind) ? "v_head.summary" : "score"
    head =
      kind == "llama-plus-minus"
      ? nil : try RewardHead(named: name, in: tensors, inputs: inputs)
  }

  /// hidden (rows, d); gives (rows, logits).
  func logits(_ hidden: [Float], _ decoder: ReferenceDecoder) -> [Float] {
    head?.logits(hidden) ?? decoder.logits(of: tokens, hidden)
  }

  func probability(_ logits: [Double]) -> Double {
    guard logits.count == 2 else { return 1 / (1 + exp(-logits[0])) }
    let difference = kind == "llama-plus-minus" ? logits[0] - logits[1] : logits[1] - logits[0]
    return 1 / (1 + exp(-difference))
  }
}

/// The largest differences from what a case expects.
struct GoldenDifference {
  var logit = 0.0
  var probability = 0.0
  var hidden = 0.0

  init(_ golden: GoldenExpectation.Case, _ head: GoldenHead, _ decoder: ReferenceDecoder) {
    let d = decoder.configuration.hiddenSize
    let states = decoder.hiddenStates(golden.ids)
    for readout in golden.readouts {
      let state = Array(states[readout.position * d..<(readout.position + 1) * d])
      let values = state.map(Double.init)
      let mean = values.reduce(0, +) / Double(d)
      let rms = (values.reduce(0) { $0 + $1 * $1 } / Double(d)).squareRoot()
      hidden = max(hidden, abs(mean - readout.hiddenMean), abs(rms - readout.hiddenRMS))
      let logits = head.logits(state, decoder).map(Double.init)
      guard logits.count == readout.logits.count else {
        logit = .infinity
        continue
      }
      for (got, want) in zip(logits, readout.logits) { logit = max(logit, abs(got - want)) }
      probability = max(probability, abs(head.probability(logits) - readout.probability))
    }
  }

  /// The tolerances of float32 compute.
  var isWithinTolerance: Bool { logit <= 5e-4 && probability <= 1e-4 && hidden <= 5e-5 }
}
