import Annotations
import Inspector
import Labeling
import Scoring
import Survival
import Trajectories
import VisibleText

/// `misstep open`: the inspector; without a terminal, its first page as text.
package struct OpenCommand: Sendable {
  package var input: TrajectoryInput
  /// What `--model` or the configuration says.
  package var model: ModelChoice
  /// What `--compare` says.
  package var comparison: ModelChoice?
  /// How checkpoint folders are loaded, those that `:model` names too.
  package var checkpoint: CheckpointArguments
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  package var annotator: String
  package var blind: Bool
  /// Whether files are watched for more.
  package var follows: Bool
  /// What to label next; `nil` begins with the order of the files.
  package var next: LabelingPlan?
  package var theme: String?
  package var configuration: Configuration

  package init(
    input: TrajectoryInput, model: ModelChoice, comparison: ModelChoice? = nil,
    checkpoint: CheckpointArguments = CheckpointArguments(), rule: PredictionRule?,
    labels: LabelStoreLocation, annotator: String, blind: Bool, follows: Bool = false,
    next: LabelingPlan? = nil, theme: String?, configuration: Configuration
  ) {
    self.input = input
    self.model = model
    self.comparison = comparison
    self.checkpoint = checkpoint
    self.follows = follows
    self.rule = rule
    self.labels = labels
    self.annotator = annotator
    self.blind = blind
    self.next = next
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
