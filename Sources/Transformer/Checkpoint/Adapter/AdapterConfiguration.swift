/// What `adapter_config.json` of peft says of a LoRA adapter.
public struct AdapterConfiguration: Equatable, Sendable {
  /// Which modules are adapted.
  enum Modules: Equatable {
    /// Whole names, or what they end in behind a dot.
    case names([String])
    /// A regular expression over whole names.
    case expression(String)
  }

  /// A number for the modules that a regular expression names; the first that does counts.
  struct Pattern: Equatable {
    var expression: String
    var value: Double
  }

  /// What the adapter was trained on: a folder, or a name on the hub; foreign text.
  public let baseName: String?
  /// Such as `TOKEN_CLS`; `nil` where it is not said.
  public let task: String?
  /// r, where no pattern says otherwise.
  let rank: Int
  let alpha: Double
  /// Whether updates are scaled by alpha / √r in place of alpha / r.
  let dividesByRoot: Bool
  let rankPatterns: [Pattern]
  let alphaPatterns: [Pattern]
  let targets: Modules
  let excluded: Modules?
  /// Of these layers only; `nil` for all.
  let layers: Set<Int>?
  /// What stands before a layer's number; empty for anything.
  let layerNames: [String]
  /// Modules that were trained whole.
  let savedModules: [String]

  /// Whether the adapter is one of a classifier, whose head no base has.
  public var isClassifier: Bool { task == "TOKEN_CLS" || task == "SEQ_CLS" }

  /// What classes of classifiers end in, such as `ForTokenClassification`; `nil` for other tasks.
  public var classifierSuffix: String? {
    switch task {
    case "TOKEN_CLS": "ForTokenClassification"
    case "SEQ_CLS": "ForSequenceClassification"
    default: nil
    }
  }
}

extension AdapterConfiguration {
  /// A decoder's matrices, as a layer names their modules.
  static let matrices = [
    "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
    "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj",
  ]
}
