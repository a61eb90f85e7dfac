import Evaluation
import Reporting
import Scoring

/// `misstep evaluate prmbench`: how well a model judges single steps, class by class.
package struct PRMBenchCommand {
  package var request: EvaluationRequest
  package var validity: ValidityRule

  package init(_ request: EvaluationRequest, validity: ValidityRule = .standard) {
    self.request = request
    self.validity = validity
  }

  package func run(console: Console) throws -> ExitStatus {
    let set = try EvaluationSet<PRMBenchFigures.Item>(
      request, model: try request.onlyModel(), console: console
    ) { trajectory, judged in
      // Outcome models judge no step.
      judged.score.kind == .orm ? nil : PRMBenchFigures.Item(trajectory, score: judged.score)
    }
    guard set.count > 0 else {
      console.report(set.issues)
      throw CommandFailure(
        .badData,
        "No trajectory says which of its steps are wrong, or the model judges no single steps.")
    }
    let figures = PRMBenchFigures(set.extras, rule: validity, bootstrap: request.bootstrap)
    let report = Report.prmBench(
      figures, of: request.subject(set), bootstrap: request.bootstrap)
    return try request.answer("prmbench", report, figures.members, of: set, console: console)
  }
}
