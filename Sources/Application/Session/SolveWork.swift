import Checkpoints
import Generation
import Inspector
import Scoring
import ScoreCache
import Search
import Synchronization
import Trajectories

/// The search for one problem beside the screen; a new one ends the one before.
final class SolveWork: Sendable {
  private let models: ModelWork
  private let mailbox: Mailbox
  private let thread = WorkerThreads("searching", count: 1)
  /// The number of the search that goes on.
  private let current = Mutex<Int?>(nil)

  /// More tokens in a step are not waited for.
  private static let stepLimit = 256

  init(models: ModelWork, mailbox: Mailbox) {
    (self.models, self.mailbox) = (models, mailbox)
  }

  func stop() { current.withLock { $0 = nil } }

  /// Searches with the model that is shown as judge, and posts the tree after each round.
  func solve(_ request: SolveRequest) {
    current.withLock { $0 = request.number }
    thread.submit { [self] in
      do {
        try run(request)
      } catch {
        let words = CommandFailure(error)?.description ?? "\(error)"
        if isCurrent(request) { mailbox.post(.solvingFailed(request.number, words)) }
      }
    }
  }

  private func isCurrent(_ request: SolveRequest) -> Bool {
    current.withLock { $0 == request.number }
  }

  private func run(_ request: SolveRequest) throws {
    guard isCurrent(request) else { return }
    var policy = PolicyChoice(
      folder: request.policy, sampling: try SamplingSettings(temperature: 0.8))
    policy.maximumTokens = Self.stepLimit
    var choice = SearchChoice(stepEnd: Self.stepEnd(request.trajectory))
    (choice.settings.beams, choice.settings.width) = (request.beams, request.width)
    try choice.check()
    let judge = try SearchJudge(judging: models.current)
    let engine = try SearchEngine(policy, try policy.open(), judge, choice) { [self] in
      !isCurrent(request)
    }
    let trajectory = request.trajectory
    var searches = [
      engine.search(
        QuestionSet.Question(
          id: trajectory.id, key: trajectory.question, problem: trajectory.problem,
          referenceAnswer: trajectory.referenceAnswer))
    ]
    while !searches[0].isOver, isCurrent(request) {
      try engine.advance(&searches)
      mailbox.post(
        .solving(request.number, searches[0].tree, isOver: searches[0].isOver))
    }
  }

  /// A blank line, unless the solution at hand has a step a line.
  private static func stepEnd(_ trajectory: Trajectory) -> String {
    let spans = trajectory.steps.contains { step in
      step.split(separator: "\n").count > 1 || step.hasSuffix("\n\n")
    }
    return spans ? "\n\n" : "\n"
  }
}
