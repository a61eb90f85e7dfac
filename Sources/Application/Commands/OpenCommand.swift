import Annotations
import Inspector
import RewardModels
import Survival
import Trajectories
import VisibleText

/// `misstep open`: the inspector; without a terminal, its first page as text.
package struct OpenCommand: Sendable {
  package var input: TrajectoryInput
  /// What `--model` or the configuration says.
  package var model: String
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  package var annotator: String
  package var blind: Bool
  package var theme: String?
  package var configuration: Configuration

  package init(
    input: TrajectoryInput, model: String, rule: PredictionRule?, labels: LabelStoreLocation,
    annotator: String, blind: Bool, theme: String?, configuration: Configuration
  ) {
    self.input = input
    self.model = model
    self.rule = rule
    self.labels = labels
    self.annotator = annotator
    self.blind = blind
    self.theme = theme
    self.configuration = configuration
  }

  /// Runs until the user quits; files that cannot be opened fail before the screen is taken.
  package func run(console: Console) throws -> ExitStatus {
    try input.requireReadable()
    guard console.outputIsTerminal else {
      return try FirstPage(open: self).run(console: console)
    }
    return try InspectorSession(open: self).run(console: console)
  }
}
