import Scoring
import JSON
import Survival
import Trajectories

extension CheckpointSettings {
  /// The keys of `reward_model.json`.
  static let keys = [
    "kind", "head", "readout", "step_tag", "prompt_template", "step_template", "separator",
    "suffix", "encode", "readout_at", "add_special_tokens", "trim_steps", "bos_token",
    "positive_token", "negative_token", "beta", "rule", "temperature", "layer",
  ]

  /// Reads the object of a `reward_model.json`; a `null` counts as absent.
  ///
  /// - Throws: ``SettingFault`` for an unknown or duplicate key, or a bad value.
  init(_ value: JSONValue) throws(SettingFault) {
    guard let object = value.object else { throw .notAnObject }
    if let path = value.duplicatedPath(among: Set(Self.keys)) {
      throw .duplicateKey(path.joined(separator: "."))
    }
    for member in object.members where !Self.keys.contains(member.key) {
      throw .unknownKey(
        SettingFault.shortened(member.key),
        nearest: NearMiss.nearest(to: member.key, among: Self.keys))
    }
    self.init()
    try readWords(object)
    try readTexts(object)
    addsSpecialTokens = try Self.flag(object, "add_special_tokens")
    trimsSteps = try Self.flag(object, "trim_steps")
    beta = try Self.positive(object, "beta")
    temperature = try Self.positive(object, "temperature")
    if let value = Self.member(object, "layer") {
      guard let number = value.integer, number > 0 else {
        throw .badValue(key: "layer", expected: "a layer's number, counted from 1")
      }
      layer = Int(number)
    }
  }

  private static func flag(_ object: JSONObject, _ key: String) throws(SettingFault) -> Bool? {
    guard let value = member(object, key) else { return nil }
    guard let flag = value.bool else { throw .badValue(key: key, expected: "true or false") }
    return flag
  }

  private static func positive(
    _ object: JSONObject, _ key: String
  ) throws(SettingFault) -> Double? {
    guard let value = member(object, key) else { return nil }
    guard let number = value.number, number > 0, number.isFinite else {
      throw .badValue(key: key, expected: "a number above 0")
    }
    return number
  }

  private mutating func readWords(_ object: JSONObject) throws(SettingFault) {
    kind = try Self.choice(object, "kind", TrajectoryScore.Kind.self)
    readout = try Self.choice(object, "readout", Readout.self)
    encoding = try Self.choice(object, "encode", Encoding.self)
    place = try Self.choice(object, "readout_at", Place.self)
    if let word = try Self.text(object, "rule") {
      guard let rule = PredictionRule(argument: word) else {
        throw .badValue(key: "rule", expected: PredictionRule.argumentForms)
      }
      self.rule = rule
    }
  }

  private mutating func readTexts(_ object: JSONObject) throws(SettingFault) {
    head = try Self.text(object, "head")
    stepTag = try Self.text(object, "step_tag")
    promptTemplate = try Self.text(object, "prompt_template")
    stepTemplate = try Self.text(object, "step_template")
    separator = try Self.text(object, "separator")
    suffix = try Self.text(object, "suffix")
    beginToken = try Self.text(object, "bos_token")
    positiveToken = try Self.text(object, "positive_token")
    negativeToken = try Self.text(object, "negative_token")
  }

  private static func member(_ object: JSONObject, _ key: String) -> JSONValue? {
    object[key].flatMap { $0.isNull ? nil : $0 }
  }

  private static func text(
    _ object: JSONObject, _ key: String
  ) throws(SettingFault) -> String? {
    guard let value = member(object, key) else { return nil }
    guard let text = value.string else { throw .badValue(key: key, expected: "text") }
    return text
  }

  private static func choice<Word: RawRepresentable & CaseIterable>(
    _ object: JSONObject, _ key: String, _ type: Word.Type
  ) throws(SettingFault) -> Word? where Word.RawValue == String {
    guard let value = member(object, key) else { return nil }
    guard let word = value.string.flatMap({ Word(rawValue: $0) }) else {
      throw .badValue(
        key: key, expected: Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
    }
    return word
  }
}

/// Why the settings of a reward model are invalid.
public enum SettingFault: Error, Equatable, Sendable {
  /// `reward_model.json` is not a JSON object.
  case notAnObject
  case unknownKey(String, nearest: String?)
  case duplicateKey(String)
  case badValue(key: String, expected: String)
  /// A template lacks its placeholder, or has one that it cannot fill.
  case template(key: String, what: String)
  /// The step template lacks the step tag after the step.
  case tagNotInTemplate(tag: String)
  /// Two settings exclude each other; described in one sentence.
  case contradiction(String)

  /// A foreign text, shortened for a message.
  static func shortened(_ text: String) -> String {
    let short = text.prefix(100)
    return short.endIndex == text.endIndex ? text : short + "…"
  }
}

extension SettingFault: CustomStringConvertible {
  /// What is wrong and the remedy; quotes foreign text.
  public var description: String {
    switch self {
    case .notAnObject: "this is not a JSON object. Write the settings as {\"kind\": \"crm\", …}."
    case .unknownKey(let key, let nearest?): "there is no key '\(key)'. Did you mean '\(nearest)'?"
    case .unknownKey(let key, nil):
      "there is no key '\(key)'. The keys are "
        + CheckpointSettings.keys.joined(separator: ", ") + "."
    case .duplicateKey(let key): "'\(key)' occurs twice. Remove one of them."
    case .badValue(let key, let expected): "'\(key)' must be \(expected)."
    case .template(let key, let what): "'\(key)' \(what)."
    case .tagNotInTemplate(let tag):
      "the step template must have the step tag '\(tag)' after {step}. "
        + "Add it there, or name the tag that is there."
    case .contradiction(let sentence): sentence
    }
  }
}

extension CheckpointSettings {
  /// The object of an equal `reward_model.json`; unset settings are omitted.
  public var json: JSONValue {
    let words: [(String, String?)] = [
      ("kind", kind?.rawValue), ("head", head), ("readout", readout?.rawValue),
      ("step_tag", stepTag), ("prompt_template", promptTemplate),
      ("step_template", stepTemplate), ("separator", separator), ("suffix", suffix),
      ("encode", encoding?.rawValue), ("readout_at", place?.rawValue), ("bos_token", beginToken),
      ("positive_token", positiveToken), ("negative_token", negativeToken),
      ("rule", rule?.description),
    ]
    var members = words.compactMap { key, word in word.map { (key, JSONValue.string($0)) } }
    if let addsSpecialTokens { members.append(("add_special_tokens", .bool(addsSpecialTokens))) }
    if let trimsSteps { members.append(("trim_steps", .bool(trimsSteps))) }
    if let beta { members.append(("beta", .number(beta))) }
    if let temperature { members.append(("temperature", .number(temperature))) }
    if let layer { members.append(("layer", JSONValue(layer))) }
    return .members(members)
  }
}
