import Survival
import Trajectories

/// Draws the scores that a file carries, whatever model gave them.
///
/// A probability p₊ that a step is right becomes the hazard 1 − p₊; a reward without a range becomes
/// the hazard σ(−reward), which orders steps as the reward does but is no probability.
public struct RecordedModel: RewardModel {
  /// `recorded`.
  public let name = "recorded"
  /// The same as the name: the figures belong to the file, not to weights.
  public let identity = "recorded"
  /// The most probable outcome.
  public let rule = PredictionRule.map

  /// A model that computes nothing.
  public init() {}

  /// Turns one trajectory's recorded figures into a curve.
  ///
  /// - Throws: ``ScoringError`` when there are none, or not one for each step.
  public func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
    guard let recorded = trajectory.recordedScores else {
      throw .nothingRecorded(id: trajectory.id)
    }
    guard recorded.values.count == trajectory.steps.count else {
      throw .countMismatch(
        id: trajectory.id, scores: recorded.values.count, steps: trajectory.steps.count)
    }
    do {
      return TrajectoryScore(
        model: recorded.model ?? name, kind: recorded.meaning.kind,
        curve: try recorded.meaning.curve(of: recorded.values), rule: rule)
    } catch {
      throw .failed(id: trajectory.id, reason: error.description)
    }
  }
}

extension RecordedScores.Meaning {
  var kind: TrajectoryScore.Kind {
    switch self {
    case .hazardLogits, .hazards: .crm
    case .probabilities: .prm
    case .rewards: .pqm
    }
  }

  func curve(of values: [Double]) throws(SurvivalError) -> HazardCurve {
    switch self {
    case .hazardLogits: try HazardCurve(logits: values)
    case .hazards: try HazardCurve(hazards: values)
    case .probabilities: try HazardCurve(hazards: values.map { 1 - $0 })
    case .rewards: try HazardCurve(logits: values.map { -$0 })
    }
  }
}
