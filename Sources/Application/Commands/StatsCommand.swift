import Annotations
import RewardModels
import Survival
import Trajectories
import VisibleText

/// `misstep stats`: counts, labels, and how well a model agrees with them.
package struct StatsCommand {
  package var input: TrajectoryInput
  package var labels: LabelStoreLocation
  /// `nil` counts without scoring.
  package var model: (any RewardModel)?
  package var rule: PredictionRule?
  package var asJSON: Bool

  package init(
    input: TrajectoryInput, labels: LabelStoreLocation, model: (any RewardModel)?,
    rule: PredictionRule?, asJSON: Bool
  ) {
    self.input = input
    self.labels = labels
    self.model = model
    self.rule = rule
    self.asJSON = asJSON
  }

  /// - Returns: ``ExitStatus/badData`` if any record was left out.
  package func run(console: Console) throws -> ExitStatus {
    var statistics = Statistics()
    let verdicts = try labels.openExisting().latestVerdicts().compactMapValues(\.change.verdict)
    var progress = Progress("reading", unit: "trajectories", console: console)
    let failures = try input.forEachBatch { batch in
      statistics.badRecords += batch.issues.count { $0.severity == .bad }
      statistics.add(batch.trajectories, verdicts: verdicts)
      if let model {
        let scores = ScoreCommand.scores(batch.trajectories, model)
        statistics.add(scores, of: batch.trajectories, verdicts: verdicts, rule: rule)
      }
      progress.update(done: statistics.trajectories, total: 0)
    }
    progress.finish()
    if asJSON {
      try console.print(json: statistics.json)
    } else {
      try console.print(lines: statistics.lines)
    }
    return console.report(failures) ?? (statistics.badRecords == 0 ? .done : .badData)
  }
}
