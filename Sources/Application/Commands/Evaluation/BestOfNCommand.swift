import Evaluation
import Reporting
import Scoring
import Selection

/// `misstep evaluate best-of-n`: how often models choose a right candidate.
package struct BestOfNCommand {
  package var request: EvaluationRequest
  /// The largest N.
  package var limit: Int

  package init(_ request: EvaluationRequest, limit: Int = 128) {
    self.request = request
    self.limit = limit
  }

  package func run(console: Console) throws -> ExitStatus {
    guard limit > 0 else { throw CommandFailure(.usage, "--max-n takes a number from 1.") }
    let set = try JointSet<Candidate>(request, console: console) { trajectory, _ in
      Candidate(copy trajectory)
    }
    let figures = BestOfNFigures(
      models: set.cases, candidates: set.extras, limit: limit, bootstrap: request.bootstrap)
    guard figures.questions > 0 else {
      console.report(set.issues)
      throw CommandFailure(
        .badData,
        "No question can be judged: of each candidate the file must say whether it is right, or "
          + "what the right answer is.")
    }
    let report = Report.bestOfN(figures, of: request.subject(set), bootstrap: request.bootstrap)
    return try request.answer("best-of-n", report, figures.members, of: set, console: console)
  }
}
