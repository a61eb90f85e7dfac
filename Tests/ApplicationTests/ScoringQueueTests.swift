import Foundation
import Inspector
import RewardModels
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
  let gate: Gate

  final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
    func pass() { semaphore.wait() }
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

/// Messages as they arrive, and a way to wait for a number of them.
private final class Inbox: Sendable {
  private let arrived = DispatchSemaphore(value: 0)
  let mailbox: Mailbox

  init() {
    let arrived = arrived
    mailbox = Mailbox { arrived.signal() }
  }

  func take(_ count: Int) -> [Message] {
    for _ in 0..<count where arrived.wait(timeout: .now() + 30) == .timedOut { break }
    return mailbox.take(limit: .max)
  }
}

private func trajectories(_ ids: [String]) -> [Trajectory] {
  ids.map { Trajectory(id: $0, problem: "P", steps: ["s"]) }
}

struct ScoringQueueTests {
  @Test func `every trajectory is scored once, in file order`() {
    let inbox = Inbox()
    let gate = GatedModel.Gate()
    let queue = ScoringQueue(
      model: GatedModel(name: "m", gate: gate), mailbox: inbox.mailbox, workers: 1)
    defer { queue.close() }
    queue.add(trajectories(["a", "b"]))
    queue.add(trajectories(["c"]))
    gate.open(3)
    #expect(inbox.take(3).map(\.scoredIndex) == [0, 1, 2])
  }

  @Test func `what is on screen is scored before the rest`() {
    let inbox = Inbox()
    let gate = GatedModel.Gate()
    let queue = ScoringQueue(
      model: GatedModel(name: "m", gate: gate), mailbox: inbox.mailbox, workers: 1)
    defer { queue.close() }
    queue.add(trajectories((0..<6).map(String.init)))
    gate.open(1)
    let first = inbox.take(1).map(\.scoredIndex)
    // The worker may have taken the second one already; after that it must follow the eye.
    queue.scoreFirst([4, 5])
    gate.open(5)
    let rest = inbox.take(5).compactMap(\.scoredIndex)
    #expect(first == [0])
    #expect(rest == [1, 4, 5, 2, 3] || rest == [4, 5, 1, 2, 3])
  }

  @Test func `a new model scores everything again`() {
    let inbox = Inbox()
    let gate = GatedModel.Gate()
    gate.open(100)
    let queue = ScoringQueue(
      model: GatedModel(name: "old", gate: gate), mailbox: inbox.mailbox, workers: 2)
    defer { queue.close() }
    queue.add(trajectories(["a", "b"]))
    #expect(inbox.take(2).count == 2)
    queue.replaceModel(GatedModel(name: "new", hazard: 0.1, gate: gate))
    #expect(Set(inbox.take(2).compactMap(\.scoredModel)) == ["new"])
  }

  @Test func `a trajectory that cannot be scored does not stop the others`() {
    let inbox = Inbox()
    let gate = GatedModel.Gate()
    gate.open(2)
    let queue = ScoringQueue(
      model: GatedModel(name: "m", gate: gate), mailbox: inbox.mailbox, workers: 1)
    defer { queue.close() }
    queue.add(trajectories(["bad", "b"]))
    let messages = inbox.take(2)
    #expect(messages.first?.failureReason?.contains("bad") == true)
    #expect(messages.last?.scoredIndex == 1)
  }

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

extension Message {
  fileprivate var scoredIndex: Int? {
    if case .scored(let index, _) = self { index } else { nil }
  }

  fileprivate var scoredModel: String? {
    if case .scored(_, let score) = self { score.model } else { nil }
  }

  fileprivate var failureReason: String? {
    if case .scoringFailed(_, let reason) = self { reason } else { nil }
  }
}
