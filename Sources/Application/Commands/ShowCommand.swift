import Annotations
import Inspector
import Scoring
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

  /// Prints the pages; a trajectory that cannot be scored is shown without figures, and said so.
  package func run(console: Console) throws -> ExitStatus {
    var filter: TrajectoryFilter?
    if case .matching(let query, _) = selection {
      let store = try labels.openExisting()
      filter = try TrajectoryFilter(query, store: store, model: model, rule: rule)
    }
    let finder = try input.find(selection, filter: filter)
    let found = try finder.result()
    for (place, trajectory) in found.enumerated() {
      if place > 0 { try console.print("") }
      try print(trajectory, console: console)
    }
    if finder.matches > found.count, filter != nil {
      console.say("\(finder.matches - found.count) more match; --limit shows more.")
    }
    return console.report(unjudged: finder.unjudged) ?? .done
  }

  func print(_ trajectory: Trajectory, console: Console) throws {
    let standings = try labels.openExisting().standings(
      annotator: annotator, of: [trajectory.digest])
    var score: TrajectoryScore?
    switch try ScoringPass.scores(of: [trajectory], by: model).first {
    case .success(let found): score = found
    case .failure(let error): console.say(error.description)
    case nil: break
    }
    let rows = PageText.render(
      trajectory, score: score, standing: standings[trajectory.digest] ?? Standing(), rule: rule,
      width: width ?? console.columns ?? 100, encoding: .ofLocale)
    try PageWriter(console: console, color: color).write(rows)
  }
}
