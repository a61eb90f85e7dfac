import Evaluation
import JSON
import Reporting
import Scoring

/// `misstep evaluate calibration`: whether S(T) and h(t) can be trusted as probabilities.
package struct CalibrationCommand {
  package var request: EvaluationRequest
  /// What S(T) is compared with; `nil` for all that is known.
  package var target: CalibrationFigures.Target?

  package init(_ request: EvaluationRequest, target: CalibrationFigures.Target? = nil) {
    self.request = request
    self.target = target
  }

  package func run(console: Console) throws -> ExitStatus {
    let set = try EvaluationSet<KeptTrajectory>(
      request, model: try request.onlyModel(), console: console)
    let targets = target.map { [$0] } ?? CalibrationFigures.Target.allCases
    let figures = targets.compactMap {
      CalibrationFigures(set.cases, target: $0, bootstrap: request.bootstrap)
    }
    guard !figures.isEmpty else {
      console.report(set.issues)
      throw CommandFailure(
        .badData, "No trajectory has \(targets.map(\.words).joined(separator: " or ")).")
    }
    let hazards = target == .outcome ? nil : HazardCalibration(set.cases)
    let report = Report.calibration(
      figures, hazards: hazards, of: request.subject(set), bootstrap: request.bootstrap)
    let members: [(String, JSONValue)] = [
      ("survival", .array(figures.map(\.json))), ("hazards", hazards?.json ?? .null),
    ]
    return try request.answer(
      "calibration", report, members, of: set, examples: set.examples(rule: request.rule),
      console: console)
  }
}

extension CalibrationFigures.Target {
  fileprivate var words: String {
    switch self {
    case .label: "a label that names a first error or none"
    case .outcome: "an outcome, right or wrong"
    }
  }
}
