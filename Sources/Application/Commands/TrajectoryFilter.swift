import Annotations
import Catalog
import Foundation
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

  /// Those that belong to what was asked for.
  ///
  /// By place: an iterator would copy each of them to look at it.
  func accepted(of trajectories: [Trajectory]) -> [Trajectory] {
    let places = trajectories.indices.filter { accepts(trajectories[$0], index: 0) }
    return places.count == trajectories.count ? trajectories : places.map { trajectories[$0] }
  }

  /// Whether the trajectory belongs to what was asked for; `index` counts all from 0.
  func accepts(_ trajectory: Trajectory, index: Int) -> Bool {
    var row = QueryRow(trajectory, index: index, keepsText: query.needs.contains(.text))
    if mentionsTrainingStep {
      row.trainingStep = TrainingStep.of(path: trajectory.source.file)
    }
    if query.needs.contains(.standing), !work.isEmpty {
      row.add(work[trajectory.digest] ?? [])
    }
    if query.needs.contains(.figures), let score = try? model?.score(trajectory) {
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

extension TrajectoryInput {
  /// What the reading threads made of one batch.
  struct Mapped<Value: Sendable>: Sendable {
    var value: Value
    /// Trajectories that were read, and those of them that the filter accepted.
    var total: Int
    var kept: Int
  }

  /// Reads every file, in order, and maps what the filter accepts on the threads that read.
  ///
  /// - Parameters:
  ///   - filter: `nil` accepts all.
  ///   - map: makes what the caller needs of neighbouring trajectories.
  ///   - body: is called in the order of the files; the batch carries no trajectories.
  /// - Returns: the files of which nothing, or not everything, could be read.
  /// - Throws: ``CommandFailure`` for a format that does not exist, or a filter's model that cannot
  ///   score anything, and whatever `body` throws.
  func forEachMapped<Value: Sendable>(
    filter: TrajectoryFilter?, map: @escaping @Sendable ([Trajectory]) -> Value,
    _ body: (TrajectoryBatch, Mapped<Value>) throws -> Void
  ) throws -> [FileError] {
    if let filter, filter.query.mentions(.number) {
      return try forEachNumbered(filter: filter, map: map, body)
    }
    let work = RecordWork<Mapped<Value>>(
      candidates: { format, path in filter?.candidates(in: format, path: path) },
      map: { trajectories in
        let kept = filter.map { $0.accepted(of: trajectories) }
        return Mapped(
          value: map(kept ?? trajectories), total: trajectories.count,
          kept: kept?.count ?? trajectories.count)
      })
    return try forEachFile { reader, path in
      try reader.read(path: path, work: work) { batch, mapped in
        try filter?.model?.requireAble()
        try body(batch, mapped)
      }
    }
  }

  /// The same where the filter asks for a trajectory's number, which only their order tells.
  private func forEachNumbered<Value: Sendable>(
    filter: TrajectoryFilter, map: @escaping @Sendable ([Trajectory]) -> Value,
    _ body: (TrajectoryBatch, Mapped<Value>) throws -> Void
  ) throws -> [FileError] {
    var seen = 0
    return try forEachBatch { batch in
      let accepted = batch.trajectories.parallelMap { [seen] in
        filter.accepts($1, index: seen + $0)
      }
      let kept = zip(batch.trajectories, accepted).filter(\.1).map(\.0)
      seen += accepted.count
      try filter.model?.requireAble()
      try body(batch, Mapped(value: map(kept), total: accepted.count, kept: kept.count))
    }
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
