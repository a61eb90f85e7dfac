import Inspector
import RewardModels
import TerminalUI
import Trajectories

extension OpenCommand {
  /// What the inspector is told, from arguments and configuration.
  ///
  /// - Throws: ``CommandFailure`` for a theme or key that does not exist.
  func inspectorOptions(model: any RewardModel) throws(CommandFailure) -> InspectorOptions {
    if let theme, !InspectorOptions.themes.contains(theme) {
      let names = InspectorOptions.themes.joined(separator: ", ")
      throw CommandFailure(.usage, "There is no theme '\(theme)'. Themes are \(names).")
    }
    return InspectorOptions(
      files: input.files, modelName: model.name, modelIdentity: model.identity,
      annotator: annotator, predict: rule, advance: configuration.advance, blind: blind,
      theme: theme ?? "dark", keys: try configuration.keyTable(),
      exportFormats: TrajectoryFormats.writable.map(\.name))
  }

  func terminalOptions(theme name: String) -> TerminalOptions {
    TerminalOptions(theme: theme(named: name))
  }

  func theme(named name: String) -> Theme {
    (Theme(rawValue: name) ?? .dark).respectingEnvironment()
  }
}
