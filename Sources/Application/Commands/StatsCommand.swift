import Annotations
import Queries
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
  /// `nil` for all.
  package var query: Query?
  package var asJSON: Bool

  package init(
    input: TrajectoryInput, labels: LabelStoreLocation, model: (any RewardModel)?,
    rule: PredictionRule?, query: Query? = nil, asJSON: Bool
  ) {
    self.input = input
    self.labels = labels
    self.model = model
    self.rule = rule
    self.query = query
    self.asJSON = asJSON
  }

  /// - Returns: ``ExitStatus/badData`` if any record was left out.
  package func run(console: Console) throws -> ExitStatus {
    var statistics = Statistics()
    let store = try labels.openExisting()
    let filter = try query.map { try TrajectoryFilter($0, store: store, model: model, rule: rule) }
    let verdicts = try store.latestVerdicts().compactMapValues(\.change.verdict)
    var progress = Progress("reading", unit: "MB", console: console)
    var seen = 0
    let failures = try input.forEachBatch { batch in
      statistics.badRecords += batch.issues.count { $0.severity == .bad }
      var wanted = batch.trajectories
      if let filter {
        let accepted = wanted.parallelMap { [seen] in filter.accepts($1, index: seen + $0) }
        wanted = zip(wanted, accepted).filter(\.1).map(\.0)
      }
      seen += batch.trajectories.count
      statistics.add(wanted, verdicts: verdicts)
      if let model {
        let scores = ScoreCommand.scores(wanted, model)
        statistics.add(scores, of: wanted, verdicts: verdicts, rule: rule)
      }
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
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
