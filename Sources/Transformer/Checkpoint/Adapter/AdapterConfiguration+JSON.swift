import JSON

extension AdapterConfiguration {
  /// Its name in the adapter's folder.
  public static let fileName = "adapter_config.json"
  /// No configuration is larger; real ones have some thousand bytes.
  private static let sizeLimit = 1 << 20
  /// The most modules or patterns that a list may have: each is compared with every module.
  private static let countLimit = 4096
  private static let ranks = 1...65536

  /// Whether a folder holds an adapter.
  public static func isThere(inFolder path: String) -> Bool {
    guard let folder = try? Folder(path: path) else { return false }
    return folder.contains(fileName)
  }

  /// Reads `adapter_config.json` of a folder.
  ///
  /// - Throws: ``CheckpointError``: no such folder or file, or an adapter that is not computed here.
  public init(folder path: String) throws(CheckpointError) {
    let folder = try Folder(path: path)
    let bytes = try folder.content(
      of: AdapterConfiguration.fileName, limit: AdapterConfiguration.sizeLimit)
    try self.init(json: bytes, path: folder.path(of: AdapterConfiguration.fileName))
  }

  /// Reads the content of an `adapter_config.json`; `path` is for messages only.
  ///
  /// - Throws: ``CheckpointError``: not JSON, or an adapter that is not computed here.
  init(json bytes: [UInt8], path: String) throws(CheckpointError) {
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONParser.value(of: bytes)
    } catch {
      throw CheckpointError(path: path, reason: .json(error))
    }
    do throws(AdapterFault) {
      try self.init(value)
    } catch {
      throw CheckpointError(path: path, reason: .adapter(error))
    }
  }

  private init(_ value: JSONValue) throws(AdapterFault) {
    guard let object = value.object else { throw .notAnObject }
    // Readers disagree on which one counts.
    if let path = value.duplicatedPath(among: ["*", "rank_pattern.*", "alpha_pattern.*"]) {
      throw .duplicateKey(CheckpointError.shortened(path.joined(separator: ".")))
    }
    let reader = AdapterReader(value: value)
    guard let kind = try reader.text("peft_type") else { throw .missing(key: "peft_type") }
    guard kind == "LORA" else { throw .otherKind(CheckpointError.shortened(kind)) }
    try reader.refuseVarieties(object)
    baseName = try reader.text("base_model_name_or_path").flatMap { $0.isEmpty ? nil : $0 }
    task = try reader.text("task_type")
    guard let rank = try reader.integer("r", in: Self.ranks) else { throw .missing(key: "r") }
    guard let alpha = try reader.number("lora_alpha") else { throw .missing(key: "lora_alpha") }
    (self.rank, self.alpha) = (rank, alpha)
    dividesByRoot = try reader.boolean("use_rslora") ?? false
    rankPatterns = try reader.patterns("rank_pattern", limit: Self.countLimit) {
      Self.ranks.contains(Int(exactly: $0) ?? 0)
    }
    alphaPatterns = try reader.patterns("alpha_pattern", limit: Self.countLimit) { _ in true }
    targets = try reader.modules("target_modules", limit: Self.countLimit) ?? .names([])
    excluded = try reader.modules("exclude_modules", limit: Self.countLimit)
    layers = try reader.layers("layers_to_transform")
    layerNames = try reader.words("layers_pattern", limit: Self.countLimit) ?? []
    savedModules = try reader.words("modules_to_save", limit: Self.countLimit) ?? []
    _ = try reader.boolean("fan_in_fan_out")
  }
}

/// Typed access to the members of an adapter's settings, `null` counting as absent.
private struct AdapterReader {
  let value: JSONValue

  func member(_ key: String) -> JSONValue? {
    guard let member = value[key], !member.isNull else { return nil }
    return member
  }

  func text(_ key: String) throws(AdapterFault) -> String? {
    guard let member = member(key) else { return nil }
    guard let text = member.string else { throw .badValue(key: key, expected: "text") }
    return text
  }

  func boolean(_ key: String) throws(AdapterFault) -> Bool? {
    guard let member = member(key) else { return nil }
    guard let flag = member.bool else { throw .badValue(key: key, expected: "true or false") }
    return flag
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(AdapterFault) -> Int? {
    guard let member = member(key) else { return nil }
    guard let number = member.integer, range.contains(number) else {
      throw .badValue(
        key: key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func number(_ key: String) throws(AdapterFault) -> Double? {
    guard let member = member(key) else { return nil }
    guard let number = member.number, number.magnitude < 1e30 else {
      throw .badValue(key: key, expected: "a number")
    }
    return number
  }

  /// A list of texts, or one.
  func words(_ key: String, limit: Int) throws(AdapterFault) -> [String]? {
    guard let member = member(key) else { return nil }
    if let word = member.string { return [word] }
    guard let list = member.array, list.count <= limit,
      case let words = list.compactMap(\.string), words.count == list.count
    else { throw .badValue(key: key, expected: "a list of at most \(limit) names") }
    return words
  }

  func modules(
    _ key: String, limit: Int
  ) throws(AdapterFault) -> AdapterConfiguration.Modules? {
    guard let expression = member(key)?.string else {
      return try words(key, limit: limit).map { .names($0) }
    }
    guard expression != "all-linear" else { return .names(AdapterConfiguration.matrices) }
    guard ModulePattern(whole: expression) != nil else {
      throw .badValue(key: key, expected: "a list of names, or a regular expression")
    }
    return .expression(expression)
  }

  /// Of an object in its own order, which decides.
  func patterns(
    _ key: String, limit: Int, isRight: (Double) -> Bool
  ) throws(AdapterFault) -> [AdapterConfiguration.Pattern] {
    guard let member = member(key) else { return [] }
    let expected = "an object of at most \(limit) regular expressions and their numbers"
    guard let object = member.object, object.members.count <= limit else {
      throw .badValue(key: key, expected: expected)
    }
    var patterns: [AdapterConfiguration.Pattern] = []
    for member in object.members {
      guard let number = member.value.number, number.magnitude < 1e30, isRight(number),
        ModulePattern(ending: member.key) != nil
      else { throw .badValue(key: key, expected: expected) }
      patterns.append(.init(expression: member.key, value: number))
    }
    return patterns
  }

  /// One number or several.
  func layers(_ key: String) throws(AdapterFault) -> Set<Int>? {
    guard let member = member(key) else { return nil }
    let list = member.array ?? [member]
    let numbers = list.compactMap(\.integer).filter { $0 >= 0 }
    guard numbers.count == list.count else {
      throw .badValue(key: key, expected: "a layer's number from 0, or a list of them")
    }
    // peft takes an empty list as all layers.
    return numbers.isEmpty ? nil : Set(numbers)
  }

  // MARK: Varieties

  /// What says nothing about how an update is computed.
  ///
  /// Keys of peft 0.21; those of how the numbers were found when training began are among them.
  private static let neutral: Set<String> = [
    "alpha_pattern", "auto_mapping", "base_model_name_or_path", "bias", "ensure_weight_tying",
    "eva_config", "exclude_modules", "fan_in_fan_out", "inference_mode", "layers_pattern",
    "layers_to_transform", "lora_alpha", "lora_dropout", "megatron_config", "megatron_core",
    "modules_to_save", "peft_type", "peft_version", "qalora_group_size", "r", "rank_pattern",
    "revision", "runtime_config", "target_modules", "task_type", "use_rslora", "enable_lora",
    "merge_weights",
  ]

  /// Anything else must be unset: what a later peft adds is refused by its name, not overlooked.
  func refuseVarieties(_ object: JSONObject) throws(AdapterFault) {
    for member in object.members {
      let key = member.key
      if key == "init_lora_weights" {
        try refuseInitialization(member.value)
      } else if !Self.neutral.contains(key), !Self.isUnset(member.value) {
        throw .unsupported(key: CheckpointError.shortened(key), value: Self.words(member.value))
      }
    }
  }

  /// Some begin by changing the base, which then is not the one that its name says.
  private func refuseInitialization(_ value: JSONValue) throws(AdapterFault) {
    guard let name = value.string, !["gaussian", "eva", "orthogonal"].contains(name.lowercased())
    else { return }
    throw .unsupported(key: "init_lora_weights", value: "'\(CheckpointError.shortened(name))'")
  }

  private static func isUnset(_ value: JSONValue) -> Bool {
    switch value {
    case .null, .bool(false): true
    case .string(let text): text.isEmpty
    case .array(let list): list.isEmpty
    case .object(let object): object.members.isEmpty
    default: value.number == 0
    }
  }

  private static func words(_ value: JSONValue) -> String {
    value.bool == true ? "true" : "set"
  }
}
