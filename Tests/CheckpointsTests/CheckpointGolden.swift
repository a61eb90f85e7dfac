import Foundation
import JSON
import TestSupport
import Testing
import Trajectories
import Transformer

@testable import Checkpoints
@testable import Scoring

/// A golden checkpoint with what problem and steps must give; its README says how it was made.
struct CheckpointGolden: CustomTestStringConvertible, Sendable {
  struct Case: Sendable {
    var name: String
    var trajectory: Trajectory
    var ids: [Int32]
    var positions: [Int]
    var value: JSONValue

    /// Numbers under a key, one a step.
    func numbers(_ key: String) -> [Double]? { value[key]?.array?.compactMap(\.number) }
  }

  static let names = [
    "qwen2-process-reward", "qwen2-token-classification", "llama-token-classification",
    "qwen2-v-head", "qwen2-v-head-plain", "llama-plus-minus", "qwen2-crm", "qwen2-crm-sharded",
    "qwen3-token-classification", "mistral-sequence-classification",
    "mistral-sequence-classification-legacy", "implicit-prm", "pqm", "rlhflow", "qwen2-reward",
    "pure", "lora-token-classification", "lora-crm", "lora-math-psa",
  ]

  /// Those that are here, variants apart.
  static let all: [CheckpointGolden] = GoldenFolder.available(of: names).flatMap { name in
    let count = (try? expected(name)["variants"]?.array?.count) ?? 0
    return (-1..<count).map { CheckpointGolden(name: name, variant: $0) }
  }

  var name: String
  /// −1 for the folder as it is.
  var variant = -1

  var testDescription: String { variant < 0 ? name : "\(name), variant \(variant + 1)" }

  var root: String { GoldenFolder.path(name) ?? "" }
  var folder: String { isImplicit ? root + "/policy" : root }
  var reference: String? { isImplicit ? root + "/reference" : nil }
  var isImplicit: Bool { name == "implicit-prm" }

  private static func expected(_ name: String) throws -> JSONValue {
    let path = (GoldenFolder.path(name) ?? "") + "/expected.json"
    return try JSONParser.value(of: [UInt8](Data(contentsOf: URL(filePath: path))))
  }

  /// What a person would have to say beside the folder's name.
  var overrides: CheckpointSettings {
    get throws {
      var settings = CheckpointSettings()
      guard variant >= 0 || isImplicit else { return settings }
      let reward = try #require(part["reward"])
      settings.promptTemplate = reward["prompt_template"]?.string
      settings.stepTemplate = reward["step_template"]?.string
      settings.separator = reward["separator"]?.string
      settings.beta = reward["beta"]?.number
      return settings
    }
  }

  private var part: JSONValue {
    get throws {
      let value = try Self.expected(name)
      return variant < 0 ? value : try #require(value["variants"]?.array?[variant])
    }
  }

  func cases(upTo tokens: Int = .max) throws -> [Case] {
    let all = try #require(part["cases"]?.array).map { value in
      let name = value["name"]?.string ?? ""
      return Case(
        name: name,
        trajectory: Trajectory(
          id: name, problem: value["problem"]?.string ?? "",
          steps: (value["steps"]?.array ?? []).compactMap(\.string)),
        ids: (value["input_ids"]?.array ?? []).compactMap { $0.integer.map(Int32.init) },
        positions: (value["readouts"]?.array ?? []).compactMap { $0["position"]?.integer },
        value: value)
    }
    return all.filter { $0.ids.count <= tokens }
  }

  func opened() throws -> OpenedCheckpoint {
    try OpenedCheckpoint(folder: folder, reference: reference, overrides: overrides)
  }

  func model(_ precision: DecoderPrecision) throws -> CheckpointModel {
    try CheckpointModel(try opened(), precision: precision)
  }

  /// The plain decoder's.
  func referenceModel() throws -> CheckpointModel {
    let opened = try opened()
    func states(_ parts: CheckpointParts) throws -> ReferenceStates {
      ReferenceStates(
        decoder: try ReferenceDecoder(parts.configuration, parts.weights, in: parts.tensors))
    }
    return CheckpointModel(
      opened, try states(opened.parts), try opened.reference.map(states), precision: "reference")
  }

  /// Builds without optimization take some thirty times as long.
  static var quickTokens: Int {
    #if DEBUG
      112
    #else
      100_000
    #endif
  }
}

/// How far a score is from what a case expects.
struct CheckpointDifference {
  /// Of hazards, probabilities, survival, and the outcome's probability.
  var probability = 0.0
  /// Of q and process rewards.
  var reward = 0.0
  var count = 0

  mutating func add(_ score: TrajectoryScore, _ golden: CheckpointGolden.Case) throws {
    try compare(score.curve.hazards, golden.numbers("hazards"))
    try compare(score.curve.survival, golden.numbers("survival"))
    if score.kind == .prm { try compare(score.values, golden.numbers("probabilities")) }
    try compare(score.curve.hazards.map { 1 - $0 }, golden.numbers("probabilities"))
    if let outcome = golden.value["outcome_probability"]?.number {
      try compare([try #require(score.outcomeProbability)], [outcome])
      try compare([score.curve.noneProbability], [outcome])
    }
    if let values = golden.numbers("values") {
      reward = max(reward, Self.largest(score.values, values))
    }
    if let q = golden.numbers("q") {
      reward = max(reward, Self.largest(try #require(score.cumulativeRewards), q))
      reward = max(
        reward, Self.largest(score.values, try #require(golden.numbers("process_rewards"))))
      let sigmoids = (golden.value["readouts"]?.array ?? []).compactMap {
        $0["probability"]?.number
      }
      try compare(score.curve.hazards.map { 1 - $0 }, sigmoids)
    }
  }

  private mutating func compare(_ values: [Double], _ expected: [Double]?) throws {
    guard let expected else { return }
    try #require(values.count == expected.count)
    count += values.count
    probability = max(probability, Self.largest(values, expected))
  }

  private static func largest(_ left: [Double], _ right: [Double]) -> Double {
    guard left.count == right.count else { return .infinity }
    return zip(left, right).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }
}
