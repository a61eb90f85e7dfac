import Queries
import Scoring
import Survival
import Trajectories

/// One trajectory as the screen needs it, read from its file.
public struct CatalogItem: Sendable {
  /// A record that cannot be read has no steps; ``unreadable`` says why.
  public var trajectory: Trajectory
  /// The identity of its text.
  public var digest: TrajectoryDigest
  /// The model's figures of all steps, while they are cached; see ``figures``.
  public var score: TrajectoryScore?
  /// The second model's figures, with `--compare`.
  public var comparison: TrajectoryScore?
  /// The few figures kept of everything that was scored.
  public var figures: QueryFigures?
  /// Why there are no figures.
  public var failure: String?
  /// Why the record cannot be read.
  public var unreadable: RecordIssue?

  /// A trajectory without a standing unless given.
  public init(
    trajectory: Trajectory, digest: TrajectoryDigest, score: TrajectoryScore? = nil,
    comparison: TrajectoryScore? = nil, figures: QueryFigures? = nil, failure: String? = nil,
    unreadable: RecordIssue? = nil
  ) {
    self.trajectory = trajectory
    self.digest = digest
    self.score = score
    self.comparison = comparison
    self.figures = figures
    self.failure = failure
    self.unreadable = unreadable
  }
}

extension HazardCurve {
  /// log Pr of a first error or of none, in nats; `nil` for anything else, and for steps that do
  /// not exist.
  fileprivate func logProbability(of label: Label?) -> Double? {
    switch label?.firstError {
    case .noError: logNoneProbability
    case .step(let step): 0..<stepCount ~= step ? logMass[step] : nil
    case nil: nil
    }
  }
}

extension QueryFigures {
  /// The figures that lists show and sort by; `rule` overrides the score's own, `fileLabel` is what
  /// the file says of the trajectory.
  public init(_ score: TrajectoryScore, rule: PredictionRule?, fileLabel: Label?) {
    let rewards = score.curve.rewards
    self.init(
      firstError: score.firstError(by: rule), noneProbability: score.curve.noneProbability,
      entropy: score.curve.entropy, largestHazard: score.curve.hazards.max() ?? 0,
      smallestReward: rewards.min() ?? 0,
      fileLabelLogProbability: score.curve.logProbability(of: fileLabel))
  }
}
