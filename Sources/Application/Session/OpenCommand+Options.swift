import Drawing
import Inspector
import Labeling
import Scoring
import Trajectories
import VisibleText

extension OpenCommand {
  /// What the inspector is told, from arguments and configuration.
  ///
  /// - Throws: ``CommandFailure`` for a theme, key or order that does not exist.
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
    options.next = try chosenNext()
    options.randomShare = configuration.randomShare ?? LabelingPlan.usualShare
    return options
  }

  private func chosenNext() throws(CommandFailure) -> LabelingPlan? {
    guard let next, next.order.comparesModels, comparison == nil else { return next }
    throw CommandFailure(
      .usage, "The order 'disagreement' is that of two models. Name the second: --compare MODEL.")
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
