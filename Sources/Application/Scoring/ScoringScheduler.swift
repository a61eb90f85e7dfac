import Glibc
import Scoring
import Synchronization

/// Who wants scores: says which trajectories come next and takes what the model says.
protocol ScoringSource: Sendable {
  /// Of the model that is asked now.
  var capacity: ScoringCapacity { get }
  /// The next request, `nil` when there is none for now; called on the scheduler's threads, so that it
  /// may read files.
  func nextRequest() -> ScoringRequest?
  /// Nothing is left to do for now.
  func rest()
}

extension ScoringSource {
  func rest() {}
}

/// Asks a model for whoever wants scores: as many requests at once as the model takes.
///
/// There are two sources: ``ScoringPass`` for commands and filters, which keeps the order of the files,
/// and ``ScoringQueue`` for the screen, which follows the eye.
final class ScoringScheduler: Sendable {
  private struct State {
    /// Loops that take one request after another.
    var loops = 0
    /// Counts calls of ``wake(_:)``: a loop that saw nothing to do looks again if it changed.
    var wakes = 0
    /// Whether a request was made since the source last rested.
    var hasAsked = false
    var isClosed = false
  }

  private let state = Mutex(State())
  /// Where models compute and requests are made; they may block.
  let threads: WorkerThreads

  /// - Parameter givesWay: whether the screen's keys come before scoring.
  init(givesWay: Bool) {
    // One more than needed at least, so that what needs no model never waits for one.
    let count = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    threads = WorkerThreads("scoring", count: count, givesWay: givesWay)
  }

  /// The source may have something to ask.
  func wake(_ source: any ScoringSource) {
    let limit = source.capacity.requestsInFlight
    let started = state.withLock { state -> Int in
      state.wakes += 1
      guard !state.isClosed, state.loops < limit else { return 0 }
      defer { state.loops = limit }
      return limit - state.loops
    }
    for _ in 0..<started {
      Task(executorPreference: threads) { await self.serve(source) }
    }
  }

  /// Makes no more requests; those that run should be cancelled by their source.
  func close() {
    let isIdle = state.withLock { state in
      state.isClosed = true
      return state.loops == 0
    }
    if isIdle { threads.close() }
  }

  private func serve(_ source: any ScoringSource) async {
    while true {
      let wakes = state.withLock(\.wakes)
      if let request = mayAsk(source) ? source.nextRequest() : nil {
        state.withLock { $0.hasAsked = true }
        await request.run(on: threads)
      } else if leave(source, sawWakes: wakes) {
        return
      }
    }
  }

  /// A model that takes fewer requests at once than the one before finds too many loops.
  private func mayAsk(_ source: any ScoringSource) -> Bool {
    let limit = source.capacity.requestsInFlight
    return state.withLock { !$0.isClosed && $0.loops <= limit }
  }

  /// Ends a loop, unless there is news.
  private func leave(_ source: any ScoringSource, sawWakes wakes: Int) -> Bool {
    enum Next { case again, end, rest, close }
    let limit = source.capacity.requestsInFlight
    let next = state.withLock { state -> Next in
      if state.wakes != wakes, !state.isClosed, state.loops <= limit { return .again }
      state.loops -= 1
      guard state.loops == 0 else { return .end }
      if state.isClosed { return .close }
      defer { state.hasAsked = false }
      return state.hasAsked ? .rest : .end
    }
    switch next {
    case .again: return false
    case .end: break
    case .rest: source.rest()
    case .close: threads.close()
    }
    return true
  }
}
