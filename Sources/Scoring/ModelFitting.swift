import Survival
import Trajectories

/// What a model was fitted to, and how it judges trajectories that it was not fitted to.
public struct ModelFitting: Equatable, Sendable {
  /// The labels that the weights follow; agreeing with these proves nothing.
  public var labels: [TrajectoryDigest: Label]
  /// How both models judge what was held out; `nil` when there were too few labels for that.
  public var heldOut: HeldOut?

  /// Labels that were kept from fitting, all of other questions than those fitted to.
  public struct HeldOut: Equatable, Sendable {
    /// How many.
    public var count: Int
    /// The model before.
    public var before: ProcessBenchScore
    /// The fitted one.
    public var after: ProcessBenchScore

    /// Two judgements of the same labels.
    public init(count: Int, before: ProcessBenchScore, after: ProcessBenchScore) {
      self.count = count
      self.before = before
      self.after = after
    }
  }

  /// A fit to some labels.
  public init(labels: [TrajectoryDigest: Label], heldOut: HeldOut? = nil) {
    self.labels = labels
    self.heldOut = heldOut
  }
}
