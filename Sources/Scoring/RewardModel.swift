import Survival
import Trajectories

/// A model's score of one trajectory, or why there is none.
public typealias ScoringOutcome = Result<TrajectoryScore, ScoringError>

/// A model that scores the steps of a trajectory.
///
/// All callers use ``scores(of:)``, with the batch size and concurrency given by ``capacity``. A
/// model that scores trajectories independently conforms to ``DirectModel`` and implements one
/// synchronous function instead.
public protocol RewardModel: Sendable {
  /// The name on screen and in annotations: `builtin`, `recorded`, or a checkpoint's folder name.
  var name: String { get }
  /// The name and a digest of the weights: models with equal identities give equal figures.
  var identity: String { get }
  /// The rule that derives the predicted first error from a curve.
  var rule: PredictionRule { get }
  /// A caveat to read before trusting the figures: one sentence, which may quote foreign text.
  var warning: String? { get }
  /// Whether scores explain each hazard.
  var givesReasons: Bool { get }
  /// The best batch size and number of concurrent requests.
  var capacity: ScoringCapacity { get }

  /// Scores every step of some trajectories.
  ///
  /// May suspend, or block the calling thread while it computes: do not call it on Swift's
  /// cooperative pool. Returns soon after its task is cancelled.
  /// - Parameter trajectories: any number, ideally ``ScoringCapacity/batchSize``. Adjacent
  ///   candidates of one question may share work.
  /// - Returns: one outcome for each, in order; a failed trajectory does not affect the others.
  /// - Throws: ``RequestFailure`` if there are no outcomes at all.
  func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome]

  /// Measures how reduced precision changes the figures of some trajectories.
  ///
  /// - Returns: one line for the user; `nil` if the model already computes at full precision.
  /// - Throws: ``RequestFailure`` if it cannot be measured.
  func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String?
}

extension RewardModel {
  /// `nil` by default.
  public var warning: String? { nil }
  /// `false` by default.
  public var givesReasons: Bool { false }
  /// `nil` by default.
  public func precisionNote(on trajectories: [Trajectory]) async throws(RequestFailure) -> String? {
    nil
  }
}

/// A model that scores one trajectory at a time on the calling thread.
public protocol DirectModel: RewardModel {
  /// Scores every step of one trajectory.
  ///
  /// - Throws: ``ScoringError`` if this trajectory cannot be scored; others are unaffected.
  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore
}

extension DirectModel {
  /// One trajectory on each processor.
  public var capacity: ScoringCapacity { .onePerProcessor }

  /// Scores them in turn and checks for cancellation before each.
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
