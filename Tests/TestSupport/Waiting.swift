import Foundation
import Synchronization

/// Runs asynchronous work to its end on a thread that may block, for tests that are synchronous.
public func waitFor<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
  let box = Box<Value>()
  let isDone = DispatchSemaphore(value: 0)
  Task(executorPreference: QueueExecutor.shared) {
    let value = await work()
    box.result.withLock { $0 = value }
    isDone.signal()
  }
  while true {
    isDone.wait()
    if let value = box.result.withLock({ $0 }) { return value }
  }
}

private final class Box<Value: Sendable>: Sendable {
  let result = Mutex<Value?>(nil)
}

/// Runs tasks on Dispatch's threads, of which there are more when some block.
private final class QueueExecutor: TaskExecutor {
  static let shared = QueueExecutor()
  private let queue = DispatchQueue(label: "tests", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
