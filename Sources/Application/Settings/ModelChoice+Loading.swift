import JSON
import RewardModels
import Trajectories
import TrajectoryFiles

extension ModelChoice {
  /// Loads the model.
  ///
  /// - Throws: ``CommandFailure`` when its file is no model.
  package func load() throws(CommandFailure) -> any RewardModel {
    switch self {
    case .recorded: RecordedModel()
    case .builtIn, .builtInFile: try loadBuiltIn()
    }
  }

  /// The built-in model, or weights of its kind from a file.
  func loadBuiltIn() throws(CommandFailure) -> BuiltInModel {
    do {
      if case .builtInFile(let path) = self { return try BuiltInModel(path: path) }
      return try BuiltInModel.bundled()
    } catch let error as FileError {
      throw CommandFailure(error.exitStatus, error.description)
    } catch {
      throw CommandFailure(.badData, "\(name): \(error)")
    }
  }

  private var name: String {
    switch self {
    case .builtIn: "builtin"
    case .recorded: "recorded"
    case .builtInFile(let path): path
    }
  }

  /// What the model is, for `misstep models`: the fixed keys, then how it was made.
  func describe() throws(CommandFailure) -> [(String, JSONValue)] {
    guard self != .recorded else {
      return Self.fixed(kind: "recorded", architecture: "none", readout: "as recorded")
    }
    let model = try loadBuiltIn()
    let file = model.description
    let inputs = file.inputs.map { JSONValue.string("\($0.path) (\($0.trajectories))") }
    return Self.fixed(
      kind: "crm", architecture: "builtin", readout: "hazard", parameters: file.weights.count,
      digest: file.digest) + [
        ("identity", .string(model.identity)), ("rule", .string(file.rule.description)),
        ("command", .string(file.command)), ("inputs", .array(inputs)),
        ("left_out", .integer(Int64(file.leftOut))),
        (
          "validation",
          .members(file.validation.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
        ),
      ]
  }

  /// The keys that every kind of model has; null is what this kind has none of.
  private static func fixed(
    kind: String, architecture: String, readout: String, parameters: Int? = nil,
    digest: String? = nil
  ) -> [(String, JSONValue)] {
    [
      ("kind", .string(kind)), ("architecture", .string(architecture)),
      ("parameters", parameters.map { .integer(Int64($0)) } ?? .null), ("head", .null),
      ("readout", .string(readout)), ("step_tag", .null), ("template", .null),
      ("digest", digest.map { .string($0) } ?? .null),
    ]
  }
}
