import Scoring
import Synchronization
import Trajectories

/// Scores trajectories beside the screen: first what is asked for, then what follows the cursor,
/// then the rest.
///
/// Trajectories are asked for by index when their turn comes, so that any number of them costs a
/// bit each. A new model makes every earlier score out of date: results of the old one that arrive
/// late are dropped. While a model is unavailable, only what the eye asks for is tried.
final class ScoringQueue: ScoringSource {
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
    var report: @Sendable (Int, ScoringOutcome, Bool) -> Void
    /// Told when this model has nothing left to score for now.
    var rested: @Sendable (any RewardModel) -> Void = { _ in }
    /// Told, once, why the model can score nothing.
    var unavailable: @Sendable (String) -> Void = { _ in }
  }

  fileprivate struct State {
    var model: any RewardModel
    var generation = 0
    var plan = ScoringPlan()
    var jobs: [Int: Job] = [:]
    /// Of all jobs so far.
    var jobCount = 0
    /// Whether the model's last answer was that it can score nothing.
    var isUnavailable = false
    var isClosed = false
  }

  fileprivate struct Job {
    var number: Int
    var indices: [Int]
    var isAsked: Bool
    var model: any RewardModel
    var generation: Int
    let ticket = ScoringRequest.Ticket()
  }

  private let state: Mutex<State>
  private let surroundings: Surroundings
  private let scheduler = ScoringScheduler(givesWay: true)

  init(model: any RewardModel, surroundings: Surroundings) {
    state = Mutex(State(model: model))
    self.surroundings = surroundings
  }

  /// The model that is asked now.
  var model: any RewardModel { state.withLock(\.model) }

  /// Whether something that was asked for is still to come from a model that can give it.
  var isAwaited: Bool {
    state.withLock { state in
      !state.isUnavailable
        && (state.plan.hasAsked || state.jobs.values.contains { $0.isAsked })
    }
  }

  // MARK: Wishes

  /// There are more trajectories, or the rest may be scored now.
  func wake() { scheduler.wake(self) }

  /// Scores these next, in this order, and says so when they are done; when urgent, a request that is
  /// in the way of the first is broken off.
  func scoreFirst(_ indices: [Int], isUrgent: Bool = false) {
    let ticket = state.withLock { state in
      state.plan.ask(for: indices, isUrgent: isUrgent)
      return state.ticketInTheWay(of: indices.first)
    }
    ticket?.cancel()
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

  /// Scores everything with another model.
  ///
  /// - Parameters:
  ///   - model: asked from now on.
  ///   - dropping: drops the old model's figures. It runs when none of them can come in any
  ///     more, and before the first of the new ones can.
  func replaceModel(_ model: any RewardModel, dropping: () -> Void = {}) {
    cancelJobs { state in
      state.model = model
      state.generation += 1
      state.plan.forget()
      state.isUnavailable = false
      dropping()
    }
    wake()
  }

  func close() {
    cancelJobs { $0.isClosed = true }
    scheduler.close()
  }

  private func cancelJobs(_ change: (inout State) -> Void) {
    let tickets = state.withLock { state in
      change(&state)
      return state.jobs.values.map(\.ticket)
    }
    for ticket in tickets { ticket.cancel() }
  }

  // MARK: Requests

  var capacity: ScoringCapacity { model.capacity }

  func nextRequest() -> ScoringRequest? {
    while let job = takeJob() {
      let unknown = job.isAsked ? job.indices.filter { !reportKnown($0, job) } : job.indices
      let read = unknown.compactMap { index in
        surroundings.trajectory(index).map { (index: index, trajectory: $0) }
      }
      guard !read.isEmpty else {
        state.withLock { $0.end(job) }
        continue
      }
      return ScoringRequest(
        model: job.model, trajectories: read.map(\.trajectory), ticket: job.ticket
      ) { [self] answer in take(answer, of: job, read) }
    }
    return nil
  }

  func rest() {
    let (model, isClosed) = state.withLock { ($0.model, $0.isClosed) }
    if !isClosed { surroundings.rested(model) }
  }

  private func takeJob() -> Job? {
    let mayGoOn = surroundings.mayGoOn()
    return state.withLock { state in
      guard !state.isClosed else { return nil }
      // Counted here: whoever asked before had seen those asked for.
      let count = surroundings.count()
      return state.takeJob(of: count, onlyAsked: !mayGoOn)
    }
  }

  private func take(
    _ answer: ScoringRequest.Answer, of job: Job, _ read: [(index: Int, trajectory: Trajectory)]
  ) {
    switch answer {
    case .failure(.cancelled): state.withLock { $0.putBack(job) }
    case .failure(.unavailable(let reason)): takeUnavailability(reason, of: job, read)
    case .success(let outcomes):
      guard state.withLock({ $0.confirm(job) }) else { return }
      for (item, outcome) in zip(read, outcomes) {
        guard report(item.index, outcome, of: job) else { return }
      }
      state.withLock { $0.end(job) }
    }
  }

  /// Who asked learns why; what nobody asked for waits for better times.
  private func takeUnavailability(
    _ reason: String, of job: Job, _ read: [(index: Int, trajectory: Trajectory)]
  ) {
    let (isCurrent, isNew) = state.withLock { state in
      guard state.isCurrent(job) else { return (state.drop(job), false) }
      defer { state.isUnavailable = true }
      if !job.isAsked { state.putBack(job) }
      return (true, !state.isUnavailable)
    }
    guard isCurrent else { return }
    if isNew { surroundings.unavailable(reason) }
    guard job.isAsked else { return }
    for (index, trajectory) in read {
      guard report(index, .failure(.failed(id: trajectory.id, reason: reason)), of: job) else {
        return
      }
    }
    state.withLock { $0.end(job) }
  }

  /// Whoever asks after it is settled and before it is kept gets it scored again: nobody waits in
  /// vain.
  ///
  /// The lock is held until it is told, so that nothing of an old model is told behind its replacement.
  /// - Returns: whether the job's results count.
  private func report(_ index: Int, _ outcome: ScoringOutcome, of job: Job) -> Bool {
    state.withLock { state in
      guard state.isCurrent(job) else { return state.drop(job) }
      state.plan.settle([index])
      surroundings.report(index, outcome, state.plan.isAwaited(index))
      return true
    }
  }

  /// Asked for anew, though its score is at hand: the eye was elsewhere when it came.
  private func reportKnown(_ index: Int, _ job: Job) -> Bool {
    guard let score = surroundings.known(index) else { return false }
    return report(index, .success(score), of: job)
  }
}

extension ScoringQueue.State {
  mutating func takeJob(of count: Int, onlyAsked: Bool) -> ScoringQueue.Job? {
    guard
      let taken = plan.take(
        model.capacity.batchSize, of: count, onlyAsked: onlyAsked || isUnavailable)
    else { return nil }
    let job = ScoringQueue.Job(
      number: jobCount, indices: taken.indices, isAsked: taken.isAsked, model: model,
      generation: generation)
    jobCount += 1
    jobs[job.number] = job
    return job
  }

  /// The request to break off for what the eye rests on; `nil` where nothing keeps it waiting.
  ///
  /// One that scores it among others goes first, then one that nobody asked for.
  func ticketInTheWay(of index: Int?) -> ScoringRequest.Ticket? {
    guard let index, plan.isOvertaken, jobs.count >= model.capacity.requestsInFlight else {
      return nil
    }
    let job =
      jobs.values.first { $0.indices.contains(index) } ?? jobs.values.first { !$0.isAsked }
      ?? jobs.values.first
    return job?.ticket
  }

  /// Whether its results still count.
  func isCurrent(_ job: ScoringQueue.Job) -> Bool { !isClosed && generation == job.generation }

  /// Whether the job's results count; if not, it is over.
  mutating func confirm(_ job: ScoringQueue.Job) -> Bool {
    guard isCurrent(job) else { return drop(job) }
    isUnavailable = false
    return true
  }

  mutating func end(_ job: ScoringQueue.Job) {
    jobs[job.number] = nil
    if isCurrent(job) { plan.settle(job.indices) }
  }

  /// It was broken off.
  mutating func putBack(_ job: ScoringQueue.Job) {
    jobs[job.number] = nil
    if isCurrent(job) { plan.putBack(job.indices) }
  }

  /// - Returns: `false`: its results do not count.
  mutating func drop(_ job: ScoringQueue.Job) -> Bool {
    jobs[job.number] = nil
    return false
  }
}
