import JSON
import BuiltIn
import Checkpoints
import Scoring
import ScoreCache
import Trajectories
import TrajectoryFiles

extension ModelChoice {
  /// Opens the model; a checkpoint's weights are loaded when something is to be scored.
  ///
  /// - Throws: ``CommandFailure`` when its file is no model.
  package func load() throws(CommandFailure) -> any RewardModel {
    switch self {
    case .recorded: RecordedModel()
    case .builtIn, .builtInFile: try loadBuiltIn()
    case .checkpoint(let folder, let arguments): try Self.loadCheckpoint(folder, arguments)
    case .ensemble(let parts): try Self.averaging(parts)
    case .ensembleFile(let path, let arguments): try Self.loadEnsemble(path, arguments)
    }
  }

  /// Opens the model, and says on standard error what should be known of it.
  ///
  /// - Throws: ``CommandFailure`` when its file is no model.
  package func load(telling console: Console) throws(CommandFailure) -> any RewardModel {
    let model = try load()
    if let warning = model.warning { console.say("Warning: \(warning).") }
    return model
  }

  /// A checkpoint takes long enough that its figures are kept on disk; without a place for them it
  /// is asked every time.
  private static func loadCheckpoint(
    _ folder: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> any RewardModel {
    cached(try openCheckpoint(folder, arguments))
  }

  private static func openCheckpoint(
    _ folder: String, _ arguments: CheckpointArguments
  ) throws(CommandFailure) -> CheckpointModel {
    do throws(CheckpointModelError) {
      return try CheckpointModel.load(
        folder: folder, base: arguments.base, reference: arguments.reference,
        precision: arguments.precision, overrides: arguments.overrides)
    } catch {
      throw CommandFailure(error.exitStatus, error.description)
    }
  }

  /// The same model, asked only for what it has not said before.
  static func cached(_ model: CheckpointModel) -> any RewardModel {
    guard let place = ScoreCache.standardFolder, let cache = try? ScoreCache(folder: place) else {
      return model
    }
    return CachedModel(model, cache: cache)
  }

  /// A checkpoint's folder opened without the cache of scores; `nil` for other models.
  ///
  /// - Throws: ``CommandFailure`` when it is no model.
  func checkpoint() throws(CommandFailure) -> CheckpointModel? {
    guard case .checkpoint(let folder, let arguments) = self else { return nil }
    return try Self.openCheckpoint(folder, arguments)
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

  var name: String {
    switch self {
    case .builtIn: "builtin"
    case .recorded: "recorded"
    case .builtInFile(let path): path
    case .checkpoint(let folder, _): folder
    case .ensemble(let parts): parts.map(\.name).joined(separator: "+")
    case .ensembleFile(let path, _): path
    }
  }
}
