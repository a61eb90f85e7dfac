import Scoring
import Trajectories
import Transformer

/// How far the figures of one precision are from those of float32, on the same trajectories.
public struct PrecisionEffect: Equatable, Sendable {
  /// What was compared with float32.
  public var precision: String
  /// Trajectories that both could score.
  public var trajectories = 0
  /// Their hazards; of an outcome model one probability a trajectory.
  public var figures = 0
  /// The mean of |h − h₃₂|, or of outcome probabilities.
  public var meanDifference = 0.0
  /// The largest of them.
  public var largestDifference = 0.0
  /// Trajectories whose predicted first error is another.
  public var changedPredictions = 0

  /// Compares scores of the same trajectories; those that one has not are left out.
  init(
    precision: String, _ scores: [Result<TrajectoryScore, ScoringError>],
    exact: [Result<TrajectoryScore, ScoringError>]
  ) {
    self.precision = precision
    var sum = 0.0
    for case (.success(let score), .success(let other)) in zip(scores, exact) {
      trajectories += 1
      if score.firstError() != other.firstError() { changedPredictions += 1 }
      for (value, exactValue) in zip(Self.figures(score), Self.figures(other)) {
        let difference = (value - exactValue).magnitude
        sum += difference
        figures += 1
        largestDifference = max(largestDifference, difference)
      }
    }
    if figures > 0 { meanDifference = sum / Double(figures) }
  }

  private static func figures(_ score: TrajectoryScore) -> [Double] {
    score.outcomeProbability.map { [$0] } ?? score.curve.hazards
  }
}

extension CheckpointModel {
  /// What this model's precision does to its figures: scores the trajectories with it and in float32.
  ///
  /// Loads the weights once more, in float32, for as long as it takes.
  /// - Returns: `nil` when cancelled.
  /// - Throws: ``CheckpointModelError`` when the weights cannot be read any more, or lack of memory.
  public func precisionEffect(
    on trajectories: [Trajectory], isCancelled: () -> Bool = { false }
  ) throws(CheckpointModelError) -> PrecisionEffect? {
    guard let scores = scores(of: trajectories, isCancelled: isCancelled) else { return nil }
    let exact = try CheckpointModel(checkpoint, precision: .f32)
    try exact.prepare()
    guard let others = exact.scores(of: trajectories, isCancelled: isCancelled) else { return nil }
    return PrecisionEffect(
      precision: description.precision, scores, exact: others)
  }
}

extension PrecisionEffect: CustomStringConvertible {
  /// One line for a person.
  public var description: String {
    func digits(_ value: Double) -> String {
      let scaled = (value * 1e5).rounded() / 1e5
      return String(scaled)
    }
    return "\(precision) against f32 on \(figures) figures of \(trajectories) trajectories: "
      + "they differ by \(digits(meanDifference)) on average, \(digits(largestDifference)) at most; "
      + "\(changedPredictions) predicted first errors change"
  }
}
