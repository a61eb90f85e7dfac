import JSON

extension ConfigurationReader {
  // MARK: Sliding windows

  /// The window of each layer, by the rules of transformers for the family.
  func slidingWindows(
    _ family: DecoderConfiguration.Family, _ layerCount: Int
  ) throws(ConfigurationFault) -> [Int?] {
    let all = [Int?](repeating: nil, count: layerCount)
    guard let window = try window(family) else { return all }
    switch family {
    case .llama: return all
    case .mistral: return all.map { _ in window }
    case .qwen2, .qwen3:
      let slides = try slidingLayers(layerCount)
      return slides.map { $0 ? window : nil }
    }
  }

  private func window(_ family: DecoderConfiguration.Family) throws(ConfigurationFault) -> Int? {
    if family == .llama { return nil }
    if family != .mistral, try boolean("use_sliding_window") != true { return nil }
    let window = try integer("sliding_window", in: 1...1 << 30)
    // transformers: absent means 4,096, `null` means no window.
    return has("sliding_window") ? window : 4096
  }

  /// Which layers of a Qwen decoder have the window: newer files list them, older ones give the first.
  private func slidingLayers(_ layerCount: Int) throws(ConfigurationFault) -> [Bool] {
    guard let types = member("layer_types") else {
      let first = try integer("max_window_layers", in: 0...1 << 20) ?? 28
      return (0..<layerCount).map { $0 >= first }
    }
    let names = types.array?.compactMap(\.string) ?? []
    guard names.count == layerCount, types.array?.count == layerCount,
      names.allSatisfy({ $0 == "full_attention" || $0 == "sliding_attention" })
    else {
      throw bad(
        "layer_types", "'full_attention' or 'sliding_attention' for each of \(layerCount) layers")
    }
    return names.map { $0 == "sliding_attention" }
  }

  // MARK: Rotary positions

  /// `rope_scaling` beside `rope_theta` in older files, `rope_parameters` with both in newer ones.
  func rotary() throws(ConfigurationFault) -> RotaryEncoding {
    let newer = try object("rope_parameters")
    let older = try object("rope_scaling")
    let bases = [
      try newer?.positive("rope_theta"), try older?.positive("rope_theta"),
      try positive("rope_theta"),
    ]
    let shares = [
      try newer?.positive("partial_rotary_factor"), try positive("partial_rotary_factor"),
    ]
    if let share = shares.compactMap({ $0 }).first, share != 1 {
      throw .unsupported(
        key: "partial_rotary_factor", value: "\(share)",
        remedy: "Positions that turn part of a head are not computed; choose another checkpoint.")
    }
    return RotaryEncoding(
      base: bases.compactMap { $0 }.first ?? 10000,
      scaling: try (older ?? newer)?.rotaryScaling() ?? .none)
  }

  private func rotaryScaling() throws(ConfigurationFault) -> RotaryEncoding.Scaling {
    let names = [try text("rope_type"), try text("type")]
    switch names.compactMap({ $0 }).first ?? "default" {
    case "default": return .none
    case "linear": return .linear(factor: try requiredPositive("factor"))
    case "llama3": return try llama3Scaling()
    case let other:
      throw .unsupported(
        key: prefix + "rope_type", value: CheckpointError.shortened(other),
        remedy: "'default', 'linear' and 'llama3' are computed. If the model was trained without "
          + "it, remove the scaling from config.json and keep to the original length.")
    }
  }

  private func llama3Scaling() throws(ConfigurationFault) -> RotaryEncoding.Scaling {
    let low = try requiredPositive("low_freq_factor")
    let high = try requiredPositive("high_freq_factor")
    guard low < high else { throw bad("high_freq_factor", "above low_freq_factor") }
    return .llama3(
      factor: try requiredPositive("factor"), lowFactor: low, highFactor: high,
      originalLength: try requiredInteger("original_max_position_embeddings", in: 1...1 << 30))
  }
}
