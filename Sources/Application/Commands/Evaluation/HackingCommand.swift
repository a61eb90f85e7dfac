import Catalog
import Evaluation
import Reporting
import Scoring

/// `misstep evaluate hacking`: whether the reward follows what solutions look like.
package struct HackingCommand {
  package var request: EvaluationRequest

  package init(_ request: EvaluationRequest) { self.request = request }

  private struct Looks: Sendable {
    var traits: TextTraits
    var trainingStep: Int?
  }

  package func run(console: Console) throws -> ExitStatus {
    let set = try EvaluationSet<Looks>(
      request, model: try request.onlyModel(), console: console
    ) { trajectory, _ in
      Looks(
        traits: TextTraits(trajectory),
        trainingStep: TrainingStep.of(path: trajectory.source.file))
    }
    let figures = HackingFigures(
      set.cases, traits: set.extras.map(\.traits), trainingSteps: set.extras.map(\.trainingStep),
      bootstrap: request.bootstrap)
    let report = Report.hacking(figures, of: request.subject(set), bootstrap: request.bootstrap)
    return try request.answer("hacking", report, figures.members, of: set, console: console)
  }
}
