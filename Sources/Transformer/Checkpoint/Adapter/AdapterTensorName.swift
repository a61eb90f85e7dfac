/// What the name of a tensor in an adapter says, whichever of peft's ways of saving wrote it.
///
/// `base_model.model.` stands before a module's name in the base; an adapter's own name, as `default`,
/// may stand behind `lora_A`, `lora_B` and `modules_to_save`.
struct AdapterTensorName: Equatable {
  /// What a tensor is.
  enum Part: Equatable {
    /// A, shape (r, inputs).
    case columns
    /// B, shape (outputs, r).
    case rows
    /// All of a parameter that was trained, or of one that the base needs.
    case whole
    /// What a module was before it was trained: of no use.
    case original
    /// Of a variety of LoRA that is not computed.
    case unsupported
  }

  var part: Part
  /// The module's name in the base, or the parameter's, with `.weight`, if it is whole.
  var name: String
  /// The adapter's own name, where it is written.
  var adapter: String?

  private static let prefix = "base_model.model."

  init(_ stored: String) {
    let inner =
      stored.hasPrefix(Self.prefix) ? String(stored.dropFirst(Self.prefix.count)) : stored
    var parts = inner.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    (part, name, adapter) = (.whole, inner, nil)
    if let index = parts.firstIndex(where: Self.isOfVariety) {
      let rest = parts[(index + 1)...]
      name = parts[..<index].joined(separator: ".")
      part = Self.part(parts[index], rest)
      adapter = rest.count == 2 ? rest.first : nil
      return
    }
    if parts.contains("original_module") { part = .original }
    parts.removeAll { $0 == "base_layer" }
    if let index = parts.firstIndex(of: "modules_to_save") {
      parts.remove(at: index)
      // A module of one parameter: what stands before `weight` is no part of its name.
      if index < parts.count - 1, Self.isAdapterName(parts[index]) {
        adapter = parts.remove(at: index)
      }
    }
    name = parts.joined(separator: ".")
  }

  private static func isOfVariety(_ part: String) -> Bool {
    part.hasPrefix("lora_") || part == "token_adapter" || part.hasPrefix("trainable_tokens")
  }

  private static func part(_ word: String, _ rest: ArraySlice<String>) -> Part {
    guard rest.last == "weight", rest.count <= 2 else { return .unsupported }
    switch word {
    case "lora_A": return .columns
    case "lora_B": return .rows
    default: return .unsupported
    }
  }

  /// peft's own for an adapter that nobody named.
  private static func isAdapterName(_ part: String) -> Bool { part == "default" }

  /// From `layers.` on; `nil` for what is in no layer.
  var inLayers: String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard
      let index = parts.indices.dropLast().first(where: {
        parts[$0] == "layers" && Int(parts[$0 + 1]) != nil
      })
    else { return nil }
    return parts[index...].joined(separator: ".")
  }

  /// The embedding or the last norm; `nil` for anything else.
  var inBody: String? {
    [WeightSearch.embedding, WeightSearch.finalNorm].first {
      name == $0 || name == "model." + $0 || name.hasSuffix(".model." + $0)
    }
  }

  /// Whether it is the output matrix.
  var isLanguageHead: Bool {
    name == WeightSearch.languageHead || name.hasSuffix("." + WeightSearch.languageHead)
  }
}
