import Scoring

/// What happens to a model that `:train` fits to the labels.
public enum TrainingNews: Equatable, Sendable {
  case progress(TrainingProgress)
  /// It is fitted, compared with the one in force, and waits for its user's decision.
  case finished(ModelFitting)
  /// It ended without a model, and why; nothing is changed.
  case endedEarly(String)
  /// The labels or the model do not allow it, and what would.
  case failed(String)
  /// It is saved, and in force.
  case accepted
  /// It is forgotten.
  case discarded
  /// It could not be saved, and waits on.
  case notSaved(String)
}

/// How far a fit is.
public struct TrainingProgress: Equatable, Sendable {
  /// What it is at.
  public enum Stage: Equatable, Sendable {
    /// Looks at trajectories for labels.
    case labels
    /// Reads features of labelled trajectories.
    case features
    /// Computes a decoder's states of labelled trajectories.
    case states
    /// Takes steps.
    case fitting
  }

  /// What it is at.
  public var stage: Stage
  /// Trajectories, or steps.
  public var done: Int
  /// Of so many.
  public var total: Int
  /// Seconds since the stage began; `nil` where no rate is told.
  public var seconds: Double?
  /// Counted from 1.
  public var epoch: Int?
  /// Of so many at most.
  public var epochCount: Int?
  /// Of the last step, in nats.
  public var loss: Double?
  /// Of the held-out labels, in nats.
  public var heldOutLoss: Double?

  /// A stage that has come so far.
  public init(_ stage: Stage, done: Int, total: Int, seconds: Double? = nil) {
    (self.stage, self.done, self.total, self.seconds) = (stage, done, total, seconds)
  }

  /// Done in a second; `nil` until that can be told.
  var rate: Double? {
    guard let seconds, seconds > 0.5, done > 0 else { return nil }
    return Double(done) / seconds
  }

  /// Seconds left at that rate.
  var secondsLeft: Double? { rate.map { Double(max(0, total - done)) / $0 } }
}
