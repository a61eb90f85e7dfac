import JSON

extension DecoderConfiguration {
  /// Larger files are rejected; real ones have a few thousand bytes.
  static let sizeLimit = 1 << 20
  static let fileName = "config.json"

  /// Bounds, about ten times the largest public decoder's.
  private enum Limit {
    static let size = 1...1 << 20
    static let layers = 1...4096
    static let heads = 1...65536
    static let vocabulary = 1...1 << 24
    static let positions = 1...1 << 30
    static let token = -1...1 << 24
  }

  /// Reads `config.json` of a checkpoint folder.
  ///
  /// - Throws: ``CheckpointError``: no such folder or file, or an unsupported decoder.
  public init(folder path: String) throws(CheckpointError) {
    let folder = try Folder(path: path)
    guard folder.contains(DecoderConfiguration.fileName) else {
      throw CheckpointError(path: path, reason: .missingConfiguration)
    }
    let bytes = try folder.content(
      of: DecoderConfiguration.fileName, limit: DecoderConfiguration.sizeLimit)
    try self.init(json: bytes, path: folder.path(of: DecoderConfiguration.fileName))
  }

  /// Reads the content of a `config.json`, in the form of transformers 4 or 5.
  ///
  /// Absent members have transformers' defaults for the family; `path` is for messages only.
  ///
  /// - Throws: ``CheckpointError``: not JSON, or an unsupported decoder.
  public init(json bytes: [UInt8], path: String) throws(CheckpointError) {
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONParser.value(of: bytes)
    } catch {
      throw CheckpointError(path: path, reason: .json(error))
    }
    do throws(ConfigurationFault) {
      try self.init(value)
    } catch {
      throw CheckpointError(path: path, reason: .configuration(error))
    }
  }

  private static let interpretedKeys: Set<String> = [
    "architectures", "model_type", "hidden_size", "num_hidden_layers", "num_attention_heads",
    "num_key_value_heads", "head_dim", "intermediate_size", "vocab_size", "rms_norm_eps",
    "rope_theta", "rope_scaling.*", "rope_parameters.*", "sliding_window", "use_sliding_window",
    "max_window_layers", "layer_types", "max_position_embeddings", "tie_word_embeddings",
    "attention_bias", "mlp_bias", "hidden_act", "quantization_config", "bos_token_id",
    "eos_token_id", "pad_token_id",
  ]

  init(_ value: JSONValue) throws(ConfigurationFault) {
    guard value.object != nil else { throw .notAnObject }
    // JSON readers disagree on which duplicate wins.
    if let path = value.duplicatedPath(among: DecoderConfiguration.interpretedKeys) {
      throw .duplicateKey(CheckpointError.shortened(path.joined(separator: ".")))
    }
    let reader = ConfigurationReader(value: value)
    let (family, architecture) = try reader.familyAndArchitecture()
    try reader.refuseUnsupported()
    self.family = family
    self.architecture = architecture
    hiddenSize = try reader.requiredInteger("hidden_size", in: Limit.size)
    layerCount = try reader.requiredInteger("num_hidden_layers", in: Limit.layers)
    headCount = try reader.requiredInteger("num_attention_heads", in: Limit.heads)
    keyValueHeadCount = try reader.keyValueHeadCount(family, headCount: headCount)
    headDimension = try reader.headDimension(family, hiddenSize, headCount)
    guard headCount * headDimension <= Limit.size.upperBound else {
      throw reader.bad("head_dim", "such that all heads together have at most 1048576 elements")
    }
    intermediateSize = try reader.requiredInteger("intermediate_size", in: Limit.size)
    vocabularySize = try reader.requiredInteger("vocab_size", in: Limit.vocabulary)
    normEpsilon = try reader.normEpsilon()
    maximumPositions =
      try reader.integer("max_position_embeddings", in: Limit.positions)
      ?? family.maximumPositions
    rotary = try reader.rotary()
    slidingWindows = try reader.slidingWindows(family, layerCount)
    tiesEmbeddings = try reader.boolean("tie_word_embeddings") ?? false
    attentionBiases = try reader.attentionBiases(family)
    normalizesQueriesAndKeys = family == .qwen3
    beginToken = try reader.integer("bos_token_id", in: Limit.token)
    endTokens = try reader.endTokens(in: Limit.token)
    paddingToken = try reader.integer("pad_token_id", in: Limit.token)
  }
}

extension DecoderConfiguration.Family {
  /// The prefix of class names, such as `Qwen2` in `Qwen2ForCausalLM`.
  var classPrefix: String {
    switch self {
    case .qwen2: "Qwen2"
    case .qwen3: "Qwen3"
    case .llama: "Llama"
    case .mistral: "Mistral"
    }
  }

  /// transformers' default for an absent member.
  fileprivate var maximumPositions: Int {
    switch self {
    case .llama: 2048
    case .mistral: 131_072
    case .qwen2, .qwen3: 32768
    }
  }

  fileprivate func keyValueHeadCount(_ headCount: Int) -> Int {
    switch self {
    case .llama: headCount
    case .mistral: 8
    case .qwen2, .qwen3: 32
    }
  }
}

extension ConfigurationReader {
  fileprivate func familyAndArchitecture() throws(ConfigurationFault) -> (
    DecoderConfiguration.Family, String
  ) {
    let names = member("architectures")
    guard let list = names.map(\.array) ?? [], list.allSatisfy({ $0.string != nil }) else {
      throw bad("architectures", "a list of names")
    }
    let architecture = CheckpointError.shortened(list.first?.string ?? "")
    let type = try text("model_type").map(CheckpointError.shortened)
    let byClass = DecoderConfiguration.Family.allCases.first {
      architecture.hasPrefix($0.classPrefix + "For") || architecture == $0.classPrefix + "Model"
    }
    let byType = type.flatMap(DecoderConfiguration.Family.init(rawValue:))
    if let type, byType == nil { throw .unknownFamily(type) }
    if !architecture.isEmpty, byClass == nil { throw .unknownFamily(architecture) }
    guard let family = byType ?? byClass else { throw .missing(key: "model_type") }
    guard byClass == nil || byClass == family else {
      throw .contradiction(modelType: family.rawValue, architecture: architecture)
    }
    return (family, architecture)
  }

  /// Rejects settings that would silently change the arithmetic.
  fileprivate func refuseUnsupported() throws(ConfigurationFault) {
    if let activation = try text("hidden_act"), activation != "silu" {
      throw .unsupported(
        key: "hidden_act", value: CheckpointError.shortened(activation),
        remedy: "Only 'silu' is computed; choose another checkpoint.")
    }
    if member("quantization_config") != nil {
      throw .unsupported(
        key: "quantization_config", value: "quantized weights",
        remedy: "Choose the checkpoint in BF16, F16 or F32 that it was made from.")
    }
    if try boolean("mlp_bias") == true {
      throw .unsupported(
        key: "mlp_bias", value: "true",
        remedy: "Feed-forward layers with biases are not computed; choose another checkpoint.")
    }
  }

  fileprivate func keyValueHeadCount(
    _ family: DecoderConfiguration.Family, headCount: Int
  ) throws(ConfigurationFault) -> Int {
    let key = "num_key_value_heads"
    // Null means the number of query heads; absence means the family's default.
    let count =
      try integer(key, in: 1...65536)
      ?? (has(key) ? headCount : family.keyValueHeadCount(headCount))
    guard headCount.isMultiple(of: count) else {
      throw bad(key, "a divisor of the \(headCount) heads, but it is \(count)")
    }
    return count
  }

  fileprivate func headDimension(
    _ family: DecoderConfiguration.Family, _ hiddenSize: Int, _ headCount: Int
  ) throws(ConfigurationFault) -> Int {
    if let size = try integer("head_dim", in: 1...65536) {
      guard size.isMultiple(of: 2) else { throw bad("head_dim", "an even number") }
      return size
    }
    if family == .qwen3, !has("head_dim") { return 128 }
    guard hiddenSize.isMultiple(of: 2 * headCount) else {
      throw bad(
        "hidden_size",
        "a multiple of twice the \(headCount) heads, as 'head_dim' is not given")
    }
    return hiddenSize / headCount
  }

  fileprivate func normEpsilon() throws(ConfigurationFault) -> Double {
    let epsilon = try positive("rms_norm_eps") ?? 1e-6
    guard epsilon < 1 else { throw bad("rms_norm_eps", "a number above 0 and below 1") }
    return epsilon
  }

  fileprivate func attentionBiases(
    _ family: DecoderConfiguration.Family
  ) throws(ConfigurationFault) -> DecoderConfiguration.AttentionBiases {
    switch family {
    case .qwen2: .queryKeyValue
    case .mistral: .none
    case .llama, .qwen3: try boolean("attention_bias") == true ? .all : .none
    }
  }

  fileprivate func endTokens(in range: ClosedRange<Int>) throws(ConfigurationFault) -> [Int] {
    guard let list = member("eos_token_id")?.array else {
      return try integer("eos_token_id", in: range).map { [$0] } ?? []
    }
    let tokens = list.compactMap(\.integer).filter(range.contains)
    guard tokens.count == list.count else { throw bad("eos_token_id", "an id or a list of ids") }
    return tokens
  }
}
