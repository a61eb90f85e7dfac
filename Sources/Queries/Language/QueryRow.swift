import Survival
import Trajectories

/// What one trajectory answers to a query; only what ``Query/needs`` names is filled in.
///
/// A plain value without laziness: it is made for every trajectory in a scan.
public struct QueryRow: Sendable {
  /// Set when the query needs ``QueryNeeds/text``.
  public var trajectory: Trajectory?
  /// Index among all trajectories, from 0.
  public var index = 0
  /// T.
  public var stepCount = 0
  /// Whether the final answer is right; `nil` if unknown or hidden.
  public var outcome: Bool?
  /// The file's own label, unless it is hidden.
  public var fileLabel: Label?
  /// Whether the reference answer is hidden.
  public var isReferenceHidden = false
  /// The language model that wrote the steps.
  public var generator: String?
  /// The path as given.
  public var file = ""
  /// The training step of a rollout dump.
  public var trainingStep: Int?
  /// False for a record that cannot be read.
  public var isReadable = true
  /// A person's verdict.
  public var verdict: Label?
  /// Who gave it.
  public var annotator: String?
  /// Empty for none.
  public var note = ""
  /// Marked to come back to.
  public var isMarked = false
  /// Seconds since 1970.
  public var verdictTime: Double?
  /// Whether annotators disagree on it, unless that is hidden.
  public var isInConflict = false
  /// `nil` without figures, or if they are hidden.
  public var figures: QueryFigures?
  /// Largest difference between the hazards of two models.
  public var disagreement: Double?
  /// From a second model; `nil` without one, or if they are hidden.
  public var second: SecondFigures?

  /// Set when the query needs ``QueryNeeds/rank``; in 0..<1.
  public var randomRank: Double?

  /// An empty row.
  public init() {}
}

/// A model's figures of one trajectory, small enough to keep for all of them.
public struct QueryFigures: Equatable, Sendable {
  /// ẑ.
  public var firstError: FirstError
  /// S(T) in 0...1.
  public var noneProbability: Double
  /// In nats.
  public var entropy: Double
  /// max h(t), in 0...1.
  public var largestHazard: Double
  /// In nats; −∞ for a hazard of 1.
  public var smallestReward: Double
  /// log Pr of the file's own label, in nats, at most 0; `nil` if the file names no first error.
  public var fileLabelLogProbability: Double?

  /// Figures of one trajectory.
  public init(
    firstError: FirstError, noneProbability: Double, entropy: Double, largestHazard: Double,
    smallestReward: Double, fileLabelLogProbability: Double? = nil
  ) {
    self.firstError = firstError
    self.noneProbability = noneProbability
    self.entropy = entropy
    self.largestHazard = largestHazard
    self.smallestReward = smallestReward
    self.fileLabelLogProbability = fileLabelLogProbability
  }
}

/// A second model's figures of one trajectory.
public struct SecondFigures: Equatable, Sendable {
  /// ẑ₂.
  public var firstError: FirstError
  /// S₂(T) in 0...1.
  public var noneProbability: Double

  /// Figures of one trajectory.
  public init(firstError: FirstError, noneProbability: Double) {
    self.firstError = firstError
    self.noneProbability = noneProbability
  }
}

/// What must be known about a trajectory before a query can be answered.
public struct QueryNeeds: OptionSet, Sendable {
  /// One bit each.
  public let rawValue: Int
  /// The needs of some bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The trajectory itself: its texts must be read and parsed.
  public static let text = QueryNeeds(rawValue: 1)
  /// Step count, outcome, file label, generator, training step: kept for every trajectory.
  public static let facts = QueryNeeds(rawValue: 2)
  /// A model's figures.
  public static let figures = QueryNeeds(rawValue: 4)
  /// Verdict, annotator, note, mark, age.
  public static let standing = QueryNeeds(rawValue: 8)
  /// The number drawn for the text.
  public static let rank = QueryNeeds(rawValue: 16)
}
