import CSignalStack
import Glibc
import Synchronization

/// Threads that work through a list of tasks, each taking the next task when it is free.
///
/// The program has one pool: two decoders computing at once would only compete for cores. oneDNN's own threads
/// (OpenMP) are not used, since they would spin on the cores that these compute on. The calling thread is
/// one of the workers.
package final class WorkerPool: Sendable {
  /// One worker per available core.
  package static let shared = WorkerPool(workers: coreCount())

  /// The number of workers, at least 1; worker 0 is the thread that calls.
  package let workerCount: Int
  private let turns = PoolTurns()
  private let inUse = Mutex(())

  /// A pool of its own, for tests.
  package init(workers: Int) {
    workerCount = max(1, workers)
    for worker in 1..<max(2, workerCount) where worker < workerCount {
      let box = Unmanaged.passRetained(WorkerStart(turns: turns, worker: worker))
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let start = Unmanaged<WorkerStart>.fromOpaque(argument).takeRetainedValue()
          // After a stack overflow here, too, the terminal is restored.
          _ = csignalstack_use_own()
          MatrixLibrary.keepToOneThread()
          start.turns.serve(worker: start.worker)
          return nil
        }, box.toOpaque())
      guard code == 0 else {
        box.release()
        continue
      }
      pthread_detach(thread)
      turns.addHelper()
    }
  }

  deinit { turns.close() }

  /// Runs `body` with exclusive use of the workers.
  package func exclusively<Result, Failure: Error>(
    _ body: () throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try inUse.withLock { _ throws(Failure) in
      MatrixLibrary.keepToOneThread()
      return try body()
    }
  }

  /// Runs `body` for each task 0 ..< count, on all workers, and returns when all are done.
  ///
  /// Call only inside ``exclusively(_:)``. After a failure no further task starts.
  /// - Throws: the first failure.
  package func forEach(
    _ count: Int, _ body: (_ worker: Int, _ task: Int) throws(DecoderError) -> Void
  ) throws(DecoderError) {
    let failure = Mutex<DecoderError?>(nil)
    let next = Atomic<Int>(0)
    turns.run(helping: count > 1) { worker in
      while true {
        let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard task < count else { return }
        do throws(DecoderError) {
          try body(worker, task)
        } catch {
          next.store(count, ordering: .relaxed)
          failure.withLock { if $0 == nil { $0 = error } }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private static func coreCount() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}

/// The argument of a new thread.
private final class WorkerStart: Sendable {
  let turns: PoolTurns
  let worker: Int

  init(turns: PoolTurns, worker: Int) {
    self.turns = turns
    self.worker = worker
  }
}

/// Hands one job at a time to all helpers.
///
/// Waiting threads spin for some microseconds before they sleep, since the next layer's job follows shortly.
private final class PoolTurns: @unchecked Sendable {  // job: written only while no helper runs
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Counts jobs; negative when the pool is closed.
  private let turn = Atomic<Int>(0)
  private let running = Atomic<Int>(0)
  private var helpers = 0
  private var job: (Int) -> Void = { _ in }

  private static let spins = 4000

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  func addHelper() { helpers += 1 }

  func close() { announce { turn.store(-1, ordering: .releasing) } }

  func run(helping: Bool, _ body: (Int) -> Void) {
    guard helping, helpers > 0 else { return body(0) }
    withoutActuallyEscaping(body) { body in
      job = body
      running.store(helpers, ordering: .relaxed)
      announce { turn.wrappingAdd(1, ordering: .releasing) }
      body(0)
      wait { running.load(ordering: .acquiring) == 0 }
      job = { _ in }
    }
  }

  func serve(worker: Int) {
    var done = 0
    while true {
      wait { turn.load(ordering: .acquiring) != done }
      done = turn.load(ordering: .acquiring)
      guard done >= 0 else { return }
      job(worker)
      if running.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
        announce {}
      }
    }
  }

  private func announce(_ change: () -> Void) {
    pthread_mutex_lock(mutex)
    change()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  private func wait(until condition: () -> Bool) {
    for _ in 0..<PoolTurns.spins where condition() { return }
    pthread_mutex_lock(mutex)
    while !condition() { pthread_cond_wait(changed, mutex) }
    pthread_mutex_unlock(mutex)
  }
}
