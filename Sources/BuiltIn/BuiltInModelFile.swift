import Glibc
import JSON
import Survival
import Trajectories

/// The content of a built-in model's JSON file: weights, decision rule and how it was made.
public struct BuiltInModelFile: Equatable, Sendable {
  /// A file that the model was trained on, or whose problems were excluded.
  public struct Input: Equatable, Sendable {
    /// As it was given.
    public var path: String
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    public var sha256: String
    /// How many of its trajectories were used.
    public var trajectories: Int

    /// A file and what was used of it.
    public init(path: String, sha256: String, trajectories: Int) {
      self.path = path
      self.sha256 = sha256
      self.trajectories = trajectories
    }
  }

  /// Logits per unit, by the feature's name.
  public var weights: [String: Double]
  /// How curves become predictions.
  public var rule: PredictionRule
  /// The share of steps that are the first wrong one, among those with only right steps before them.
  public var baseRate = Self.usualBaseRate
  /// The command that made it, such as `misstep train --kind builtin …`.
  public var command: String
  /// Seed of the split.
  public var seed: UInt64
  /// Files it was trained on.
  public var inputs: [Input]
  /// Files whose problems were left out.
  public var excluded: [Input]
  /// How many trajectories were left out for that reason.
  public var leftOut: Int
  /// Figures on the validation part, such as `f1`.
  public var validation: [String: Double]
  /// SHA-256 of the file, 64 hexadecimal digits.
  public private(set) var digest = ""

  static let format = "misstep builtin model"

  /// The base rate of files that do not state one: that of the bundled model's labelled inputs, with
  /// right and wrong trajectories at equal weight.
  static let usualBaseRate = 0.093

  /// log(p / (1 − p)) of ``baseRate``.
  var baseLogit: Double { log(baseRate / (1 - baseRate)) }

  init(weights: [String: Double], rule: PredictionRule) {
    self.weights = weights
    self.rule = rule
    command = ""
    seed = 0
    inputs = []
    excluded = []
    leftOut = 0
    validation = [:]
  }

  /// Reads a file's content.
  ///
  /// - Throws: ``BuiltInModelError`` when it is not JSON or not such a model.
  public init(json bytes: [UInt8]) throws(BuiltInModelError) {
    guard let value = try? JSONParser.value(of: bytes), value["format"]?.string == Self.format,
      let members = value["weights"]?.object?.members,
      let rule = value["rule"]?.string.flatMap(PredictionRule.init(argument:))
    else { throw .notAModel }
    var weights: [String: Double] = [:]
    for member in members {
      guard let weight = member.value.number, weight.isFinite else {
        throw .badWeight(feature: member.key)
      }
      weights[member.key] = weight
    }
    self.init(weights: weights, rule: rule)
    if let rate = value["base_rate"]?.number {
      guard rate > 0, rate < 1 else { throw .badBaseRate }
      baseRate = rate
    }
    command = value["command"]?.string ?? ""
    seed = UInt64(value["seed"]?.string ?? "") ?? 0
    inputs = Self.inputs(value["inputs"])
    excluded = Self.inputs(value["excluded"])
    leftOut = value["left_out"]?.integer ?? 0
    for member in value["validation"]?.object?.members ?? [] {
      validation[member.key] = member.value.number
    }
    digest = SHA256Stream.digits(of: bytes)
  }

  private static func inputs(_ value: JSONValue?) -> [Input] {
    (value?.array ?? []).map {
      Input(
        path: $0["path"]?.string ?? "", sha256: $0["sha256"]?.string ?? "",
        trajectories: $0["trajectories"]?.integer ?? 0)
    }
  }

  /// The file's content: one line per weight, largest magnitude first, so that versions can be
  /// compared.
  public var json: [UInt8] {
    func line(_ key: String, _ value: JSONValue) -> String {
      " \(JSONWriter.text(of: .string(key))): \(JSONWriter.text(of: value))"
    }
    let ordered = weights.sorted {
      ($1.value.magnitude, $0.key) < ($0.value.magnitude, $1.key)
    }
    let head = [
      line("format", .string(Self.format)), line("command", .string(command)),
      line("seed", .string(String(seed))), line("rule", .string(rule.description)),
      line("base_rate", .number(baseRate)),
      line("inputs", Self.list(inputs)), line("excluded", Self.list(excluded)),
      line("left_out", JSONValue(leftOut)),
      line(
        "validation",
        .object(
          JSONObject(
            validation.sorted { $0.key < $1.key }.map {
              .init(key: $0.key, value: .number($0.value))
            }))),
    ]
    let body = ordered.map { " " + line($0.key, .number($0.value)) }.joined(separator: ",\n")
    let text = "{\n" + head.joined(separator: ",\n") + ",\n \"weights\": {\n" + body + "\n }\n}\n"
    return Array(text.utf8)
  }

  private static func list(_ inputs: [Input]) -> JSONValue {
    .array(
      inputs.map {
        .object(
          JSONObject([
            .init(key: "path", value: .string($0.path)),
            .init(key: "sha256", value: .string($0.sha256)),
            .init(key: "trajectories", value: JSONValue($0.trajectories)),
          ]))
      })
  }
}

/// Why a file is not a built-in model, or none could be fitted.
public enum BuiltInModelError: Error, Equatable, Sendable {
  /// Not JSON, or not of this kind.
  case notAModel
  /// A weight that is not a finite number.
  case badWeight(feature: String)
  /// A base rate that is not between 0 and 1.
  case badBaseRate
  /// Too few labelled trajectories to fit anything.
  case tooFewLabels(found: Int, needed: Int)
}

extension BuiltInModelError: CustomStringConvertible {
  /// What is wrong and how to fix it.
  public var description: String {
    switch self {
    case .notAModel:
      "This is not a built-in model's file. 'misstep train --kind builtin' writes one."
    case .badWeight(let feature):
      "The weight of \"\(feature)\" is not a finite number. Train the model again."
    case .badBaseRate:
      "The member 'base_rate' is not between 0 and 1. Train the model again."
    case .tooFewLabels(let found, let needed):
      (found == 1 ? "There is 1 labelled trajectory" : "There are \(found) labelled trajectories")
        + ", and at least \(needed) are needed. Label more."
    }
  }
}
