import Survival
import Trajectories

/// The labels a model was fitted to, its figures on held-out ones, and the course of the fit.
public struct ModelFitting: Equatable, Sendable {
  /// The training labels; agreement with them proves nothing.
  public var labels: [TrajectoryDigest: Label]
  /// Both models' figures on held-out labels; `nil` if there were too few labels to hold any out.
  public var heldOut: HeldOut?
  /// The losses on the way.
  public var course: Course

  /// Figures on labels held out from fitting; no question occurs in both parts.
  public struct HeldOut: Equatable, Sendable {
    /// The number of held-out labels.
    public var count: Int
    /// The number of their questions.
    public var questions: Int
    /// Of the model before fitting.
    public var before: Figures
    /// Of the fitted model.
    public var after: Figures

    /// Creates a comparison on the same labels.
    public init(count: Int, questions: Int, before: Figures, after: Figures) {
      (self.count, self.questions) = (count, questions)
      (self.before, self.after) = (before, after)
    }
  }

  /// How good a model is on some labels.
  public struct Figures: Equatable, Sendable {
    /// Exact first errors, by the rule.
    public var score: ProcessBenchScore
    /// The mean loss of the objective, in nats.
    public var loss: Double
    /// How predictions are read off.
    public var rule: PredictionRule

    /// Creates the figures of one model.
    public init(score: ProcessBenchScore, loss: Double, rule: PredictionRule) {
      (self.score, self.loss, self.rule) = (score, loss, rule)
    }
  }

  /// Losses in nats, of each step and of the held-out labels now and then.
  public struct Course: Equatable, Sendable {
    /// The loss of each step, on the labels that are fitted to.
    public var steps: [Double]
    /// Losses of the held-out labels, each after so many steps.
    public var looks: [Look]

    /// A loss of the held-out labels.
    public struct Look: Equatable, Sendable {
      /// Steps done before it.
      public var step: Int
      /// In nats.
      public var loss: Double

      /// A loss after so many steps.
      public init(step: Int, loss: Double) { (self.step, self.loss) = (step, loss) }
    }

    /// What is known so far.
    public init(steps: [Double] = [], looks: [Look] = []) {
      (self.steps, self.looks) = (steps, looks)
    }
  }

  /// Creates the record of a fit.
  public init(
    labels: [TrajectoryDigest: Label], heldOut: HeldOut? = nil, course: Course = Course()
  ) {
    (self.labels, self.heldOut, self.course) = (labels, heldOut, course)
  }
}
