import JSON

extension DecoderConfiguration {
  /// A configuration of given sizes, validated like one from a file.
  ///
  /// - Parameters:
  ///   - family: decides on biases and norms of heads.
  ///   - hiddenSize: d.
  ///   - layerCount: L.
  ///   - headCount: H.
  ///   - keyValueHeadCount: K, a divisor of H; `nil` for H.
  ///   - headDimension: D, even; `nil` for d / H.
  ///   - intermediateSize: F.
  ///   - vocabularySize: V.
  ///   - maximumPositions: the longest text, in tokens.
  ///   - rotary: how positions turn queries and keys.
  ///   - normEpsilon: ε of every norm.
  ///   - tiesEmbeddings: whether the output matrix is the embedding.
  ///   - architecture: a class of transformers; `nil` for the family's causal language model.
  /// - Throws: ``ConfigurationFault`` for invalid or inconsistent sizes.
  public init(
    family: Family, hiddenSize: Int, layerCount: Int, headCount: Int,
    keyValueHeadCount: Int? = nil, headDimension: Int? = nil, intermediateSize: Int,
    vocabularySize: Int, maximumPositions: Int = 2048,
    rotary: RotaryEncoding = RotaryEncoding(base: 10000), normEpsilon: Double = 1e-6,
    tiesEmbeddings: Bool = true, architecture: String? = nil
  ) throws(ConfigurationFault) {
    var members: [JSONObject.Member] = [
      .init(
        key: "architectures",
        value: .array([.string(architecture ?? family.classPrefix + "ForCausalLM")])),
      .init(key: "model_type", value: .string(family.rawValue)),
      .init(key: "hidden_size", value: .integer(Int64(hiddenSize))),
      .init(key: "num_hidden_layers", value: .integer(Int64(layerCount))),
      .init(key: "num_attention_heads", value: .integer(Int64(headCount))),
      .init(
        key: "num_key_value_heads", value: .integer(Int64(keyValueHeadCount ?? headCount))),
      .init(key: "intermediate_size", value: .integer(Int64(intermediateSize))),
      .init(key: "vocab_size", value: .integer(Int64(vocabularySize))),
      .init(key: "max_position_embeddings", value: .integer(Int64(maximumPositions))),
      .init(key: "rms_norm_eps", value: .number(normEpsilon)),
      .init(key: "tie_word_embeddings", value: .bool(tiesEmbeddings)),
      // Absent would mean a window of 4,096 for Mistral.
      .init(key: "sliding_window", value: .null),
    ]
    // Null means d / H; absent would mean 128 for Qwen3.
    let dimension = headDimension.map { JSONValue.integer(Int64($0)) } ?? .null
    members.append(.init(key: "head_dim", value: dimension))
    try self.init(.object(JSONObject(members)))
    self.rotary = rotary
  }

  /// The content of a `config.json` that describes this decoder.
  ///
  /// - Parameters:
  ///   - original: the configuration that this one was made from; members in which both agree, and unknown ones,
  ///     are kept unchanged and in order.
  ///   - type: what the weights are stored in.
  /// - Returns: JSON that transformers reads, one member a line.
  public func json(keeping original: JSONValue? = nil, type: StoredType = .float32) -> [UInt8] {
    var object = original?.object ?? JSONObject()
    let known = original.flatMap { try? DecoderConfiguration($0) }
    let before = Dictionary(
      (known?.writtenMembers ?? []).map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
    for member in writtenMembers where before[member.key] != member.value {
      // It would override the older members.
      if member.key.hasPrefix("rope_") { object.members.removeAll { $0.key == "rope_parameters" } }
      object.set(member.key, member.value)
    }
    let typeKey = object["dtype"] == nil ? "torch_dtype" : "dtype"
    object.set(typeKey, .string(type.transformersName))
    let lines = object.members.map {
      "  " + String(JSONWriter.text(of: .object(JSONObject([$0]))).dropFirst().dropLast())
    }
    return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
  }

  /// Every member that describes the decoder, under transformers' keys.
  private var writtenMembers: [JSONObject.Member] {
    func integer(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    let architectures = architecture.isEmpty ? [] : [JSONValue.string(architecture)]
    var members: [(String, JSONValue)] = [
      ("architectures", .array(architectures)),
      ("model_type", .string(family.rawValue)),
      ("hidden_size", integer(hiddenSize)),
      ("num_hidden_layers", integer(layerCount)),
      ("num_attention_heads", integer(headCount)),
      ("num_key_value_heads", integer(keyValueHeadCount)),
      ("head_dim", integer(headDimension)),
      ("intermediate_size", integer(intermediateSize)),
      ("vocab_size", integer(vocabularySize)),
      ("max_position_embeddings", integer(maximumPositions)),
      ("hidden_act", .string("silu")),
      ("rms_norm_eps", .number(normEpsilon)),
      ("rope_theta", .number(rotary.base)),
      ("rope_scaling", rotary.scaling.json),
      ("tie_word_embeddings", .bool(tiesEmbeddings)),
      ("bos_token_id", beginToken.map(integer) ?? .null),
      (
        "eos_token_id",
        endTokens.count == 1 ? integer(endTokens[0]) : .array(endTokens.map(integer))
      ),
      ("pad_token_id", paddingToken.map(integer) ?? .null),
    ]
    if endTokens.isEmpty { members[16].1 = .null }
    if family == .llama || family == .qwen3 {
      members.append(("attention_bias", .bool(attentionBiases == .all)))
    }
    return (members + windowMembers).map { JSONObject.Member(key: $0.0, value: $0.1) }
  }

  private var windowMembers: [(String, JSONValue)] {
    let window = slidingWindow.map { JSONValue.integer(Int64($0)) } ?? .null
    switch family {
    case .llama: return []
    case .mistral: return [("sliding_window", window)]
    case .qwen2, .qwen3:
      let types = slidingWindows.map {
        JSONValue.string($0 == nil ? "full_attention" : "sliding_attention")
      }
      return [
        ("use_sliding_window", .bool(slidingWindow != nil)), ("sliding_window", window),
        ("layer_types", .array(types)),
      ]
    }
  }
}

extension JSONObject {
  /// Replaces the first member of that name, or adds one at the end.
  fileprivate mutating func set(_ key: String, _ value: JSONValue) {
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(Member(key: key, value: value))
    }
  }
}

extension RotaryEncoding.Scaling {
  fileprivate var json: JSONValue {
    switch self {
    case .none: return .null
    case .linear(let factor):
      return .object(
        JSONObject([
          .init(key: "rope_type", value: .string("linear")),
          .init(key: "factor", value: .number(factor)),
        ]))
    case .llama3(let factor, let low, let high, let length):
      return .object(
        JSONObject([
          .init(key: "rope_type", value: .string("llama3")),
          .init(key: "factor", value: .number(factor)),
          .init(key: "low_freq_factor", value: .number(low)),
          .init(key: "high_freq_factor", value: .number(high)),
          .init(
            key: "original_max_position_embeddings", value: .integer(Int64(length))),
        ]))
    }
  }
}

extension StoredType {
  /// As `torch_dtype` names it.
  fileprivate var transformersName: String {
    switch self {
    case .bfloat16: "bfloat16"
    case .float16: "float16"
    default: "float32"
    }
  }
}
