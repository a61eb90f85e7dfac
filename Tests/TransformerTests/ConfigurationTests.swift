import Foundation
import JSON
import TestSupport
import Testing
@testable import Transformer

/// A small, sound configuration, of which each test changes what it is about.
enum Configuration {
  static let qwen2: [String: String] = [
    "architectures": #"["Qwen2ForCausalLM"]"#, "model_type": #""qwen2""#, "hidden_size": "8",
    "num_hidden_layers": "3", "num_attention_heads": "4", "num_key_value_heads": "2",
    "intermediate_size": "16", "vocab_size": "10", "rms_norm_eps": "1e-6", "rope_theta": "1e6",
    "max_position_embeddings": "64",
  ]

  static func text(_ changes: [String: String?], family: String = "qwen2") -> String {
    var members = qwen2
    members["model_type"] = "\"\(family)\""
    members["architectures"] = nil
    for (key, value) in changes { members[key] = value }
    return "{"
      + members.sorted { $0.key < $1.key }.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
      + "}"
  }

  static func read(
    _ changes: [String: String?] = [:], family: String = "qwen2"
  ) throws -> DecoderConfiguration {
    try DecoderConfiguration(json: Array(text(changes, family: family).utf8), path: "config.json")
  }

  static func fault(
    _ changes: [String: String?], family: String = "qwen2"
  ) throws -> ConfigurationFault? {
    do {
      _ = try read(changes, family: family)
      return nil
    } catch let error as CheckpointError {
      guard case .configuration(let fault) = error.reason else { throw error }
      return fault
    }
  }
}

struct ConfigurationTests {
  @Test func `every field is read`() throws {
    let configuration = try Configuration.read([
      "architectures": #"["Qwen2ForProcessRewardModel"]"#, "bos_token_id": "1",
      "eos_token_id": "[2, 3]", "pad_token_id": "4", "tie_word_embeddings": "true",
    ])
    #expect(
      configuration
        == DecoderConfiguration(
          family: .qwen2, architecture: "Qwen2ForProcessRewardModel", hiddenSize: 8, layerCount: 3,
          headCount: 4, keyValueHeadCount: 2, headDimension: 2, intermediateSize: 16,
          vocabularySize: 10, normEpsilon: 1e-6, rotary: RotaryEncoding(base: 1e6),
          slidingWindows: [nil, nil, nil], maximumPositions: 64, tiesEmbeddings: true,
          attentionBiases: .queryKeyValue, normalizesQueriesAndKeys: false, beginToken: 1,
          endTokens: [2, 3], paddingToken: 4))
    #expect(configuration.querySize == 8 && configuration.keyValueSize == 4)
    #expect(configuration.slidingWindow == nil)
  }

  @Test func `what a file leaves out is as transformers has it`() throws {
    let absent: [String: String?] = [
      "num_key_value_heads": nil, "rms_norm_eps": nil, "rope_theta": nil,
      "max_position_embeddings": nil,
    ]
    let llama = try Configuration.read(absent, family: "llama")
    #expect(llama.keyValueHeadCount == 4 && llama.normEpsilon == 1e-6)
    #expect(llama.rotary == RotaryEncoding(base: 10000) && llama.maximumPositions == 2048)
    #expect(!llama.tiesEmbeddings && llama.attentionBiases == .none)
    #expect(llama.beginToken == nil && llama.endTokens == [] && llama.paddingToken == nil)
    let many = ["num_attention_heads": "32", "hidden_size": "64", "num_key_value_heads": nil]
    #expect(try Configuration.read(many, family: "mistral").keyValueHeadCount == 8)
    #expect(try Configuration.read(many, family: "qwen2").keyValueHeadCount == 32)
    #expect(
      try Configuration.read(["num_key_value_heads": "null"], family: "mistral").keyValueHeadCount
        == 4)
  }

  @Test func `biases and norms of heads go by the family`() throws {
    let bias = ["attention_bias": "true"]
    #expect(try Configuration.read(bias, family: "llama").attentionBiases == .all)
    #expect(try Configuration.read(bias, family: "qwen3").attentionBiases == .all)
    #expect(try Configuration.read([:], family: "qwen3").attentionBiases == .none)
    #expect(try Configuration.read(bias, family: "mistral").attentionBiases == .none)
    #expect(
      try Configuration.read(["attention_bias": "false"]).attentionBiases == .queryKeyValue)
    #expect(try Configuration.read([:], family: "qwen3").normalizesQueriesAndKeys)
    #expect(try !Configuration.read().normalizesQueriesAndKeys)
  }

  @Test func `the size of a head is given, or follows from the hidden size`() throws {
    func size(_ value: String?, family: String = "qwen2") throws -> Int {
      try Configuration.read(["head_dim": value], family: family).headDimension
    }
    #expect(try size("6") == 6)
    #expect(try size("null") == 2)
    #expect(try size(nil) == 2)
    #expect(try size(nil, family: "qwen3") == 128)
    #expect(try size("null", family: "qwen3") == 2)
    #expect(try Configuration.fault(["head_dim": "3"]) != nil)
    #expect(try Configuration.fault(["hidden_size": "10"]) != nil)
    #expect(try Configuration.fault(["head_dim": "65536", "num_attention_heads": "64"]) != nil)
  }

  // MARK: Windows

  @Test func `an absent window of Mistral is 4,096, and null is none`() throws {
    func windows(_ value: String?) throws -> [Int?] {
      try Configuration.read(["sliding_window": value], family: "mistral").slidingWindows
    }
    #expect(try windows(nil) == [4096, 4096, 4096])
    #expect(try windows("null") == [nil, nil, nil])
    #expect(try windows("7") == [7, 7, 7])
  }

  @Test func `a window of Qwen counts where it is switched on, from the layer named on`() throws {
    func windows(_ changes: [String: String?], family: String = "qwen2") throws -> [Int?] {
      try Configuration.read(changes, family: family).slidingWindows
    }
    #expect(try windows(["sliding_window": "7"]) == [nil, nil, nil])
    #expect(
      try windows(["sliding_window": "7", "use_sliding_window": "false"]) == [nil, nil, nil])
    var on: [String: String?] = ["sliding_window": "7", "use_sliding_window": "true"]
    #expect(try windows(on) == [nil, nil, nil])
    on["max_window_layers"] = "1"
    #expect(try windows(on) == [nil, 7, 7])
    on["layer_types"] = #"["sliding_attention", "full_attention", "sliding_attention"]"#
    #expect(try windows(on, family: "qwen3") == [7, nil, 7])
    on["use_sliding_window"] = "false"
    #expect(try windows(on) == [nil, nil, nil])
    on["use_sliding_window"] = "true"
    on["layer_types"] = #"["sliding_attention"]"#
    #expect(try Configuration.fault(on) != nil)
    #expect(try windows(["sliding_window": "7"], family: "llama") == [nil, nil, nil])
  }

  // MARK: Positions

  @Test func `rope settings are read in the old form and the new`() throws {
    let llama3 =
      #""factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "#
      + #""original_max_position_embeddings": 8192"#
    let scaling = RotaryEncoding.Scaling.llama3(
      factor: 8, lowFactor: 1, highFactor: 4, originalLength: 8192)
    func rotary(_ changes: [String: String?]) throws -> RotaryEncoding {
      try Configuration.read(changes).rotary
    }
    #expect(try rotary(["rope_scaling": "null"]) == RotaryEncoding(base: 1e6))
    #expect(
      try rotary(["rope_scaling": #"{"rope_type": "llama3", \#(llama3)}"#])
        == RotaryEncoding(base: 1e6, scaling: scaling))
    #expect(
      try rotary(["rope_scaling": #"{"type": "linear", "factor": 2}"#])
        == RotaryEncoding(base: 1e6, scaling: .linear(factor: 2)))
    #expect(
      try rotary([
        "rope_theta": nil, "rope_parameters": #"{"rope_theta": 5e5, "rope_type": "default"}"#,
      ]) == RotaryEncoding(base: 5e5))
    #expect(
      try rotary([
        "rope_theta": nil,
        "rope_parameters": #"{"rope_theta": 5e5, "rope_type": "llama3", \#(llama3)}"#,
      ]) == RotaryEncoding(base: 5e5, scaling: scaling))
  }

  @Test func `positions that are not computed are refused with the remedy`() throws {
    for type in ["yarn", "dynamic", "longrope", "mrope"] {
      let fault = try Configuration.fault([
        "rope_scaling": #"{"type": "\#(type)", "factor": 4}"#
      ])
      guard case .unsupported("rope_scaling.rope_type", type, _) = fault else {
        Issue.record("\(type): \(String(describing: fault))")
        continue
      }
    }
    #expect(
      try Configuration.fault(["rope_scaling": #"{"type": "linear"}"#])
        == .missing(key: "rope_scaling.factor"))
    #expect(try Configuration.fault(["rope_scaling": "4"]) != nil)
    #expect(try Configuration.fault(["partial_rotary_factor": "0.5"]) != nil)
    #expect(
      try Configuration.fault([
        "rope_scaling": #"{"type": "llama3", "factor": 8, "low_freq_factor": 4, "#
          + #""high_freq_factor": 4, "original_max_position_embeddings": 8}"#
      ]) != nil)
  }

  // MARK: Families

  @Test func `a family is known by its type or by its class`() throws {
    func family(_ changes: [String: String?]) throws -> DecoderConfiguration.Family {
      try Configuration.read(changes).family
    }
    #expect(try family(["model_type": nil, "architectures": #"["Qwen3ForCausalLM"]"#]) == .qwen3)
    #expect(try family(["model_type": #""mistral""#, "architectures": "null"]) == .mistral)
    #expect(try family(["architectures": #"["Qwen2ForPrmModel"]"#]) == .qwen2)
    #expect(try family(["architectures": #"["Qwen2Model"]"#]) == .qwen2)
    #expect(
      try Configuration.fault(["architectures": #"["LlamaForCausalLM"]"#])
        == .contradiction(modelType: "qwen2", architecture: "LlamaForCausalLM"))
    #expect(
      try Configuration.fault(["architectures": #"["Qwen2MoeForCausalLM"]"#])
        == .unknownFamily("Qwen2MoeForCausalLM"))
    #expect(try Configuration.fault(["model_type": #""gemma2""#]) == .unknownFamily("gemma2"))
    #expect(try Configuration.fault(["model_type": nil]) == .missing(key: "model_type"))
  }

  @Test func `what would change the arithmetic unseen is refused`() throws {
    for (key, value) in [
      ("hidden_act", #""gelu""#), ("quantization_config", #"{"bits": 4}"#), ("mlp_bias", "true"),
    ] {
      guard case .unsupported(key, _, _) = try Configuration.fault([key: value]) else {
        Issue.record("\(key) is accepted")
        continue
      }
    }
    #expect(try Configuration.fault(["hidden_act": #""silu""#, "mlp_bias": "false"]) == nil)
  }

  @Test func `a size that is missing, of another kind or out of range is named`() throws {
    for key in [
      "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
    ] {
      #expect(try Configuration.fault([key: nil]) == .missing(key: key))
      for value in ["0", "-1", "1.5", #""8""#, "9223372036854775807", "[8]", "true"] {
        guard case .badValue(key, _) = try Configuration.fault([key: value]) else {
          Issue.record("\(key): \(value) is accepted")
          continue
        }
      }
    }
    for (key, value) in [
      ("num_key_value_heads", "3"), ("rms_norm_eps", "0"), ("rms_norm_eps", "1"),
      ("rope_theta", "-1"), ("max_position_embeddings", "0"), ("eos_token_id", #"["a"]"#),
      ("tie_word_embeddings", "1"),
    ] {
      guard case .badValue(key, _) = try Configuration.fault([key: value]) else {
        Issue.record("\(key): \(value) is accepted")
        continue
      }
    }
  }

  @Test func `a key that counts may not occur twice`() throws {
    let text = Configuration.text([:])
    for member in [#""vocab_size": 11"#, #""rope_scaling": {"type": "linear", "type": "yarn"}"#] {
      let error = #expect(throws: CheckpointError.self) {
        try DecoderConfiguration(
          json: Array((text.dropLast() + ", \(member)}").utf8), path: "config.json")
      }
      guard case .configuration(.duplicateKey) = error?.reason else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func `a folder without config.json, and one that is not JSON, are told`() throws {
    let folder = try CheckpointFolder()
    func reason() -> CheckpointError.Reason? {
      do throws(CheckpointError) {
        _ = try DecoderConfiguration(folder: folder.path)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason() == .missingConfiguration)
    try folder.write("{", to: "config.json")
    guard case .json = reason() else {
      Issue.record("\(String(describing: reason()))")
      return
    }
    try folder.write("[]", to: "config.json")
    #expect(reason() == .configuration(.notAnObject))
    try folder.write([UInt8](repeating: 0x20, count: 2 << 20), to: "config.json")
    #expect(reason() == .tooLarge(bytes: 2 << 20, limit: 1 << 20))
  }

  @Test(arguments: GoldenCheckpoint.all)
  func `golden configurations agree with their weights`(_ golden: GoldenCheckpoint) throws {
    let configuration = try DecoderConfiguration(folder: golden.folder)
    let tensors = try TensorFiles(folder: golden.folder)
    let weights = try DecoderWeights(configuration, in: tensors)
    #expect(weights.layers.count == configuration.layerCount)
    #expect(configuration.slidingWindow == nil)
    #expect(tensors.byteCount >= 2 * configuration.parameterCount)
  }
}
