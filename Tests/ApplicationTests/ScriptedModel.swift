import Foundation
import Scoring
import Survival
import Synchronization
import Trajectories

/// A model whose requests a test lets through, and which fails as its trajectories' names say: `bad` fails
/// alone; `unavailable` makes the whole request fail; `hangs` suspends until the task is cancelled; the
/// hazards of `x=0.3` are 0.3.
final class ScriptedModel: RewardModel {
  let name: String
  let identity = "scripted"
  let rule = PredictionRule.map
  let capacity: ScoringCapacity
  private let hazard: Double
  private let gate: Gate?
  private let asked = Mutex<[[String]]>([])
  private let flight = Mutex((now: 0, most: 0))

  init(
    _ name: String = "m", batch: Int = 1, inFlight: Int = 1, hazard: Double = 0.5,
    gate: Gate? = nil
  ) {
    self.name = name
    capacity = ScoringCapacity(batchSize: batch, requestsInFlight: inFlight)
    self.hazard = hazard
    self.gate = gate
  }

  /// The names in each request, in the order in which they came.
  var requests: [[String]] { asked.withLock(\.self) }

  /// The most requests that were under way at once.
  var mostInFlight: Int { flight.withLock(\.most) }

  /// Blocks threads, as a computing model does, until a test opens it.
  final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let arrived = DispatchSemaphore(value: 0)

    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }

    fileprivate func pass() {
      arrived.signal()
      semaphore.wait()
    }

    /// Until a request stands at the gate; `false` after half a minute without one.
    @discardableResult func waitForRequest() -> Bool {
      arrived.wait(timeout: .now() + 30) == .success
    }
  }

  func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome] {
    asked.withLock { $0.append(trajectories.map(\.id)) }
    flight.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
    defer { flight.withLock { $0.now -= 1 } }
    for trajectory in trajectories where trajectory.id == "hangs" {
      // As long as any server may take to answer.
      do {
        try await Task.sleep(for: .seconds(3600))
      } catch {
        throw .cancelled
      }
    }
    gate?.pass()
    if Task.isCancelled { throw .cancelled }
    if trajectories.contains(where: { $0.id == "unavailable" }) {
      throw .unavailable("no memory. Close other programs.")
    }
    return trajectories.map(outcome)
  }

  private func outcome(_ trajectory: Trajectory) -> ScoringOutcome {
    guard trajectory.id != "bad" else {
      return .failure(.failed(id: "bad", reason: "it is too long. Shorten it."))
    }
    let named = trajectory.id.split(separator: "=").dropFirst().last.flatMap { Double($0) }
    let hazard = named ?? hazard
    return Result {
      let hazards = trajectory.steps.map { _ in hazard }
      return TrajectoryScore(
        model: name, kind: .crm, curve: try HazardCurve(hazards: hazards), rule: rule)
    }.mapError { .failed(id: trajectory.id, reason: "\($0)") }
  }
}
