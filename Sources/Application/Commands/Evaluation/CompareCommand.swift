import Evaluation
import Reporting
import Scoring
import Trajectories
import TrajectoryFiles

/// `misstep evaluate compare`: several models on the same trajectories.
package struct CompareCommand {
  package var request: EvaluationRequest

  package init(_ request: EvaluationRequest) { self.request = request }

  package func run(console: Console) throws -> ExitStatus {
    guard request.models.count >= 2 else {
      throw CommandFailure(.usage, "Give --model at least twice: builtin, a folder, recorded.")
    }
    let set = try JointSet<Void>(request, console: console) { _, _ in () }
    let comparison = ModelComparison(
      set.cases, rules: request.models.map { _ in request.rule }, bootstrap: request.bootstrap)
    let report = Report.comparison(
      comparison, of: request.subject(set), bootstrap: request.bootstrap)
    return try request.answer("compare", report, comparison.members, of: set, console: console)
  }
}

/// The trajectories that every model could score, in the same order for each.
struct JointSet<Extra: Sendable>: EvaluationCounts {
  /// Shape `(models, trajectories)`.
  private(set) var cases: [[EvaluationCase]] = []
  /// Shape `(trajectories)`.
  private(set) var extras: [Extra] = []
  private(set) var unscored = UnscoredTally()
  private(set) var issues = IssueTally()
  private(set) var failures: [FileError] = []

  var count: Int { extras.count }

  /// Reads and scores the request's files once for each model; `extra` is asked in the first pass.
  ///
  /// - Throws: ``CommandFailure`` where files can be read only once, or a filter asks for figures.
  init(
    _ request: EvaluationRequest, console: Console,
    extra: @escaping @Sendable (borrowing Trajectory, EvaluationCase) -> Extra?
  ) throws {
    guard !request.input.files.contains("-") || request.models.count == 1 else {
      throw CommandFailure(
        .usage, "Standard input can be read only once, and each model reads it. Name a file.")
    }
    guard request.query?.needs.contains(.figures) != true || request.models.count == 1 else {
      throw CommandFailure(
        .usage,
        "'\(request.query?.source ?? "")' asks for figures, and each model has its own. "
          + "Filter by what the files say.")
    }
    guard let first = request.models.first else { return }
    let main = try EvaluationSet(request, model: first, console: console, extra: extra)
    let others = try request.models.dropFirst().map {
      try EvaluationSet<Void>(request, model: $0, console: console) { _, _ in () }
    }
    let sets = others.map { $0.rows.map { $0?.trajectory } }
    let places = main.rows.indices.filter { place in
      main.rows[place] != nil && sets.allSatisfy { $0.indices.contains(place) && $0[place] != nil }
    }
    cases = ([main.rows.map { $0?.trajectory }] + sets).map { rows in
      places.compactMap { rows[$0] }
    }
    extras = places.compactMap { main.rows[$0]?.extra }
    issues = main.issues
    failures = main.failures
    unscored = main.unscored
    for other in others { unscored.add(other.unscored) }
  }
}
