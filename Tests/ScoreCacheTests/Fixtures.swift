import Foundation
import Scoring
import Survival
import Synchronization
import TestSupport
import Trajectories

extension TemporaryFolder {
  var database: URL { url.appending(path: "scores.sqlite") }
}

func trajectory(_ name: String) -> Trajectory {
  Trajectory(id: name, problem: name, steps: ["a", "b"])
}

func digest(_ name: String) -> TrajectoryDigest { trajectory(name).digest }

/// One hazard logit for each of two steps; different for each name.
func sampleScore(_ name: String, model: String = "m") throws -> TrajectoryScore {
  let logit = Double(digest(name).prefix % 1000) / 100
  return TrajectoryScore(
    model: model, kind: .crm, curve: try HazardCurve(logits: [logit, -logit]), rule: .map)
}

/// Many digests, and a score for each.
func batch(_ names: some Sequence<Int>) throws -> [(TrajectoryDigest, TrajectoryScore)] {
  try names.map { (digest("\($0)"), try sampleScore("\($0)")) }
}

/// Gives sample scores, notes what it is asked for, and fails for names with "bad".
final class CountingModel: RewardModel {
  let name = "counting"
  let identity = "counting-1"
  let rule = PredictionRule.threshold(0.25)
  let capacity = ScoringCapacity(batchSize: 4, requestsInFlight: 1)
  private let names = Mutex<[String]>([])
  private let failure = Mutex<(after: Int, RequestFailure)?>(nil)

  /// The names of what it was asked for, in order.
  var asked: [String] { names.withLock { $0 } }

  /// The next request fails once it has scored so many.
  func failNext(after count: Int, with reason: RequestFailure) {
    failure.withLock { $0 = (count, reason) }
  }

  func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome] {
    let failure = failure.withLock { failure in
      defer { failure = nil }
      return failure
    }
    var outcomes: [ScoringOutcome] = []
    for (place, trajectory) in trajectories.enumerated() {
      if let failure, failure.after == place { throw failure.1 }
      outcomes.append(outcome(trajectory))
    }
    return outcomes
  }

  private func outcome(_ trajectory: Trajectory) -> ScoringOutcome {
    names.withLock { $0.append(trajectory.id) }
    guard !trajectory.id.contains("bad"),
      var answer = try? sampleScore(trajectory.id, model: name)
    else { return .failure(.failed(id: trajectory.id, reason: "bad")) }
    answer.seconds = 3
    answer.reasons = [[HazardReason(text: "why", value: 1, contribution: 2)], []]
    return .success(answer)
  }
}

extension TrajectoryScore {
  /// What a cache gives back of it.
  var kept: TrajectoryScore {
    var kept = self
    kept.reasons = []
    kept.seconds = 0
    return kept
  }

  /// Every number of the curve and beside it, to tell 0 from −0 and one NaN from another.
  var bits: [[UInt64]] {
    [
      curve.logits, curve.hazards, curve.rewards, values, cumulativeRewards ?? [],
      outcomeProbability.map { [$0] } ?? [],
    ].map { $0.map(\.bitPattern) }
  }
}
