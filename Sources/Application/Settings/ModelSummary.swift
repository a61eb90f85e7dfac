import BuiltIn
import JSON
import Checkpoints
import Ensembles
import Scoring
import VisibleText

/// What `misstep models` says of a model.
struct ModelSummary {
  /// Of the object that `--json` prints: keys that every kind of model has, then how it was made.
  var members: [(key: String, value: JSONValue)]
  /// What a reader is told instead, names and values.
  var rows: [(name: String, value: String)]

  /// A checkpoint's, in words of its own.
  init(_ checkpoint: CheckpointDescription) {
    members = checkpoint.json.object?.members.map { ($0.key, $0.value) } ?? []
    rows = [("name", checkpoint.name)] + checkpoint.rows
  }

  /// Rows are what the members hold.
  init(members: [(key: String, value: JSONValue)]) {
    self.members = members
    rows = members.compactMap { key, value in
      guard !value.isNull else { return nil }
      let words = value.string ?? JSONWriter.text(of: value)
      return (key.replacing("_", with: " "), words)
    }
  }

  /// The names are padded to one width.
  var lines: [VisibleText] {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { VisibleText($0.name).padded(columns: width) + "  " + VisibleText($0.value) }
  }
}

extension ModelChoice {
  /// - Throws: ``CommandFailure`` with everything that a checkpoint lacks, or that makes a file no model.
  func summary() throws(CommandFailure) -> ModelSummary {
    switch self {
    case .checkpoint(let folder, let arguments):
      ModelSummary(try Self.describe(folder, arguments))
    case .recorded:
      ModelSummary(
        members: Self.fixed(kind: "recorded", architecture: "none", readout: "as recorded"))
    case .builtIn, .builtInFile: Self.summary(of: try loadBuiltIn())
    case .ensemble: Self.summary(of: try load(), file: nil)
    case .ensembleFile(let path, _): Self.summary(of: try load(), file: try Self.ensembleFile(path))
    }
  }

  private static func summary(of model: any RewardModel, file: EnsembleFile?) -> ModelSummary {
    let fitted = file?.value.object?.members.filter { $0.key != "format" } ?? []
    return ModelSummary(
      members: fixed(kind: "crm", architecture: "ensemble", readout: "hazard") + [
        ("name", .string(model.name)), ("identity", .string(model.identity)),
      ] + fitted.map { ($0.key, $0.value) })
  }

  private static func summary(of model: BuiltInModel) -> ModelSummary {
    let file = model.description
    let inputs = file.inputs.map { JSONValue.string("\($0.path) (\($0.trajectories))") }
    return ModelSummary(
      members: Self.fixed(
        kind: "crm", architecture: "builtin", readout: "hazard", parameters: file.weights.count,
        digest: file.digest) + [
          ("identity", .string(model.identity)), ("rule", .string(file.rule.description)),
          ("command", .string(file.command)), ("inputs", .array(inputs)),
          ("left_out", .integer(Int64(file.leftOut))),
          (
            "validation",
            .members(
              file.validation.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
          ),
        ])
  }

  private static func describe(
    _ folder: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> CheckpointDescription {
    do throws(CheckpointModelError) {
      return try CheckpointDescription(
        folder: folder, base: arguments.base, reference: arguments.reference,
        precision: arguments.precision, overrides: arguments.overrides)
    } catch {
      let faults = CheckpointDescription.faults(
        folder: folder, base: arguments.base, reference: arguments.reference,
        overrides: arguments.overrides)
      throw CommandFailure(
        error.exitStatus,
        (faults.isEmpty ? [error] : faults).map(\.description).joined(separator: "\n"))
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
