import Survival
import Trajectories

/// A labelled trajectory whose label is hidden until it is asked for.
public struct SimulatedTrajectory: Equatable, Sendable {
  /// The same for candidates of one question, and for no others.
  public var question: UInt64
  /// The first error, as people know it.
  public var label: FirstError
  /// Whether the final answer is right; `nil` if unknown.
  public var outcome: Bool?
  /// The first 8 bytes of the text's digest, by which random draws are made.
  public var key: UInt64
  /// What its text is about.
  public var sketch: TextSketch

  /// A trajectory from its parts.
  public init(
    question: UInt64, label: FirstError, outcome: Bool?, key: UInt64, sketch: TextSketch
  ) {
    self.question = question
    self.label = label
    self.outcome = outcome
    self.key = key
    self.sketch = sketch
  }
}

/// A model that is fitted again whenever there are more labels.
public protocol SimulatedLearner: Sendable {
  /// The curves of all trajectories, by a model fitted to the labels of some.
  ///
  /// - Parameter labelled: places of those whose labels may be looked at, ascending.
  /// - Returns: shape `(trajectories)`; the same for the same places.
  /// - Throws: what makes fitting impossible.
  func curves(fittedTo labelled: [Int]) throws -> [HazardCurve]
}

/// How a model did after so many labels.
public struct SimulationLook: Equatable, Sendable {
  /// Labels that it was fitted to.
  public var labels: Int
  /// On questions that are never labelled.
  public var score: ProcessBenchScore

  /// A look from its parts.
  public init(labels: Int, score: ProcessBenchScore) {
    self.labels = labels
    self.score = score
  }

  /// 0 where a or b is missing.
  public var f1: Double { score.f1 ?? 0 }
}
