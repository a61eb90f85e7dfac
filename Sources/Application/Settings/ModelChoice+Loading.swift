import JSON
import RewardModels
import ScoreCache
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
    case .checkpoint(let folder, let arguments): try Self.loadCheckpoint(folder, arguments)
    }
  }

  /// A checkpoint takes long enough that its figures are kept on disk; without a place for them it
  /// is asked every time.
  private static func loadCheckpoint(
    _ folder: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> any RewardModel {
    do throws(CheckpointModelError) {
      let model = try CheckpointModel.load(
        folder: folder, reference: arguments.reference, precision: arguments.precision,
        overrides: arguments.overrides)
      guard let place = ScoreCache.standardFolder, let cache = try? ScoreCache(folder: place) else {
        return model
      }
      return CachedModel(model, cache: cache)
    } catch {
      throw CommandFailure(error.exitStatus, error.description)
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
    case .checkpoint(let folder, _): folder
    }
  }

  /// What the model is, for `misstep models`: the fixed keys, then how it was made.
  func describe() throws(CommandFailure) -> [(String, JSONValue)] {
    if case .checkpoint(let folder, let arguments) = self {
      return try Self.describe(folder, arguments)
    }
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

  private static func describe(
    _ folder: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> [(String, JSONValue)] {
    do throws(CheckpointModelError) {
      let description = try CheckpointDescription(
        folder: folder, reference: arguments.reference, overrides: arguments.overrides)
      return description.json.object?.members.map { ($0.key, $0.value) } ?? []
    } catch {
      let faults = CheckpointDescription.faults(
        folder: folder, reference: arguments.reference, overrides: arguments.overrides)
      throw CommandFailure(
        error.exitStatus, faults.map(\.description).joined(separator: "\n"))
    }
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

extension CheckpointModelError {
  var exitStatus: ExitStatus { isNoInput ? .noInput : isUsage ? .usage : .badData }
}
