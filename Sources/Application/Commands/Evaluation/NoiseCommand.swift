import Arithmetic
import Evaluation
import JSON
import Reporting
import Scoring
import Trajectories

/// `misstep evaluate noise`: labels that models and exact arithmetic contradict.
package struct NoiseCommand {
  package var request: EvaluationRequest
  /// How many suspects are listed.
  package var limit: Int

  package init(_ request: EvaluationRequest, limit: Int = 20) {
    self.request = request
    self.limit = limit
  }

  package func run(console: Console) throws -> ExitStatus {
    let set = try JointSet<ArithmeticEvidence>(request, console: console) { trajectory, judged in
      judged.label == nil ? nil : ArithmeticEvidence(steps: trajectory.steps)
    }
    guard set.count > 0 else {
      console.report(set.issues)
      throw CommandFailure(.badData, "No trajectory has a label that could be wrong.")
    }
    let figures = NoiseFigures(models: set.cases, evidence: set.extras)
    let cases = set.cases.first ?? []
    let report = Report.noise(
      figures, cases: cases, evidence: set.extras, limit: limit, of: request.subject(set))
    let suspects = figures.suspects.prefix(limit).map {
      $0.json(of: cases[$0.place], evidence: set.extras[$0.place])
    }
    let members = figures.members + [("suspects", JSONValue.array(suspects))]
    return try request.answer("noise", report, members, of: set, console: console)
  }
}

extension ArithmeticEvidence {
  /// Checks every equation of every step exactly.
  init(steps: [String]) {
    var (failingStep, equation, checked): (Int?, String?, Int) = (nil, nil, 0)
    let holds = steps.enumerated().map { place, step -> Bool? in
      let equations = EquationChecker.equations(in: step)
      checked += equations.count
      let failure = equations.first { $0.verdict == .fails }
      if let failure, failingStep == nil {
        failingStep = place
        equation = String(decoding: Array(step.utf8)[failure.range], as: UTF8.self)
      }
      return equations.isEmpty ? nil : failure == nil
    }
    self.init(failingStep: failingStep, equation: equation, checked: checked, holds: holds)
  }
}
