import Foundation
import Inspector
import Scoring
import Synchronization
import Testing
import Trajectories

@testable import Application

/// Results as they arrive, and a way to wait for a number of them.
private final class Inbox: Sendable {
  struct Arrival: Sendable {
    var index: Int
    var outcome: ScoringOutcome
    var isAwaited: Bool
  }

  private let arrived = DispatchSemaphore(value: 0)
  private let arrivals = Mutex<[Arrival]>([])
  /// One signal for each time that nothing was left.
  let rested = DispatchSemaphore(value: 0)
  /// Why the model was said to be unavailable.
  let complaints = Mutex<[String]>([])
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
      }, rested: { [self] _ in rested.signal() },
      unavailable: { [self] reason in complaints.withLock { $0.append(reason) } })
  }
}

extension ScoringOutcome {
  fileprivate var model: String? { try? get().model }
}

struct ScoringQueueTests {
  private let inbox = Inbox()
  private let gate = ScriptedModel.Gate()

  private func queue(
    _ ids: [String], _ model: ScriptedModel? = nil,
    mayGoOn: @escaping @Sendable () -> Bool = { true }
  ) -> ScoringQueue {
    let queue = ScoringQueue(
      model: model ?? ScriptedModel(gate: gate),
      surroundings: inbox.surroundings(ids, mayGoOn: mayGoOn))
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

  @Test func `no wish is lost while the queue comes to rest`() {
    let queue = queue(
      (0..<4).map(String.init), ScriptedModel(batch: 8, inFlight: 2), mayGoOn: { false })
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
    let queue = queue((0..<8).map(String.init), ScriptedModel(batch: 4, gate: gate))
    defer { queue.close() }
    gate.waitForRequest()
    queue.scoreFirst([6], isUrgent: true)
    gate.open(100)
    let arrivals = inbox.take(8)
    #expect(arrivals.first?.index == 6 && arrivals.first?.isAwaited == true)
    #expect(Set(arrivals.map(\.index)) == Set(0..<8))
  }

  @Test func `a new model scores everything again`() {
    gate.open(100)
    let queue = queue(["a", "b"], ScriptedModel("old", inFlight: 2, gate: gate))
    defer { queue.close() }
    #expect(inbox.take(2).count == 2)
    queue.replaceModel(ScriptedModel("new", hazard: 0.1, gate: gate))
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

  @Test func `as many requests are under way as the model takes, each of a whole batch`() {
    let ids = (0..<24).map(String.init)
    let model = ScriptedModel(batch: 3, inFlight: 4, gate: gate)
    let queue = queue(ids, model)
    defer { queue.close() }
    gate.open(100)
    #expect(Set(inbox.take(24).map(\.index)) == Set(0..<24))
    #expect(model.requests.allSatisfy { $0.count == 3 } && model.requests.count == 8)
    #expect((1...4).contains(model.mostInFlight))
  }

  @Test func `requests that only wait for a server take no threads from others`() {
    // More than there are threads: all are under way at once, and one that answers comes through.
    let ids = [String](repeating: "hangs", count: 15) + ["a"]
    let queue = queue(ids, ScriptedModel(inFlight: 16))
    defer { queue.close() }
    #expect(inbox.take(1).map(\.index) == [15])
  }

  @Test func `where requests are free nothing is broken off for the eye`() {
    let model = ScriptedModel(batch: 1, inFlight: 3)
    let queue = queue(["hangs", "hangs", "a", "b"], model, mayGoOn: { false })
    defer { queue.close() }
    queue.scoreFirst([0])
    while model.requests.count < 1 { usleep(1000) }
    queue.scoreFirst([3], isUrgent: true)
    #expect(inbox.take(1).map(\.index) == [3])
    #expect(model.requests == [["hangs"], ["b"]])
  }

  @Test func `what hangs is broken off by the eye, by another model and at the end`() {
    let model = ScriptedModel()
    let queue = queue(["hangs", "a"], model, mayGoOn: { false })
    queue.scoreFirst([0], isUrgent: true)
    while model.requests.isEmpty { usleep(1000) }
    queue.scoreFirst([1], isUrgent: true)
    #expect(inbox.take(1).map(\.index) == [1])
    queue.scoreFirst([0], isUrgent: true)
    while model.requests.count < 3 { usleep(1000) }
    queue.replaceModel(ScriptedModel("new"))
    queue.scoreFirst([1], isUrgent: true)
    #expect(inbox.take(1).first?.outcome.model == "new")
    queue.close()
  }

  @Test func `an unavailable model is told once, and each that was asked for has the reason`() {
    let model = ScriptedModel()
    let ids = ["unavailable", "unavailable", "a", "b"]
    let queue = queue(ids, model)
    defer { queue.close() }
    // Nobody asked: it is told, and what nobody looks at is not tried in vain.
    while inbox.complaints.withLock(\.isEmpty) { usleep(1000) }
    queue.scoreFirst([1])
    let failed = inbox.take(1).first
    #expect(failed?.index == 1 && failed?.isAwaited == true)
    guard case .failure(let error)? = failed?.outcome else {
      Issue.record("it has a score")
      return
    }
    #expect(error.reason == "no memory. Close other programs.")
    #expect(inbox.complaints.withLock(\.count) == 1)
    #expect(model.requests == [["unavailable"], ["unavailable"]])
    // One answer is enough to go on with what nobody looks at, until it fails anew.
    queue.scoreFirst([3])
    #expect(inbox.take(1).map(\.index) == [3])
    while inbox.complaints.withLock(\.count) < 2 { usleep(1000) }
    #expect(model.requests.last == ["unavailable"])
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
