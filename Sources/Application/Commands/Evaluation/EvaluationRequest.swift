import Annotations
import Evaluation
import JSON
import Queries
import Reporting
import Scoring
import Selection
import Survival
import Trajectories
import VisibleText

/// What every `misstep evaluate` is asked with, and where its answer goes.
package struct EvaluationRequest {
  package var input: TrajectoryInput
  /// At least one.
  package var models: [any RewardModel]
  /// `nil` takes each model's own.
  package var rule: PredictionRule?
  package var labels: LabelStoreLocation
  /// `nil` for all.
  package var query: Query?
  package var bootstrap: QuestionBootstrap
  package var asJSON: Bool
  /// Where a page is written; `nil` for none.
  package var page: String?
  /// Whether a file that stands there is replaced.
  package var replaces: Bool

  package init(
    input: TrajectoryInput, models: [any RewardModel], rule: PredictionRule? = nil,
    labels: LabelStoreLocation = .memory, query: Query? = nil,
    bootstrap: QuestionBootstrap = QuestionBootstrap(), asJSON: Bool = false, page: String? = nil,
    replaces: Bool = false
  ) {
    self.input = input
    self.models = models
    self.rule = rule
    self.labels = labels
    self.query = query
    self.bootstrap = bootstrap
    self.asJSON = asJSON
    self.page = page
    self.replaces = replaces
  }

  /// What figures were made of, for the head of a report.
  func subject(_ set: some EvaluationCounts) -> EvaluationSubject {
    EvaluationSubject(
      files: input.files, models: models.map { EvaluationSubject.Model($0) }, count: set.count,
      unscored: set.unscored.count, badRecords: set.issues.bad, filter: query?.source)
  }

  /// Prints the answer, and says what was left out.
  ///
  /// - Parameters:
  ///   - name: the evaluation's.
  ///   - report: for people.
  ///   - members: for programs, behind what all evaluations have.
  ///   - set: what was read.
  ///   - examples: trajectories for the page alone.
  ///   - console: where it is printed.
  /// - Returns: ``ExitStatus/badData`` if anything was left out.
  /// - Throws: ``CommandFailure`` when standard output takes no more.
  func answer(
    _ name: String, _ report: Report, _ members: [(String, JSONValue)],
    of set: some EvaluationCounts, examples: [Report.Section] = [], console: Console
  ) throws -> ExitStatus {
    if let file = try pageFile() {
      var page = report
      page.sections += examples
      try file.write(HTMLReport.bytes(of: page))
    }
    if asJSON {
      try console.print(json: .members(head(name, set) + members))
    } else {
      try console.print(lines: TextReport.lines(of: report, columns: console.columns ?? 100))
    }
    console.report(set.issues)
    for reason in set.unscored.reasons { console.say("not scored: \(reason)") }
    let leftOut = set.issues.bad + set.unscored.count
    return console.report(set.failures) ?? (leftOut == 0 ? .done : .badData)
  }

  /// - Throws: ``CommandFailure`` where something stands that must stay.
  func pageFile() throws(CommandFailure) -> PageFile? {
    guard let page else { return nil }
    return try PageFile(page, inputs: input.files, replaces: replaces)
  }

  private func head(_ name: String, _ set: some EvaluationCounts) -> [(String, JSONValue)] {
    let models = models.map { model in
      JSONValue.members([
        ("name", .string(model.name)), ("identity", .string(model.identity)),
        ("rule", .string(model.rule.description)),
      ])
    }
    return [
      ("evaluation", .string(name)), ("models", .array(models)),
      ("files", .array(input.files.map { .string($0) })), ("trajectories", JSONValue(set.count)),
      ("unscored", JSONValue(set.unscored.count)), ("bad_records", JSONValue(set.issues.bad)),
      ("bootstrap", bootstrap.json),
    ]
  }
}
