import Annotations
import Evaluation
import Reporting
import Scoring
import Survival
import Trajectories
import TrajectoryFiles

/// What was read for an evaluation, as far as messages need it.
protocol EvaluationCounts {
  /// Trajectories that figures are made of.
  var count: Int { get }
  var unscored: UnscoredTally { get }
  var issues: IssueTally { get }
  /// Files of which nothing, or not everything, could be read.
  var failures: [FileError] { get }
}

/// Scored trajectories of one model, with what an evaluation needs of each text.
struct EvaluationSet<Extra: Sendable>: EvaluationCounts {
  /// One for each trajectory that was read; `nil` for those that are left out.
  private(set) var rows: [(trajectory: EvaluationCase, extra: Extra)?] = []
  private(set) var unscored = UnscoredTally()
  private(set) var issues = IssueTally()
  private(set) var failures: [FileError] = []

  /// Those that count.
  var cases: [EvaluationCase] { rows.compactMap { $0?.trajectory } }
  var extras: [Extra] { rows.compactMap { $0?.extra } }
  var count: Int { rows.count { $0 != nil } }

  /// What becomes of one trajectory.
  private enum Row: Sendable {
    case kept(EvaluationCase, Extra)
    case leftOut
    case unscored(String)
  }

  /// Reads and scores the request's files once, in bounded memory but for the figures.
  ///
  /// - Parameters:
  ///   - request: files, labels and filter.
  ///   - model: one of the request's.
  ///   - console: shows progress.
  ///   - extra: what else is needed of a trajectory; `nil` leaves it out.
  /// - Throws: ``CommandFailure``, `RequestFailure` or what a label store throws.
  init(
    _ request: EvaluationRequest, model: any RewardModel, console: Console,
    extra: @escaping @Sendable (borrowing Trajectory, EvaluationCase) -> Extra?
  ) throws {
    // Before the work, not behind it.
    _ = try request.pageFile()
    let store = try request.labels.openExisting()
    let filter = try request.query.map {
      try TrajectoryFilter($0, store: store, model: model, rule: request.rule)
    }
    let work = try store.work()
    var progress = Progress("scoring", unit: "MB", console: console)
    let ending = try request.input.forEachScored(filter: filter, model: model) {
      trajectories, outcomes in
      zip(trajectories, outcomes).map { trajectory, outcome -> Row in
        let works = work.isEmpty ? [] : work[trajectory.digest] ?? []
        switch outcome {
        case .failure(let error): return .unscored(error.description)
        case .success(let score):
          let label = works.latestVerdict?.change.verdict ?? trajectory.label
          let judged = EvaluationCase(trajectory, label: label, score: score)
          return extra(trajectory, judged).map { .kept(judged, $0) } ?? .leftOut
        }
      }
    } _: { batch, mapped in
      issues.add(batch.issues)
      unscored.add(mapped.unjudged)
      for row in mapped.value { add(row) }
      progress.update(done: batch.bytesRead >> 20, total: batch.byteCount >> 20)
    }
    progress.finish()
    failures = ending.failures
  }

  private mutating func add(_ row: Row) {
    switch row {
    case .kept(let trajectory, let extra): rows.append((trajectory, extra))
    case .leftOut: rows.append(nil)
    case .unscored(let reason):
      unscored.add(reason)
      rows.append(nil)
    }
  }
}

extension EvaluationSet where Extra == KeptTrajectory {
  /// The same where figures are needed, and texts only for a page.
  init(_ request: EvaluationRequest, model: any RewardModel, console: Console) throws {
    let keepsTexts = request.page != nil
    try self.init(request, model: model, console: console) { trajectory, _ in
      keepsTexts ? KeptTrajectory(trajectory) : KeptTrajectory()
    }
  }

  /// Trajectories that show what the model does; no section without their texts.
  func examples(rule: PredictionRule?) -> [Report.Section] {
    Report.Section(examplesOf: cases, trajectories: extras.map(\.trajectory), rule: rule)
      .map { [$0] } ?? []
  }
}

/// A trajectory without its record, where it may be shown.
struct KeptTrajectory: Sendable {
  var trajectory: Trajectory?

  init() {}

  init(_ trajectory: borrowing Trajectory) {
    var kept = copy trajectory
    kept.source.bytes = []
    self.trajectory = kept
  }
}
