import Annotations
import Inspector
import RewardModels
import Survival
import Trajectories

/// `misstep show`: the inspector's page of one trajectory, as text.
package struct ShowCommand {
  package var input: TrajectoryInput
  package var selection: TrajectorySelection
  package var model: any RewardModel
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  package var annotator: String
  /// Columns; `nil` fills the terminal, or 100.
  package var width: Int?
  package var color: ColorChoice

  package init(
    input: TrajectoryInput, selection: TrajectorySelection, model: any RewardModel,
    rule: PredictionRule?, labels: LabelStoreLocation, annotator: String, width: Int?,
    color: ColorChoice
  ) {
    self.input = input
    self.selection = selection
    self.model = model
    self.rule = rule
    self.labels = labels
    self.annotator = annotator
    self.width = width
    self.color = color
  }

  /// Prints the page; a trajectory that cannot be scored is shown without figures, and said so.
  package func run(console: Console) throws -> ExitStatus {
    let trajectory = try selection.find(in: input)
    try print(trajectory, console: console)
    return .done
  }

  func print(_ trajectory: Trajectory, console: Console) throws {
    let standings = try labels.openExisting().standings(
      annotator: annotator, of: [trajectory.digest])
    var score: TrajectoryScore?
    do throws(ScoringError) {
      score = try model.score(trajectory)
    } catch {
      console.say(error.description)
    }
    let rows = PageText.render(
      trajectory, score: score, standing: standings[trajectory.digest] ?? Standing(), rule: rule,
      width: width ?? console.columns ?? 100, encoding: .ofLocale)
    try PageWriter(console: console, color: color).write(rows)
  }
}
