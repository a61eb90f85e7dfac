import Annotations
import Catalog
import Foundation
import Queries
import RewardModels
import Survival
import Trajectories

/// `--where`: which of the trajectories that are read a command is about.
package struct TrajectoryFilter: Sendable {
  let query: Query
  /// Everyone's work, as a query about verdicts needs it.
  let work: [TrajectoryDigest: [AnnotatorWork]]
  /// Asked where the query is about a model's figures.
  let model: (any RewardModel)?
  let rule: PredictionRule?
  let now: Double

  /// - Throws: ``CommandFailure`` when the query needs figures and there is no model to give them.
  init(
    _ query: Query, store: any AnnotationStore, model: (any RewardModel)?, rule: PredictionRule?
  ) throws {
    guard !query.needs.contains(.figures) || model != nil else {
      throw CommandFailure(
        .usage, "'\(query.source)' asks for a model's figures. Say which: --model builtin.")
    }
    self.query = query
    self.model = model
    self.rule = rule
    work = query.needs.contains(.standing) ? try store.work() : [:]
    now = Date().timeIntervalSince1970
  }

  /// Whether the trajectory belongs to what was asked for; `index` counts all from 0.
  func accepts(_ trajectory: Trajectory, index: Int) -> Bool {
    var row = QueryRow(trajectory, index: index)
    if query.needs.contains(.standing), !work.isEmpty {
      row.add(work[trajectory.digest] ?? [])
    }
    if query.needs.contains(.figures), let score = try? model?.score(trajectory) {
      row.figures = QueryFigures(score, rule: rule)
    }
    return query.accepts(row, now: now)
  }
}

extension QueryRow {
  /// What a trajectory itself answers.
  init(_ trajectory: Trajectory, index: Int) {
    self.init()
    self.trajectory = trajectory
    self.index = index
    stepCount = trajectory.steps.count
    outcome = trajectory.outcome
    fileLabel = trajectory.label
    generator = trajectory.generator
    file = trajectory.source.file
    trainingStep = TrainingStep.of(path: trajectory.source.file)
  }

  /// What people said: the latest verdict, whoever gave it, and any mark or note.
  mutating func add(_ works: [AnnotatorWork]) {
    let latest = works.filter { $0.standing.verdict != nil }
      .max { ($0.standing.verdictEntry?.number ?? 0) < ($1.standing.verdictEntry?.number ?? 0) }
    verdict = latest?.standing.verdict
    verdictTime = latest?.standing.verdictEntry?.time
    annotator = (latest ?? works.last)?.annotator
    note = works.first { !$0.standing.note.isEmpty }?.standing.note ?? ""
    isMarked = works.contains(where: \.standing.marked)
  }
}
