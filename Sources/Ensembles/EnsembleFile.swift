import JSON
import Survival

/// An ensemble's file: its parts by name, weights, rule and how it was made; never the parts' weights.
public struct EnsembleFile: Equatable, Sendable {
  /// One of the models.
  public struct Part: Equatable, Sendable {
    /// What `--model` takes for it; a relative path starts at the folder of the ensemble's file.
    public var model: String
    /// The identity of the model that the weight was fitted with.
    public var identity: String
    /// wᵢ.
    public var weight: Double

    /// A model with its weight.
    public init(model: String, identity: String, weight: Double) {
      (self.model, self.identity, self.weight) = (model, identity, weight)
    }
  }

  /// At least one.
  public var parts: [Part]
  /// b.
  public var bias: Double
  /// How curves become predictions.
  public var rule: PredictionRule
  /// The command that made it.
  public var command = ""
  /// Seed of the split.
  public var seed: UInt64 = 0
  /// Trajectories that the weights were fitted to, and those that the rule was chosen on.
  public var counts = (fitted: 0, judged: 0)
  /// Figures on what the weights were not fitted to, such as `f1`.
  public var validation: [(name: String, value: Double)] = []

  static let format = "misstep ensemble"

  /// Parts with a bias and a rule.
  public init(parts: [Part], bias: Double, rule: PredictionRule) {
    (self.parts, self.bias, self.rule) = (parts, bias, rule)
  }

  /// Two files of one content.
  public static func == (first: Self, second: Self) -> Bool { first.json == second.json }

  /// Whether bytes are such a file, whole or broken.
  public static func isNamed(in bytes: [UInt8]) -> Bool {
    (try? JSONParser.value(of: bytes))?["format"]?.string == format
  }

  /// Reads a file's content.
  ///
  /// - Throws: ``EnsembleError`` naming what is missing or wrong.
  public init(json bytes: [UInt8]) throws(EnsembleError) {
    guard let value = try? JSONParser.value(of: bytes), value["format"]?.string == Self.format
    else { throw .notAnEnsemble }
    guard let rule = value["rule"]?.string.flatMap(PredictionRule.init(argument:)) else {
      throw .member("rule", needs: PredictionRule.argumentForms)
    }
    guard let bias = value["bias"]?.number, bias.isFinite else {
      throw .member("bias", needs: "a finite number")
    }
    var parts: [Part] = []
    for entry in value["models"]?.array ?? [] {
      guard let model = entry["model"]?.string, let weight = entry["weight"]?.number,
        weight.isFinite
      else { throw .member("models", needs: "objects with model and a finite weight") }
      parts.append(
        Part(model: model, identity: entry["identity"]?.string ?? "", weight: weight))
    }
    guard !parts.isEmpty else { throw .member("models", needs: "at least one model") }
    self.init(parts: parts, bias: bias, rule: rule)
    command = value["command"]?.string ?? ""
    seed = UInt64(value["seed"]?.string ?? "") ?? 0
    counts = (value["fitted"]?.integer ?? 0, value["judged"]?.integer ?? 0)
    validation = (value["validation"]?.object?.members ?? []).compactMap { member in
      member.value.number.map { (member.key, $0) }
    }
  }

  /// The content as an object.
  public var value: JSONValue {
    let models = parts.map { part in
      JSONValue.members([
        ("model", .string(part.model)), ("identity", .string(part.identity)),
        ("weight", .number(part.weight)),
      ])
    }
    return .members([
      ("format", .string(Self.format)), ("command", .string(command)), ("seed", .string("\(seed)")),
      ("models", .array(models)), ("bias", .number(bias)), ("rule", .string(rule.description)),
      ("fitted", JSONValue(counts.fitted)), ("judged", JSONValue(counts.judged)),
      ("validation", .members(validation.map { ($0.name, .number($0.value)) })),
    ])
  }

  /// The same as the file's bytes.
  public var json: [UInt8] { JSONWriter.bytes(of: value) + [UInt8(ascii: "\n")] }
}

/// Why a file is not an ensemble.
public enum EnsembleError: Error, Equatable, Sendable {
  /// Not JSON, or not of this kind.
  case notAnEnsemble
  /// A member that is missing or not what it must be.
  case member(String, needs: String)
}

extension EnsembleError: CustomStringConvertible {
  /// What is wrong and how to fix it.
  public var description: String {
    switch self {
    case .notAnEnsemble:
      "This is not an ensemble's file. 'misstep train --stack A+B FILE -o OUT' writes one."
    case .member(let name, let needs):
      "The ensemble's \"\(name)\" must be \(needs). Train it again."
    }
  }
}
