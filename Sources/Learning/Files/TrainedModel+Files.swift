import Glibc
import JSON
import Transformer

/// What goes into a model's folder besides its weights.
public struct ModelExport: Sendable {
  /// What weights are stored in.
  public var type: StoredType
  /// The `config.json` that the decoder came with, whose other members stay; `nil` for a new one.
  public var configuration: JSONValue?
  /// A class of transformers, such as `Qwen2ForTokenClassification`; `nil` keeps the decoder's.
  public var architecture: String?
  /// For adapters: where the base is, or its name on the hub.
  public var baseName: String
  /// For adapters: `TOKEN_CLS`, `SEQ_CLS` or `CAUSAL_LM`; `nil` for none of them, as with a value head.
  public var task: String?
  /// For adapters of a decoder whose layers above the first so many are left out: only these have updates.
  public var adaptedLayers: Int?
  /// For a head alone on a decoder that has an adapter: that adapter's settings and its other tensors.
  public var adapter: (settings: JSONValue, tensors: NamedParameters)?
  /// Further files by name, such as `tokenizer.json` and the sidecar `reward_model.json`.
  public var files: [(name: String, bytes: [UInt8])]

  /// An export in float32 without further files.
  public init(
    type: StoredType = .float32, configuration: JSONValue? = nil, architecture: String? = nil,
    baseName: String = "", task: String? = nil, files: [(name: String, bytes: [UInt8])] = []
  ) {
    self.type = type
    self.configuration = configuration
    self.architecture = architecture
    self.baseName = baseName
    self.task = task
    self.files = files
  }
}

extension TrainedModel {
  /// Saves the model as transformers and peft read it; the folder is replaced, whole or not at all.
  ///
  /// A whole decoder gets `config.json` and `model.safetensors`; low-rank updates get `adapter_config.json` and
  /// `adapter_model.safetensors`, as a head alone does, which is an adapter without updates.
  /// - Throws: ``TrainingError/cannotWrite(path:code:)``, or a number that the type has no room for.
  public func save(to path: String, _ export: ModelExport = ModelExport()) throws(TrainingError) {
    try DurableFolder.write(path) { folder throws(TrainingError) in
      switch self {
      case .all(let decoder, _):
        var configuration = decoder.configuration
        if let architecture = export.architecture { configuration.architecture = architecture }
        try folder.write(
          "config.json", configuration.json(keeping: export.configuration, type: export.type))
        try folder.write("model.safetensors", decoder.values.stored(as: export.type))
      case .adapter(let values, let shape, _, let head):
        try folder.write("adapter_config.json", Self.settings(shape, head: head, export))
        try folder.write("adapter_model.safetensors", values.stored(as: export.type))
      case .head(let values, let name, _):
        let shape = LowRankShape(rank: 1, alpha: 1, targets: [])
        let settings =
          export.adapter.map { Self.settings($0.settings, with: name, export) }
          ?? Self.settings(shape, head: name, export)
        try folder.write("adapter_config.json", settings)
        try folder.write("adapter_model.safetensors", try Self.prefixed(values, export))
      }
      for (name, bytes) in export.files { try folder.write(name, bytes) }
    }
  }

  /// The members that peft asks for.
  private static func settings(
    _ shape: LowRankShape, head: String?, _ export: ModelExport
  ) -> [UInt8] {
    let targets = shape.targets.map { JSONValue.string($0) }
    let saved = head.map { $0.split(separator: ".").first.map(String.init) ?? $0 }
    var members: [JSONObject.Member] = [
      .init(key: "peft_type", value: "LORA"),
      .init(key: "task_type", value: JSONValue(export.task)),
      .init(key: "base_model_name_or_path", value: .string(export.baseName)),
      .init(key: "r", value: JSONValue(shape.rank)),
      .init(key: "lora_alpha", value: JSONValue(shape.alpha)),
      .init(key: "lora_dropout", value: 0.0),
      .init(key: "target_modules", value: .array(targets)),
      .init(key: "modules_to_save", value: saved.map { .array([.string($0)]) } ?? .null),
      .init(key: "bias", value: "none"),
      .init(key: "fan_in_fan_out", value: false),
      .init(key: "use_rslora", value: false),
      .init(key: "init_lora_weights", value: true),
      .init(key: "inference_mode", value: true),
    ]
    if let count = export.adaptedLayers, !targets.isEmpty {
      let layers = JSONValue.array((0..<count).map { JSONValue($0) })
      members.append(.init(key: "layers_to_transform", value: layers))
    }
    return JSONWriter.bytes(of: members) + Array("\n".utf8)
  }

  /// An adapter's own settings with its base where it is, and with a head that may be new to them.
  private static func settings(
    _ settings: JSONValue, with head: String, _ export: ModelExport
  ) -> [UInt8] {
    let module = head.split(separator: ".").first.map(String.init) ?? head
    var saved = settings["modules_to_save"]?.array ?? []
    if !saved.contains(where: { $0.string == module }) { saved.append(.string(module)) }
    let changed: [JSONObject.Member] = [
      .init(key: "base_model_name_or_path", value: .string(export.baseName)),
      .init(key: "modules_to_save", value: .array(saved)),
    ]
    let kept = settings.object?.members.filter { member in
      !changed.contains { $0.key == member.key }
    }
    return JSONWriter.bytes(of: (kept ?? []) + changed) + Array("\n".utf8)
  }

  /// A head under the names that an adapter has for it, behind the adapter's other tensors.
  private static func prefixed(
    _ head: NamedParameters, _ export: ModelExport
  ) throws(TrainingError) -> NamedParameters {
    try TrainingError.making { () throws(ParameterError) in
      var layout = ParameterLayout()
      let others = export.adapter?.tensors
      for parameter in others?.layout ?? ParameterLayout() {
        try layout.append(parameter.name, shape: parameter.shape, type: parameter.type)
      }
      for parameter in head.layout {
        try layout.append(
          LowRankShape.prefix + parameter.name, shape: parameter.shape, type: export.type)
      }
      var named = try NamedParameters(zeros: layout)
      for parameter in others?.layout ?? ParameterLayout() {
        try named.set(parameter.name, others?[parameter.name] ?? [])
      }
      for parameter in head.layout {
        try named.set(LowRankShape.prefix + parameter.name, head[parameter.name] ?? [])
      }
      return named
    }
  }
}
