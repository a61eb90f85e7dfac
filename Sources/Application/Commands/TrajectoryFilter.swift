import Annotations
import Catalog
import Foundation
import Labeling
import Queries
import Scoring
import Survival
import Trajectories
import TrajectoryFiles

/// `--where`: which of the trajectories that are read a command is about.
package struct TrajectoryFilter: Sendable {
  let query: Query
  /// Everyone's work, as a query about verdicts needs it.
  let work: [TrajectoryDigest: [AnnotatorWork]]
  /// Asked where the query is about a model's figures.
  let model: (any RewardModel)?
  let rule: PredictionRule?
  let now: Double
  /// Read off the file's name, which takes longer than most questions.
  private let mentionsTrainingStep: Bool

  /// - Throws: ``CommandFailure`` when the query needs figures and there is no model to give them.
  init(
    _ query: Query, store: any AnnotationStore, model: (any RewardModel)?, rule: PredictionRule?
  ) throws {
    guard !query.needs.contains(.figures) || model != nil else {
      throw CommandFailure(
        .usage, "'\(query.source)' asks for a model's figures. Say which: --model builtin.")
    }
    guard !QueryField.allCases.contains(where: { $0.comparesModels && query.mentions($0) }) else {
      throw CommandFailure(
        .usage, "'\(query.source)' compares two models, which only the inspector does: --compare.")
    }
    self.query = query
    self.model = model
    self.rule = rule
    mentionsTrainingStep = query.mentions(.trainingStep)
    work = query.needs.contains(.standing) ? try store.work() : [:]
    now = Date().timeIntervalSince1970
  }

  /// Whether its answer depends on what a model says.
  var needsFigures: Bool { query.needs.contains(.figures) }

  /// Whether a trajectory that cannot be scored is a case that it asks for, and no failure.
  var asksWhetherScored: Bool { query.mentions(.scored) }

  /// Whether its answer depends on how many trajectories stand before.
  var needsNumbers: Bool { query.mentions(.number) }

  /// Those that belong to what was asked for, where no model and no number is needed to tell.
  ///
  /// By place: an iterator would copy each of them to look at it.
  func accepted(of trajectories: [Trajectory]) -> [Trajectory] {
    let places = trajectories.indices.filter { accepts(trajectories[$0], index: 0, score: nil) }
    return places.count == trajectories.count ? trajectories : places.map { trajectories[$0] }
  }

  /// Whether the trajectory belongs to what was asked for; `index` counts all from 0.
  func accepts(_ trajectory: Trajectory, index: Int, score: TrajectoryScore?) -> Bool {
    var row = QueryRow(trajectory, index: index, keepsText: query.needs.contains(.text))
    if mentionsTrainingStep {
      row.trainingStep = TrainingStep.of(path: trajectory.source.file)
    }
    if query.needs.contains(.standing), !work.isEmpty {
      row.add(work[trajectory.digest] ?? [])
    }
    if query.needs.contains(.rank) { row.randomRank = RandomRank.share(of: trajectory.digest) }
    if needsFigures, let score {
      row.figures = QueryFigures(score, rule: rule, fileLabel: trajectory.label)
    }
    return query.accepts(row, now: now)
  }
}

extension TrajectoryFilter {
  /// The texts without which a record need not be parsed; `nil` where none can be relied on.
  ///
  /// Problems and steps stand in most formats' records as they are; notes, ids made of a file's name
  /// and texts put together from parts do not.
  func candidates(
    in format: any TrajectoryFormat, path: String
  ) -> RecordWork<Int>.CandidateSearch? {
    let required = query.requiredTexts.first { [.problem, .step, .text].contains($0.field) }
    guard let required, !format.traits.contains(.joinedTexts) else { return nil }
    if required.field == .text {
      let isElsewhere =
        format.traits.contains(.madeGenerators) || !work.isEmpty
        || required.pattern.mayMatchMadeID(ofFile: path)
      guard !isElsewhere else { return nil }
    }
    let pattern = required.pattern
    return { bytes, from in pattern.firstCandidate(inRawJSON: bytes, from: from) }
  }
}

extension QueryRow {
  /// What a trajectory itself answers.
  init(_ trajectory: borrowing Trajectory, index: Int, keepsText: Bool) {
    self.init()
    if keepsText { self.trajectory = copy trajectory }
    self.index = index
    stepCount = trajectory.steps.count
    outcome = trajectory.outcome
    fileLabel = trajectory.label
    generator = trajectory.generator
    file = trajectory.source.file
  }

  /// What people said: the latest verdict, whoever gave it, and any mark or note.
  mutating func add(_ works: [AnnotatorWork]) {
    let latest = works.latestVerdict
    verdict = latest?.change.verdict
    verdictTime = latest?.time
    isInConflict = Conflict(works) != nil
    annotator = latest?.annotator ?? works.last?.annotator
    note = works.first { !$0.standing.note.isEmpty }?.standing.note ?? ""
    isMarked = works.contains(where: \.standing.marked)
  }
}
