/// Kinds of tensors that belong to a decoder and that its configuration does not ask for.
public enum UnreadTensors: Equatable, Sendable {
  /// Blocks behind the last that the configuration has.
  case layers(configured: Int)
  case attentionBiases
  case feedForwardBiases
  case queryKeyNorms
  case others
}

extension WeightSearch {
  // MARK: Tensors that stand for others

  /// What must be made into weights first: quantised numbers, and an adapter that was not merged.
  func refuseForeign() throws(CheckpointError) {
    for name in tensors.names {
      let parts = name.split(separator: ".")
      if parts.contains(where: { $0.hasPrefix("lora_") || Self.ofAdapters.contains($0) }) {
        throw error(.unmergedAdapter(tensor: CheckpointError.shortened(name)))
      }
      guard let scheme = Self.scheme(parts) else { continue }
      throw error(.quantized(tensor: CheckpointError.shortened(name), scheme: scheme))
    }
    // Eight bits of a float are no weight without their scales, wherever these are.
    guard case .unsuitedType(let name, let type)? = firstError?.reason,
      type.rawValue.hasPrefix("F8") || type.rawValue.hasPrefix("F4")
    else { return }
    throw error(.quantized(tensor: name, scheme: type.rawValue))
  }

  private static let ofAdapters: Set<Substring> = [
    "base_layer", "modules_to_save", "original_module",
  ]

  /// How quantised weights are stored, told by what stands beside them.
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

  /// Every tensor of the decoder's body is computed with, or the checkpoint is refused: without it the
  /// figures would be another model's.
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
  /// Whether a name is that of a buffer that old programs saved beside the weights: it follows from the
  /// configuration, and nothing reads it.
  public static func isBuffer(_ name: String) -> Bool {
    ["inv_freq", "cos_cached", "sin_cached"].contains { name.hasSuffix("rotary_emb." + $0) }
  }
}
