import Foundation
import Scoring
import Synchronization
import Trajectories

/// Scores trajectories beside the screen: first what is asked for, then what follows the cursor,
/// then the rest.
///
/// Trajectories are asked for by index when their turn comes, so that any number of them costs a
/// bit each. A new model makes every earlier score out of date: results of the old one that arrive
/// late are dropped.
final class ScoringQueue: Sendable {
  typealias Outcome = Result<TrajectoryScore, ScoringError>

  /// What the queue needs of the world; any thread may call it.
  struct Surroundings: Sendable {
    /// How many trajectories there are so far.
    var count: @Sendable () -> Int
    /// `nil` for one that cannot be read.
    var trajectory: @Sendable (Int) -> Trajectory?
    /// Whether what nobody looks at may be scored: other work comes first.
    var mayGoOn: @Sendable () -> Bool
    /// The score of one that was scored before, where it is still at hand.
    var known: @Sendable (Int) -> TrajectoryScore? = { _ in nil }
    /// Takes a result; the flag says whether the trajectory was asked for.
    var report: @Sendable (Int, Outcome, Bool) -> Void
    /// Told when this model has nothing left to score for now.
    var rested: @Sendable (any RewardModel) -> Void = { _ in }
  }

  private struct State {
    var model: any RewardModel
    var generation = 0
    var plan = ScoringPlan()
    var closed = false
  }

  private let state: Mutex<State>
  /// One for each thread: none may take the signal that another needs.
  private let work: [DispatchSemaphore]
  private let surroundings: Surroundings

  init(model: any RewardModel, surroundings: Surroundings, workers: Int) {
    state = Mutex(State(model: model))
    self.surroundings = surroundings
    work = (0..<workers).map { _ in DispatchSemaphore(value: 0) }
    for number in 0..<workers {
      WorkerThread.start("scoring \(number)") { [self] in takeWork(number) }
    }
  }

  /// There are more trajectories, or the rest may be scored now.
  func wake() {
    for semaphore in work { semaphore.signal() }
  }

  /// Scores these next, in this order, and says so when they are done; when urgent, what is being
  /// scored is broken off for the first.
  func scoreFirst(_ indices: [Int], isUrgent: Bool = false) {
    state.withLock { $0.plan.ask(for: indices, isUrgent: isUrgent) }
    wake()
  }

  /// One that was scored is to be scored again, soon: while what it is compared with is at hand.
  func scoreAgain(_ index: Int) {
    state.withLock { $0.plan.askAgain(for: index) }
    wake()
  }

  /// Everything is to be scored again by the same model.
  func scoreAgain() { replaceModel(model) }

  /// Of these enough is known until somebody asks for one of them.
  func passOver(_ ranges: [Range<Int>]) {
    for range in ranges { state.withLock { $0.plan.passOver(range) } }
  }

  /// The model that is asked now.
  var model: any RewardModel { state.withLock(\.model) }

  func replaceModel(_ model: any RewardModel) {
    state.withLock { state in
      state.model = model
      state.generation += 1
      state.plan.forget()
    }
    wake()
  }

  func close() {
    state.withLock { $0.closed = true }
    wake()
  }

  private struct Job {
    var indices: [Int]
    var isAsked: Bool
    var model: any RewardModel
    var generation: Int
  }

  private func takeWork(_ number: Int) {
    var hasRun = false
    while true {
      if let job = takeJob(isFirst: number == 0) {
        run(job)
        hasRun = true
        continue
      }
      if state.withLock(\.closed) { return }
      if hasRun { surroundings.rested(model) }
      hasRun = false
      work[number].wait()
    }
  }

  /// The other threads stand aside for a model that keeps every processor busy by itself.
  private func takeJob(isFirst: Bool) -> Job? {
    let mayGoOn = surroundings.mayGoOn()
    return state.withLock { state in
      // Counted here: whoever asked before had seen those asked for.
      let count = surroundings.count()
      guard !state.closed else { return nil }
      var size = 1
      if case .batches(let most) = state.model.asking {
        guard isFirst else { return nil }
        size = most
      }
      guard let taken = state.plan.take(size, of: count, onlyAsked: !mayGoOn) else { return nil }
      return Job(
        indices: taken.indices, isAsked: taken.isAsked, model: state.model,
        generation: state.generation)
    }
  }

  private func run(_ job: Job) {
    let unknown = job.isAsked ? job.indices.filter { !reportKnown($0, job) } : job.indices
    let read = unknown.compactMap { index in
      surroundings.trajectory(index).map { (index: index, trajectory: $0) }
    }
    let outcomes = job.model.scores(of: read.map(\.trajectory)) { isOvertaken(job) }
    guard let outcomes else {
      return state.withLock { $0.plan.putBack(job.indices) }
    }
    guard state.withLock({ !$0.closed && $0.generation == job.generation }) else { return }
    for (item, outcome) in zip(read, outcomes) { report(item.index, outcome) }
    state.withLock { $0.plan.settle(job.indices) }
  }

  /// Whoever asks after it is settled and before it is kept gets it scored again: nobody waits in
  /// vain.
  private func report(_ index: Int, _ outcome: Outcome) {
    let isAwaited = state.withLock { state in
      state.plan.settle([index])
      return state.plan.isAwaited(index)
    }
    surroundings.report(index, outcome, isAwaited)
  }

  /// Asked for anew, though its score is at hand: the eye was elsewhere when it came.
  private func reportKnown(_ index: Int, _ job: Job) -> Bool {
    guard let score = surroundings.known(index),
      state.withLock({ !$0.closed && $0.generation == job.generation })
    else { return false }
    report(index, .success(score))
    return true
  }

  /// Whether the job is out of date, or keeps the eye waiting.
  private func isOvertaken(_ job: Job) -> Bool {
    state.withLock { state in
      state.closed || state.generation != job.generation || state.plan.isOvertaken
    }
  }
}
