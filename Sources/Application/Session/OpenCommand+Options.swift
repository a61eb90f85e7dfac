import Drawing
import Inspector
import Scoring
import Trajectories
import VisibleText

extension OpenCommand {
  /// What the inspector is told, from arguments and configuration.
  ///
  /// - Throws: ``CommandFailure`` for a theme or key that does not exist.
  func inspectorOptions(
    model: any RewardModel, comparison: (any RewardModel)?
  ) throws(CommandFailure) -> InspectorOptions {
    var options = InspectorOptions(
      files: input.files, modelName: model.name, modelIdentity: model.identity,
      annotator: annotator, predict: rule, advance: configuration.advance, blind: blind,
      theme: try chosenTheme(), keys: try configuration.keyTable(),
      exportFormats: TrajectoryFormats.writable.map(\.name))
    options.encoding = .ofLocale
    options.givesReasons = model.givesReasons
    options.comparisonName = comparison?.name
    options.follows = follows
    return options
  }

  private func chosenTheme() throws(CommandFailure) -> Theme {
    guard let name = theme else { return .dark }
    guard let theme = Theme(rawValue: name) else {
      let names = Theme.names.joined(separator: ", ")
      throw CommandFailure(.usage, "There is no theme '\(name)'. Themes are \(names).")
    }
    return theme
  }
}
