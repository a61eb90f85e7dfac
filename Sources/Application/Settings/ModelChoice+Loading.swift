import RewardModels
import Trajectories

extension ModelChoice {
  /// Loads the model.
  ///
  /// - Throws: ``CommandFailure`` when its file is no model.
  package func load() throws(CommandFailure) -> any RewardModel {
    switch self {
    case .recorded: RecordedModel()
    case .builtIn: try builtIn()
    case .builtInFile: try builtIn()
    }
  }
  func builtIn() throws(CommandFailure) -> BuiltInModel {
    do { return try BuiltInModel.bundled() } catch { throw CommandFailure(.badData, "\(error)") }
  }
  func describe() throws(CommandFailure) -> [(String, JSONValue)] { [] }
}
