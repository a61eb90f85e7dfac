import Scoring
import Synchronization
import Trajectories

/// One question to a model, and who takes the answer.
struct ScoringRequest: Sendable {
  typealias Answer = Result<[ScoringOutcome], RequestFailure>

  var model: any RewardModel
  var trajectories: [Trajectory]
  let ticket: Ticket
  /// Takes one outcome for each trajectory, in order, or why there are none; called once.
  var finish: @Sendable (Answer) -> Void

  /// What cancels a request, before it has begun too.
  final class Ticket: Sendable {
    private struct State {
      var isCancelled = false
      var cancel: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    func cancel() {
      let cancel = state.withLock { state in
        state.isCancelled = true
        return state.cancel
      }
      cancel()
    }

    /// The request runs in this task from now on.
    fileprivate func attach(_ task: Task<Answer, Never>) {
      let isCancelled = state.withLock { state in
        state.cancel = { task.cancel() }
        return state.isCancelled
      }
      if isCancelled { task.cancel() }
    }
  }

  /// Asks the model on these threads, and hands its answer over.
  func run(on threads: WorkerThreads) async {
    let task = Task(executorPreference: threads) { [model, trajectories] in
      await Self.ask(model, trajectories)
    }
    ticket.attach(task)
    finish(await task.value)
  }

  private static func ask(_ model: any RewardModel, _ trajectories: [Trajectory]) async -> Answer {
    do throws(RequestFailure) {
      let outcomes = try await model.scores(of: trajectories)
      // A model that breaks its promise must not shift answers to the wrong trajectories.
      guard outcomes.count == trajectories.count else {
        return .failure(
          .unavailable(
            "\(model.name) gave \(outcomes.count) answers for \(trajectories.count) trajectories."
          ))
      }
      return .success(outcomes)
    } catch {
      return .failure(error)
    }
  }
}
