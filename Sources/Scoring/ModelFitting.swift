import Survival
import Trajectories

/// The labels a model was fitted to, and its score on held-out ones.
public struct ModelFitting: Equatable, Sendable {
  /// The training labels; agreement with them proves nothing.
  public var labels: [TrajectoryDigest: Label]
  /// Both models' scores on held-out labels; `nil` if there were too few labels to hold any out.
  public var heldOut: HeldOut?

  /// Scores on labels held out from fitting; no question occurs in both parts.
  public struct HeldOut: Equatable, Sendable {
    /// The number of held-out labels.
    public var count: Int
    /// The score of the model before fitting.
    public var before: ProcessBenchScore
    /// The score of the fitted model.
    public var after: ProcessBenchScore

    /// Creates a comparison on the same labels.
    public init(count: Int, before: ProcessBenchScore, after: ProcessBenchScore) {
      self.count = count
      self.before = before
      self.after = after
    }
  }

  /// Creates the record of a fit.
  public init(labels: [TrajectoryDigest: Label], heldOut: HeldOut? = nil) {
    self.labels = labels
    self.heldOut = heldOut
  }
}
