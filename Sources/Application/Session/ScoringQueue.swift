import Foundation
import Inspector
import RewardModels
import Synchronization
import Trajectories

/// Scores trajectories beside the screen: first what is asked for, then the rest in file order.
///
/// One thread per processor takes work until the queue is closed. A new model makes every earlier
/// score out of date: results of the old one that arrive late are dropped.
final class ScoringQueue: Sendable {
  fileprivate struct State {
    var model: any RewardModel
    var generation = 0
    var trajectories: [Trajectory] = []
    /// True from the moment a worker took it.
    var taken: [Bool] = []
    /// Indices to score before all others; the last is next.
    var urgent: [Int] = []
    /// Everything before it is taken.
    var next = 0
    var closed = false
  }

  private let state: Mutex<State>
  private let work = DispatchSemaphore(value: 0)
  private let mailbox: Mailbox
  private let workers: Int

  init(model: any RewardModel, mailbox: Mailbox, workers: Int) {
    state = Mutex(State(model: model))
    self.mailbox = mailbox
    self.workers = workers
    for number in 0..<workers {
      WorkerThread.start("scoring \(number)") { [self] in takeWork() }
    }
  }

  func add(_ trajectories: [Trajectory]) {
    state.withLock { state in
      state.trajectories += trajectories
      state.taken += Array(repeating: false, count: trajectories.count)
    }
    wakeWorkers()
  }

  func scoreFirst(_ indices: [Int]) {
    state.withLock { $0.urgent = indices.reversed() }
    wakeWorkers()
  }

  func replaceModel(_ model: any RewardModel) {
    state.withLock { state in
      state.model = model
      state.generation += 1
      state.taken = Array(repeating: false, count: state.trajectories.count)
      state.next = 0
    }
    wakeWorkers()
  }

  func close() {
    state.withLock { $0.closed = true }
    wakeWorkers()
  }

  private func wakeWorkers() {
    for _ in 0..<workers { work.signal() }
  }

  private func takeWork() {
    while true {
      guard let job = takeJob() else {
        if state.withLock(\.closed) { return }
        work.wait()
        continue
      }
      let message = message(for: job)
      let current = state.withLock { !$0.closed && $0.generation == job.generation }
      if current { mailbox.post(message) }
    }
  }

  private struct Job {
    var index: Int
    var trajectory: Trajectory
    var model: any RewardModel
    var generation: Int
  }

  private func takeJob() -> Job? {
    state.withLock { state in
      guard !state.closed, let index = state.takeIndex() else { return nil }
      return Job(
        index: index, trajectory: state.trajectories[index], model: state.model,
        generation: state.generation)
    }
  }

  private func message(for job: Job) -> Message {
    do throws(ScoringError) {
      return .scored(index: job.index, try job.model.score(job.trajectory))
    } catch {
      return .scoringFailed(index: job.index, error.description)
    }
  }
}

extension ScoringQueue.State {
  fileprivate mutating func takeIndex() -> Int? {
    while let index = urgent.popLast() {
      if taken.indices.contains(index), !taken[index] {
        taken[index] = true
        return index
      }
    }
    while next < taken.count {
      defer { next += 1 }
      if !taken[next] {
        taken[next] = true
        return next
      }
    }
    return nil
  }
}
