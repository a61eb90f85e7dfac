import Survival
import Trajectories

/// Anything that gives figures for the steps of a trajectory.
///
/// Scoring runs beside the screen, on any thread, for several trajectories at a time.
public protocol RewardModel: Sendable {
  /// What the screen and annotations call it: `builtin`, a checkpoint's folder name, `recorded`.
  var name: String { get }
  /// Name and a digest of the weights: two models of one identity give the same figures.
  var identity: String { get }
  /// How this model's curves are turned into a predicted first error.
  var rule: PredictionRule { get }
  /// Scores every step of one trajectory.
  ///
  /// - Throws: ``ScoringError`` when this trajectory cannot be scored; others still can.
  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore

  /// Why it cannot score anything at all, once that turned out: a sentence with its remedy.
  var obstacle: String? { get }

  /// What of it the user should know before trusting its figures: a sentence, which may quote foreign
  /// text.
  var warning: String? { get }
  /// Whether its scores say why each hazard is what it is.
  var givesReasons: Bool { get }

  /// How the model is best asked for many.
  var asking: ScoringManner { get }
  /// Scores several trajectories at once, as many as ``asking`` says.
  ///
  /// - Parameters:
  ///   - trajectories: candidates of one question side by side may share work.
  ///   - isCancelled: asked now and then by models that take long.
  /// - Returns: one result for each, in order; `nil` when cancelled.
  func scores(
    of trajectories: [Trajectory], isCancelled: () -> Bool
  ) -> [Result<TrajectoryScore, ScoringError>]?
}

/// How a model is best asked.
public enum ScoringManner: Equatable, Sendable {
  /// For one trajectory at a time, on each processor.
  case oneByOne
  /// For up to so many at once; the model itself keeps every processor busy.
  case batches(of: Int)
}

extension RewardModel {
  /// Nothing, unless a model says otherwise.
  public var obstacle: String? { nil }

  /// Nothing, unless a model says otherwise.
  public var warning: String? { nil }
  /// No, unless a model says otherwise.
  public var givesReasons: Bool { false }

  /// One by one, unless a model says otherwise.
  public var asking: ScoringManner { .oneByOne }

  /// Asks for each, one after another.
  public func scores(
    of trajectories: [Trajectory], isCancelled: () -> Bool
  ) -> [Result<TrajectoryScore, ScoringError>]? {
    var results: [Result<TrajectoryScore, ScoringError>] = []
    for trajectory in trajectories {
      if isCancelled() { return nil }
      results.append(Result { () throws(ScoringError) in try score(trajectory) })
    }
    return results
  }
}
