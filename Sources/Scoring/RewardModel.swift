import Survival
import Trajectories

/// What a model says of one trajectory, or why it says nothing.
public typealias ScoringOutcome = Result<TrajectoryScore, ScoringError>

/// Anything that gives figures for the steps of a trajectory.
///
/// There is one way to ask: ``scores(of:)``, with batches as large and as many at once as ``capacity``
/// says. A model that computes each trajectory by itself conforms to ``DirectModel`` and writes one
/// synchronous function instead.
public protocol RewardModel: Sendable {
  /// What the screen and annotations call it: `builtin`, a checkpoint's folder name, `recorded`.
  var name: String { get }
  /// Name and a digest of the weights: two models of one identity give the same figures.
  var identity: String { get }
  /// How this model's curves are turned into a predicted first error.
  var rule: PredictionRule { get }
  /// What of it the user should know before trusting its figures: a sentence, which may quote foreign
  /// text.
  var warning: String? { get }
  /// Whether its scores say why each hazard is what it is.
  var givesReasons: Bool { get }
  /// How much it is best asked for.
  var capacity: ScoringCapacity { get }

  /// Scores every step of some trajectories.
  ///
  /// May suspend, or compute for as long as it takes on the thread that asks: so ask on threads that may
  /// block, not on Swift's cooperative pool. Cancelling the task ends it soon.
  /// - Parameter trajectories: any number; ``ScoringCapacity/batchSize`` is best. Candidates of one
  ///   question side by side may share work.
  /// - Returns: one outcome for each, in order; one that fails does not spoil the others.
  /// - Throws: ``RequestFailure`` when there are no outcomes at all.
  func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]

  /// What computing coarsely does to its figures, measured on some trajectories.
  ///
  /// - Returns: one line for a person; `nil` where it computes as exactly as it can.
  /// - Throws: ``RequestFailure`` when it cannot be measured.
  func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String?
}

extension RewardModel {
  /// Nothing, unless a model says otherwise.
  public var warning: String? { nil }
  /// No, unless a model says otherwise.
  public var givesReasons: Bool { false }
  /// Nothing, unless a model says otherwise.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    nil
  }
}

/// A model that scores one trajectory at a time, on the thread that asks.
public protocol DirectModel: RewardModel {
  /// Scores every step of one trajectory.
  ///
  /// - Throws: ``ScoringError`` when this trajectory cannot be scored; others still can.
  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore
}

extension DirectModel {
  /// One trajectory on each processor.
  public var capacity: ScoringCapacity { .onePerProcessor }

  /// Scores one after another; cancellation ends it between two.
  public func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]
  {
    var outcomes: [ScoringOutcome] = []
    outcomes.reserveCapacity(trajectories.count)
    for trajectory in trajectories {
      if Task.isCancelled { throw .cancelled }
      outcomes.append(ScoringOutcome { () throws(ScoringError) in try score(trajectory) })
    }
    return outcomes
  }
}
