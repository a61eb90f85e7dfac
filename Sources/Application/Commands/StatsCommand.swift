import Annotations
import Queries
import Scoring
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

  private func whereFilter(_ store: any AnnotationStore) throws -> TrajectoryFilter? {
    guard let query else { return nil }
    return try TrajectoryFilter(query, store: store, model: model, rule: rule)
  }

  /// - Returns: ``ExitStatus/badData`` if any record was left out.
  package func run(console: Console) throws -> ExitStatus {
    var statistics = Statistics(keepsOverview: asJSON)
    let store = try labels.openExisting()
    let filter = try whereFilter(store)
    let work = try store.work()
    var progress = Progress("reading", unit: "MB", console: console)
    let (hasModel, rule, asJSON) = (model != nil, rule, asJSON)
    let ending = try input.forEachScored(filter: filter, model: model) { trajectories, scores in
      var part = Statistics(keepsOverview: asJSON)
      part.add(trajectories, scores: hasModel ? scores : nil, work: work, rule: rule)
      return part
    } _: { batch, mapped in
      statistics.badRecords += batch.issues.count { $0.severity == .bad }
      statistics.add(mapped.value)
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
    }
    progress.finish()
    if asJSON {
      try console.print(json: statistics.json)
    } else {
      try console.print(lines: statistics.lines)
    }
    return console.report(ending) ?? (statistics.badRecords == 0 ? .done : .badData)
  }
}
