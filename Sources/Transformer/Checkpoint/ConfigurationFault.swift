/// Why a `config.json` does not describe a supported decoder.
public enum ConfigurationFault: CheckpointFault, Sendable {
  case notAnObject
  case duplicateKey(String)
  case missing(key: String)
  /// A value of the wrong type or outside its range; `expected` describes a valid one.
  case badValue(key: String, expected: String)
  case unknownFamily(String)
  case contradiction(modelType: String, architecture: String)
  /// A feature of the family that is not supported here.
  case unsupported(key: String, value: String, remedy: String)
}

extension ConfigurationFault {
  /// What is wrong, as a clause.
  public var what: String {
    switch self {
    case .notAnObject: SettingsWords.notAnObject
    case .duplicateKey(let key): SettingsWords.duplicate(key)
    case .missing(let key): SettingsWords.missing(key)
    case .badValue(let key, _): SettingsWords.badValue(key)
    case .unknownFamily(let name): "'\(name)' is not a kind of decoder that is known here"
    case .contradiction(let modelType, let architecture):
      "the 'model_type' is '\(modelType)', but the architecture is '\(architecture)'"
    case .unsupported(let key, let value, _): SettingsWords.unsupported(key, "'\(value)'")
    }
  }

  /// What would be right, as a sentence.
  public var remedy: String {
    switch self {
    case .notAnObject: "Download config.json again."
    case .duplicateKey: SettingsWords.duplicateRemedy
    case .missing: "Add it as the model was trained with, or download config.json again."
    case .badValue(_, let expected): SettingsWords.badValueRemedy(expected)
    case .unknownFamily:
      "Qwen2, Qwen2.5, Qwen3, Llama 2 and 3, and Mistral are: choose a model built on one of them."
    case .contradiction: "Make both name the same kind of decoder."
    case .unsupported(_, _, let remedy): remedy
    }
  }
}
