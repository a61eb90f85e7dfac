/// Finds the parts of a decoder among the tensors of a checkpoint and collects failures.
struct WeightSearch {
  private let configuration: DecoderConfiguration
  let tensors: TensorFiles
  private(set) var bodyPrefix = ""
  private var found: Set<String> = []
  private var missing: [String] = []
  private var missingCount = 0
  private(set) var firstError: CheckpointError?

  var layerCount: Int { configuration.layerCount }

  /// At most this many missing tensors are named.
  private static let namedCount = 8
  static let embedding = "embed_tokens.weight"
  static let finalNorm = "norm.weight"
  static let languageHead = "lm_head.weight"

  init(_ configuration: DecoderConfiguration, in tensors: TensorFiles) {
    self.configuration = configuration
    self.tensors = tensors
  }

  /// What stands in front of the one `embed_tokens.weight`, and of all parts from now on.
  mutating func prefix() throws(CheckpointError) -> String {
    bodyPrefix = try Self.bodyPrefix(in: tensors)
    return bodyPrefix
  }

  /// What stands in front of the one `embed_tokens.weight`.
  static func bodyPrefix(in tensors: TensorFiles) throws(CheckpointError) -> String {
    let ending = "." + embedding
    let candidates = tensors.names.filter { $0.hasSuffix(ending) || $0 == embedding }
    guard let name = candidates.first else {
      throw CheckpointError(path: tensors.path, reason: .noDecoder)
    }
    guard candidates.count == 1 else {
      throw CheckpointError(
        path: tensors.path,
        reason: .severalDecoders(candidates.prefix(4).map(CheckpointError.shortened)))
    }
    return String(name.dropLast(embedding.count))
  }

  // MARK: Parts

  /// Looks for a tensor of the decoder; ``finish()`` reports failures.
  mutating func require(_ name: String, _ shape: [Int]) {
    found.insert(name)
    do throws(CheckpointError) {
      try check(name, shape)
    } catch {
      if case .missingTensors(let names, _) = error.reason {
        missingCount += 1
        if missing.count < WeightSearch.namedCount { missing += names }
      } else if firstError == nil {
        firstError = error
      }
    }
  }

  /// Checks that a tensor is there with that shape, in a type that can be computed with.
  func check(_ name: String, _ shape: [Int]) throws(CheckpointError) {
    let tensor = try tensors.description(of: name)
    guard tensor.shape == shape else {
      throw CheckpointError(
        path: tensors.path,
        reason: .wrongShape(
          tensor: CheckpointError.shortened(name), found: tensor.shape, expected: shape))
    }
    guard tensor.type.isComputable else {
      throw CheckpointError(
        path: tensors.path,
        reason: .unsuitedType(tensor: CheckpointError.shortened(name), tensor.type))
    }
  }

  // MARK: The whole

  /// - Throws: unsupported weights first, then all missing tensors together, then the first other failure, then
  ///   tensors that would be ignored.
  func finish() throws(CheckpointError) {
    try refuseForeign()
    guard missing.isEmpty else {
      throw CheckpointError(
        path: tensors.path, reason: .missingTensors(missing, count: missingCount))
    }
    if let firstError { throw firstError }
    try refuseUnread()
  }

  /// `lm_head.weight` beside the body, inside a wrapper or not.
  func languageHead() -> String? {
    Self.languageHeads(bodyPrefix: bodyPrefix).first { tensors[$0] != nil }
  }

  /// Where the output matrix may be: beside the body, in it, or in front of everything.
  static func languageHeads(bodyPrefix: String) -> [String] {
    let wrapper =
      bodyPrefix.hasSuffix("model.") ? String(bodyPrefix.dropLast("model.".count)) : bodyPrefix
    return [wrapper, bodyPrefix, ""].map { $0 + languageHead }
  }

  func others(except head: String?) -> [String] {
    tensors.names.filter { !found.contains($0) && $0 != head }
  }
}

/// Kinds of tensors that belong to a decoder but are absent from its configuration.
public enum UnreadTensors: Equatable, Sendable {
  /// Blocks beyond the configured number.
  case layers(configured: Int)
  case attentionBiases
  case feedForwardBiases
  case queryKeyNorms
  case others
}

extension WeightSearch {
  // MARK: Tensors that stand for others

  /// Rejects quantized weights and unmerged adapters.
  func refuseForeign() throws(CheckpointError) {
    for name in tensors.names {
      let parts = name.split(separator: ".")
      if parts.contains(where: { $0.hasPrefix("lora_") || Self.ofAdapters.contains($0) }) {
        throw error(.unmergedAdapter(tensor: CheckpointError.shortened(name)))
      }
      guard let scheme = Self.scheme(parts) else { continue }
      throw error(.quantized(tensor: CheckpointError.shortened(name), scheme: scheme))
    }
    // 8-bit floats need scales, wherever these are stored.
    guard case .unsuitedType(let name, let type)? = firstError?.reason,
      type.rawValue.hasPrefix("F8") || type.rawValue.hasPrefix("F4")
    else { return }
    throw error(.quantized(tensor: name, scheme: type.rawValue))
  }

  private static let ofAdapters: Set<Substring> = [
    "base_layer", "modules_to_save", "original_module",
  ]

  /// The quantization scheme, recognized by the tensors beside the weights.
  private static func scheme(_ parts: [Substring]) -> String? {
    switch parts.last {
    case "qweight", "qzeros", "g_idx": return "GPTQ or AWQ"
    case "weight_scale", "weight_scale_inv", "input_scale", "weight_packed", "weight_zero_point":
      return "FP8 or compressed tensors"
    case "absmax", "quant_map", "nested_absmax", "SCB": return "bitsandbytes"
    case let last? where last.hasPrefix("bitsandbytes__"): return "bitsandbytes"
    case "scales" where parts.contains("layers"): return "GPTQ or AWQ"
    default: return nil
    }
  }

  // MARK: Tensors that nothing reads

  /// Rejects a checkpoint with tensors of the decoder's body that would be ignored: the results would be those of
  /// another model.
  func refuseUnread() throws(CheckpointError) {
    let unread = others(except: nil).filter { isOfBody($0) && !DecoderWeights.isBuffer($0) }
    guard let first = unread.first else { return }
    let kind = kind(of: first)
    let names = unread.filter { self.kind(of: $0) == kind }
    throw error(
      .unreadTensors(
        kind, names.prefix(4).map(CheckpointError.shortened), count: names.count))
  }

  private func isOfBody(_ name: String) -> Bool {
    guard name.hasPrefix(bodyPrefix) else { return false }
    let rest = name.dropFirst(bodyPrefix.count)
    return ["layers.", "norm.", "embed_tokens."].contains { rest.hasPrefix($0) }
  }

  private func kind(of name: String) -> UnreadTensors {
    let parts = name.dropFirst(bodyPrefix.count).split(separator: ".")
    if parts.count > 1, parts[0] == "layers", let layer = Int(parts[1]), layer >= layerCount {
      return .layers(configured: layerCount)
    }
    if parts.contains("q_norm") || parts.contains("k_norm") { return .queryKeyNorms }
    guard parts.last == "bias" else { return .others }
    if parts.contains("self_attn") { return .attentionBiases }
    return parts.contains("mlp") ? .feedForwardBiases : .others
  }

  private func error(_ reason: CheckpointError.Reason) -> CheckpointError {
    CheckpointError(path: tensors.path, reason: reason)
  }
}

extension DecoderWeights {
  /// Whether a name is that of a buffer that old programs saved: it is derived from the configuration and not read.
  public static func isBuffer(_ name: String) -> Bool {
    ["inv_freq", "cos_cached", "sin_cached"].contains { name.hasSuffix("rotary_emb." + $0) }
  }
}
