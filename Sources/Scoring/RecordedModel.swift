import Glibc
import Survival
import Trajectories

/// Draws the scores that a file carries, whatever model gave them.
///
/// A probability p₊ that a step is right becomes the hazard 1 − p₊; a reward without a range becomes
/// the hazard σ(−reward), which orders steps as the reward does but is no probability. What
/// `misstep score` wrote comes back as it was, of whatever kind.
public struct RecordedModel: DirectModel {
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
  /// A rule that the file names goes before this model's own. The model's own figures of CRM and PRM
  /// scores, which no file repeats, are made from the curve.
  /// - Throws: ``ScoringError`` when there are none, or not one for each step.
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
  /// What the file says if we know the word, else what the values mean.
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

  /// All doubt stands at the last step, as with outcome models themselves.
  private func outcomeCurve(stepCount: Int) throws(SurvivalError) -> HazardCurve {
    guard stepCount > 0 else { return try HazardCurve(logits: []) }
    if let logit = modelValues.first {
      let before = [Double](repeating: -.infinity, count: stepCount - 1)
      return try HazardCurve(logits: before + [-logit])
    }
    let before = [Double](repeating: 0, count: stepCount - 1)
    return try HazardCurve(hazards: before + [1 - (outcomeProbability ?? .nan)])
  }

  /// The figures that the model gave before they became a curve.
  fileprivate func addModelFigures(to score: inout TrajectoryScore) {
    score.outcomeProbability = outcomeProbability
    score.cumulativeRewards = cumulativeRewards
    switch score.kind {
    // A file that names no kind says nothing of the model behind its figures.
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
