import Foundation
import Inspector
import Scoring
import Survival
import Synchronization
import Testing
import Trajectories

@testable import Application

/// Scores with one hazard for all steps; waits for `gate` so that a test decides when work begins.
private struct GatedModel: RewardModel {
  let name: String
  let identity = "gated"
  let rule = PredictionRule.map
  var hazard = 0.5
  var asking = ScoringManner.oneByOne
  let gate: Gate

  final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let arrived = DispatchSemaphore(value: 0)
    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
    func pass() {
      arrived.signal()
      semaphore.wait()
    }
    /// Until a worker stands at the gate.
    func waitForScoring() { _ = arrived.wait(timeout: .now() + 30) }
  }

  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
    gate.pass()
    guard trajectory.id != "bad" else { throw .nothingRecorded(id: "bad") }
    do {
      let hazards = trajectory.steps.map { _ in hazard }
      return TrajectoryScore(
        model: name, kind: .crm, curve: try HazardCurve(hazards: hazards), rule: rule)
    } catch {
      throw .failed(id: trajectory.id, reason: error.description)
    }
  }
}

/// Results as they arrive, and a way to wait for a number of them.
private final class Inbox: Sendable {
  struct Arrival: Sendable {
    var index: Int
    var outcome: ScoringQueue.Outcome
    var isAwaited: Bool
  }

  private let arrived = DispatchSemaphore(value: 0)
  private let arrivals = Mutex<[Arrival]>([])
  /// One signal for each time that nothing was left.
  let rested = DispatchSemaphore(value: 0)
  private let taken = Mutex(0)

  func take(_ count: Int) -> [Arrival] {
    for _ in 0..<count where arrived.wait(timeout: .now() + 30) == .timedOut { break }
    let first = taken.withLock { taken in
      defer { taken += count }
      return taken
    }
    return Array(arrivals.withLock { $0.dropFirst(first).prefix(count) })
  }

  /// A world of trajectories with these identifiers.
  func surroundings(
    _ ids: [String], mayGoOn: @escaping @Sendable () -> Bool = { true }
  ) -> ScoringQueue.Surroundings {
    ScoringQueue.Surroundings(
      count: { ids.count },
      trajectory: { Trajectory(id: ids[$0], problem: "P", steps: ["s"]) }, mayGoOn: mayGoOn,
      report: { [self] index, outcome, isAwaited in
        arrivals.withLock {
          $0.append(Arrival(index: index, outcome: outcome, isAwaited: isAwaited))
        }
        arrived.signal()
      }, rested: { [self] _ in rested.signal() })
  }
}

extension ScoringQueue.Outcome {
  fileprivate var model: String? { try? get().model }
}

struct ScoringQueueTests {
  private let inbox = Inbox()
  private let gate = GatedModel.Gate()

  private func queue(
    _ ids: [String], workers: Int = 1, name: String = "m",
    mayGoOn: @escaping @Sendable () -> Bool = { true }
  ) -> ScoringQueue {
    let queue = ScoringQueue(
      model: GatedModel(name: name, gate: gate),
      surroundings: inbox.surroundings(ids, mayGoOn: mayGoOn), workers: workers)
    queue.wake()
    return queue
  }

  @Test func `every trajectory is scored once, in order`() {
    let queue = queue(["a", "b", "c"])
    defer { queue.close() }
    gate.open(3)
    #expect(inbox.take(3).map(\.index) == [0, 1, 2])
  }

  @Test func `the end of scoring is told, once and after the last score`() {
    let queue = queue(["a", "b", "c"])
    defer { queue.close() }
    gate.open(2)
    _ = inbox.take(2)
    #expect(inbox.rested.wait(timeout: .now() + 0.05) == .timedOut)
    gate.open(1)
    #expect(inbox.rested.wait(timeout: .now() + 30) == .success)
    #expect(inbox.take(1).map(\.index) == [2])
    #expect(inbox.rested.wait(timeout: .now() + 0.05) == .timedOut)
  }

  @Test func `what is on screen is scored before the rest`() {
    let queue = queue((0..<6).map(String.init))
    defer { queue.close() }
    gate.open(1)
    let first = inbox.take(1).map(\.index)
    // The worker may have taken the second one already; after that it must follow the eye.
    queue.scoreFirst([4, 5])
    gate.open(5)
    let rest = inbox.take(5)
    #expect(first == [0])
    #expect(rest.map(\.index) == [1, 4, 5, 2, 3] || rest.map(\.index) == [4, 5, 1, 2, 3])
    #expect(rest.filter(\.isAwaited).map(\.index) == [4, 5])
  }

  @Test func `what nobody looks at waits while other work comes first`() {
    let queue = queue(["a", "b", "c"], mayGoOn: { false })
    defer { queue.close() }
    gate.open(3)
    queue.scoreFirst([1])
    #expect(inbox.take(1).map(\.index) == [1])
    queue.scoreFirst([2])
    #expect(inbox.take(1).map(\.index) == [2])
  }

  @Test func `threads that stand aside for a model of batches take no signal from another`() {
    gate.open(400)
    let model = GatedModel(name: "batches", asking: .batches(of: 8), gate: gate)
    let queue = ScoringQueue(
      model: model,
      surroundings: inbox.surroundings((0..<4).map(String.init), mayGoOn: { false }), workers: 4)
    defer { queue.close() }
    for round in 0..<400 {
      queue.scoreFirst([round % 4])
      guard inbox.take(1).map(\.index) == [round % 4] else {
        Issue.record("round \(round) was never scored")
        return
      }
    }
  }

  @Test func `a batch is broken off for the trajectory that the eye rests on`() {
    let model = GatedModel(name: "batches", asking: .batches(of: 4), gate: gate)
    let queue = ScoringQueue(
      model: model, surroundings: inbox.surroundings((0..<8).map(String.init)), workers: 1)
    defer { queue.close() }
    queue.wake()
    gate.waitForScoring()
    queue.scoreFirst([6], isUrgent: true)
    gate.open(100)
    let arrivals = inbox.take(8)
    #expect(arrivals.first?.index == 6 && arrivals.first?.isAwaited == true)
    #expect(Set(arrivals.map(\.index)) == Set(0..<8))
  }

  @Test func `a new model scores everything again`() {
    gate.open(100)
    let queue = queue(["a", "b"], workers: 2, name: "old")
    defer { queue.close() }
    #expect(inbox.take(2).count == 2)
    queue.replaceModel(GatedModel(name: "new", hazard: 0.1, gate: gate))
    #expect(Set(inbox.take(2).compactMap(\.outcome.model)) == ["new"])
  }

  @Test func `a trajectory that cannot be scored does not stop the others`() {
    gate.open(2)
    let queue = queue(["bad", "b"])
    defer { queue.close() }
    let arrivals = inbox.take(2)
    #expect(arrivals.first?.outcome.model == nil)
    #expect(arrivals.last?.outcome.model == "m")
  }
}

struct MailboxTests {
  @Test func `a mailbox gives back no more than it is asked for, in order`() {
    let wakes = Wakes()
    let mailbox = Mailbox { wakes.count() }
    for number in 0..<5 { mailbox.post(.notice("\(number)")) }
    #expect(wakes.number == 5)
    #expect(mailbox.take(limit: 3).count == 3)
    #expect(mailbox.take(limit: 3).count == 2)
    #expect(mailbox.isEmpty)
  }
}

private final class Wakes: Sendable {
  private let value = Mutex(0)
  var number: Int { value.withLock(\.self) }
  func count() { value.withLock { $0 += 1 } }
}
