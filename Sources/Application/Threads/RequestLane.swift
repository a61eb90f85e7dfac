/// Answers one kind of question beside the screen: a new one ends the last.
final class RequestLane: Sendable {
  /// Work that reports by itself, and stops soon once it is cancelled.
  typealias Work = @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) -> Void

  private struct State {
    var waiting: (@Sendable () -> Void)?
    /// Counts submissions and cancellations; work of an older one is to stop.
    var generation = 0
    var isRunning = false
    var isClosed = false

    mutating func supersede(with work: (@Sendable () -> Void)?) {
      generation += 1
      waiting = work
    }
  }

  private let state = Monitor(State())

  /// A lane with a thread of its own.
  init(_ name: String, givesWay: Bool = true) {
    WorkerThread.start(name, givesWay: givesWay) { [self] in
      while let work = takeWork() {
        work()
        state.update { $0.isRunning = false }
      }
    }
  }

  /// Does the work as soon as what runs has stopped; what waited is dropped.
  ///
  /// A closed lane does nothing.
  func submit(_ work: @escaping Work) {
    state.update { state in
      guard !state.isClosed else { return }
      let generation = state.generation + 1
      state.supersede { [self] in
        work { self.state.withLock { $0.generation != generation } }
      }
    }
  }

  /// Ends what runs, and drops what waits.
  func cancel() { state.update { $0.supersede(with: nil) } }

  /// The same for good; the thread ends.
  func close() {
    state.update { state in
      state.supersede(with: nil)
      state.isClosed = true
    }
  }

  /// Gives quick work the time to be part of this turn's frame.
  ///
  /// - Returns: whether nothing is left to do.
  func wait(until deadline: ContinuousClock.Instant) -> Bool {
    state.wait(until: deadline) { $0.waiting == nil && !$0.isRunning ? true : nil } ?? false
  }

  /// `nil` once the lane is closed.
  private func takeWork() -> (@Sendable () -> Void)? {
    state.wait { state -> (@Sendable () -> Void)?? in
      if let work = state.waiting {
        state.waiting = nil
        state.isRunning = true
        return work
      }
      return state.isClosed ? .some(nil) : nil
    }
  }
}
