import Glibc
import Survival
import Trajectories

/// Shows the scores stored in a file, whichever model computed them.
///
/// A probability p₊ that a step is right becomes the hazard 1 − p₊. An unbounded reward becomes
/// σ(−reward), which ranks steps as the reward does but is not a probability. Scores written by
/// `misstep score` are restored unchanged, whatever their kind.
public struct RecordedModel: DirectModel {
  /// `recorded`.
  public let name = "recorded"
  /// Equal to the name: the figures depend on the file, not on weights.
  public let identity = "recorded"
  /// The most probable outcome.
  public let rule = PredictionRule.map

  /// Creates the model; it computes nothing.
  public init() {}

  /// Turns one trajectory's recorded figures into a curve.
  ///
  /// A rule named in the file overrides ``rule``. Files omit the raw figures of CRM and PRM scores;
  /// they are recomputed from the curve.
  /// - Throws: ``ScoringError`` if there are no scores, or not one for each step.
  public func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
    guard let recorded = trajectory.recordedScores else {
      throw .nothingRecorded(id: trajectory.id)
    }
    let stepCount = trajectory.steps.count
    guard recorded.meaning == .outcome || recorded.values.count == stepCount else {
      throw .countMismatch(
        id: trajectory.id, scores: recorded.values.count, steps: trajectory.steps.count)
    }
    do {
      var score = TrajectoryScore(
        model: recorded.model ?? name, kind: recorded.scoreKind,
        curve: try recorded.curve(stepCount: stepCount),
        rule: recorded.rule.flatMap(PredictionRule.init(argument:)) ?? rule)
      recorded.addModelFigures(to: &score)
      return score
    } catch {
      throw .failed(id: trajectory.id, reason: error.description)
    }
  }
}

extension RecordedScores {
  /// The kind the file names, if known; otherwise the one its values imply.
  fileprivate var scoreKind: TrajectoryScore.Kind {
    if meaning == .outcome { return .orm }
    return kind.flatMap(TrajectoryScore.Kind.init(rawValue:)) ?? meaning.kind
  }

  fileprivate func curve(stepCount: Int) throws(SurvivalError) -> HazardCurve {
    switch meaning {
    case .hazardLogits: try HazardCurve(logits: values)
    case .hazards: try HazardCurve(hazards: values)
    case .probabilities: try HazardCurve(hazards: values.map { 1 - $0 })
    case .rewards: try HazardCurve(logits: values.map { -$0 })
    case .outcome: try outcomeCurve(stepCount: stepCount)
    }
  }

  /// Puts the whole hazard on the last step, as outcome models do.
  private func outcomeCurve(stepCount: Int) throws(SurvivalError) -> HazardCurve {
    guard stepCount > 0 else { return try HazardCurve(logits: []) }
    if let logit = modelValues.first {
      let before = [Double](repeating: -.infinity, count: stepCount - 1)
      return try HazardCurve(logits: before + [-logit])
    }
    let before = [Double](repeating: 0, count: stepCount - 1)
    return try HazardCurve(hazards: before + [1 - (outcomeProbability ?? .nan)])
  }

  /// The model's raw figures, from which the curve was computed.
  fileprivate func addModelFigures(to score: inout TrajectoryScore) {
    score.outcomeProbability = outcomeProbability
    score.cumulativeRewards = cumulativeRewards
    score.isOutside = isOutside
    switch score.kind {
    // A file that names no kind does not tell which model computed its figures.
    case .crm where kind != nil: score.values = score.curve.logits
    case .prm where kind != nil: score.values = score.curve.logits.map { 1 / (1 + exp($0)) }
    case .crm, .prm: break
    case .pqm, .orm, .iprm: score.values = modelValues
    }
  }
}

extension RecordedScores.Meaning {
  fileprivate var kind: TrajectoryScore.Kind {
    switch self {
    case .hazardLogits, .hazards: .crm
    case .probabilities: .prm
    case .rewards: .pqm
    case .outcome: .orm
    }
  }
}
