import Foundation
import Synchronization

/// One kind of question to the catalog, answered beside the screen: a new one ends the last.
final class RequestLane: Sendable {
  /// Work that reports by itself, and stops soon once it is cancelled.
  typealias Work = @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) -> Void

  private struct State {
    var waiting: (@Sendable () -> Void)?
    /// Counts submissions and cancellations; work of an older one is to stop.
    var generation = 0
    var isRunning = false
    var isClosed = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)

  init(_ name: String) {
    WorkerThread.start(name) { [self] in
      while run() {}
    }
  }

  func submit(_ work: @escaping Work) {
    state.withLock { state in
      state.generation += 1
      let generation = state.generation
      state.waiting = { [self] in work { self.state.withLock { $0.generation != generation } } }
    }
    wake.signal()
  }

  /// Ends what runs; it needs no answer.
  func cancel() {
    state.withLock { state in
      state.generation += 1
      state.waiting = nil
    }
  }

  func close() {
    state.withLock { state in
      state.generation += 1
      state.waiting = nil
      state.isClosed = true
    }
    wake.signal()
  }

  /// Gives quick work the time to be part of this turn's frame.
  ///
  /// - Returns: whether nothing is left to do.
  func wait(until deadline: DispatchTime) -> Bool {
    while !state.withLock({ $0.waiting == nil && !$0.isRunning }) {
      if done.wait(timeout: deadline) == .timedOut { return false }
    }
    return true
  }

  private func run() -> Bool {
    wake.wait()
    let work = state.withLock { state in
      defer { state.waiting = nil }
      state.isRunning = state.waiting != nil
      return state.waiting
    }
    work?()
    let isClosed = state.withLock { state in
      state.isRunning = false
      return state.isClosed
    }
    done.signal()
    return !isClosed
  }
}
