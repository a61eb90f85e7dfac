/// Why an adapter cannot be applied to its base; names in it are foreign text.
public enum AdapterFault: CheckpointFault, Sendable {
  // adapter_config.json
  case notAnObject
  case duplicateKey(String)
  case missing(key: String)
  case badValue(key: String, expected: String)
  /// An adapter other than LoRA.
  case otherKind(String)
  /// An unsupported variant of LoRA.
  case unsupported(key: String, value: String)

  // adapter_model.safetensors
  case noTensors
  /// A tensor of an unsupported variant of LoRA.
  case unsupportedTensor(String)
  /// Adapters with several names.
  case several([String])
  /// The base has no tensor of that name.
  case unknownTensor(String)
  /// Two tensors for the same part.
  case twice(String)
  case unpaired(tensor: String, missing: String)
  case wrongShape(tensor: String, found: [Int], expected: [Int])
  /// The rank differs from the settings.
  case rankDiffers(tensor: String, found: Int, expected: Int)

  // Settings against tensors
  /// The settings do not name this module, but there are tensors for it.
  case notTargeted(module: String)
  /// The settings name this module, but there are no tensors for it.
  case moduleMissing(module: String)
  /// A module that was trained whole is not there.
  case savedModuleMissing(module: String)
  /// A classifier's adapter without the classifier.
  case headMissing(task: String)
}

extension AdapterFault {
  /// What is wrong, as a clause.
  public var what: String {
    switch self {
    case .notAnObject: SettingsWords.notAnObject
    case .duplicateKey(let key): SettingsWords.duplicate(key)
    case .missing(let key): SettingsWords.missing(key)
    case .badValue(let key, _): SettingsWords.badValue(key)
    case .otherKind(let kind): "it is an adapter of kind '\(kind)', and only LORA is added"
    case .unsupported(let key, let value): SettingsWords.unsupported(key, value)
    case .noTensors: "it holds no tensor of an adapter"
    case .unsupportedTensor(let name): "'\(name)' belongs to a kind of adapter that is not computed"
    case .several(let names): "it holds several adapters: " + Self.quoted(names)
    case .unknownTensor(let name): "'\(name)' is for no part of the base"
    case .twice(let name): "'\(name)' is there twice under two names"
    case .unpaired(let tensor, let missing): "'\(tensor)' has no '\(missing)' beside it"
    case .wrongShape(let tensor, let found, let expected):
      "'\(tensor)' has shape \(found), but its base asks for \(expected)"
    case .rankDiffers(let tensor, let found, let expected):
      "'\(tensor)' has rank \(found), but adapter_config.json says \(expected)"
    case .notTargeted(let module):
      "it has tensors for '\(module)', which adapter_config.json does not adapt"
    case .moduleMissing(let module):
      "adapter_config.json adapts '\(module)', for which it has no tensors"
    case .savedModuleMissing(let module):
      "adapter_config.json says that '\(module)' was trained whole, but it is not there"
    case .headMissing(let task): "it adapts a classifier (\(task)) and does not hold its head"
    }
  }

  /// What would be right, as a sentence.
  public var remedy: String {
    switch self {
    case .notAnObject, .missing: "Download adapter_config.json again."
    case .duplicateKey: SettingsWords.duplicateRemedy
    case .badValue(_, let expected): SettingsWords.badValueRemedy(expected)
    case .otherKind, .unsupported, .unsupportedTensor:
      "Merge it into its base with peft's merge_and_unload() and save_pretrained(), and name that "
        + "folder."
    case .several: "Save each as an adapter of its own."
    case .unknownTensor, .wrongShape:
      "Is this the base that it was trained on? Name the right one with --base."
    case .twice: "Save the adapter anew with peft's save_pretrained()."
    case .noTensors, .unpaired, .rankDiffers, .notTargeted, .moduleMissing:
      "Download adapter_config.json and adapter_model.safetensors again, both from one revision."
    case .savedModuleMissing, .headMissing:
      "Save the adapter anew with the head in modules_to_save; a sharded trainer must gather it first."
    }
  }

  private static func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
