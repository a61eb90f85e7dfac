/// A few threads that run what they are given, first come, first served.
///
/// Swift tasks may prefer them as their executor. What runs here may block for as long as it likes,
/// which Swift's cooperative pool forbids: it has one thread a processor for the whole program.
final class WorkerThreads: TaskExecutor {
  private typealias Work = @Sendable () -> Void

  private struct State {
    var waiting: [Work] = []
    var isClosed = false
  }

  private let state = Monitor(State())

  /// Starts the threads; they end after ``close()``.
  init(_ name: String, count: Int, givesWay: Bool = true) {
    for number in 0..<max(1, count) {
      WorkerThread.start("\(name) \(number)", givesWay: givesWay) { [state] in
        while let work = Self.next(state) { work() }
      }
    }
  }

  /// Adds work behind what waits already.
  func submit(_ work: @escaping @Sendable () -> Void) {
    state.updateWakingOne { $0.waiting.append(work) }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    submit { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  /// Ends the threads once nothing waits.
  ///
  /// Only when no task on them is suspended: nobody would go on with it.
  func close() { state.update { $0.isClosed = true } }

  /// Runs asynchronous work here and waits for it on the calling thread, which must not be one of these.
  ///
  /// After `Task.sleep` a task goes on in the runtime's own pool, which must not be blocked; after any
  /// other suspension it is back on these threads.
  func waitFor<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result
  ) -> Result {
    let result = Monitor<Result?>(nil)
    Task(executorPreference: self) {
      let value = await work()
      result.update { $0 = value }
    }
    return result.wait(for: \.self)
  }

  /// `nil` at the end.
  private static func next(_ state: Monitor<State>) -> Work? {
    state.wait { state -> Work?? in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      return state.isClosed ? .some(nil) : nil
    }
  }
}
