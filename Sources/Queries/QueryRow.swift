import Trajectories

/// What one trajectory answers to a query's questions; only what ``Query/needs`` names is filled in.
///
/// A plain value without laziness: it is made for every trajectory that a scan passes.
public struct QueryRow: Sendable {
  /// Set when the query needs ``QueryNeeds/text``.
  public var trajectory: Trajectory?
  /// Index among all trajectories, from 0.
  public var index = 0
  public var stepCount = 0
  public var outcome: Bool?
  public var fileLabel: Label?
  public var generator: String?
  public var file = ""
  public var trainingStep: Int?
  public var isReadable = true
  public var verdict: Label?
  public var annotator: String?
  public var note = ""
  public var isMarked = false
  /// Seconds since 1970.
  public var verdictTime: Double?
  public var figures: QueryFigures?
  /// From a second model.
  public var disagreement: Double?

  public init() {}
}

/// A model's figures of one trajectory, small enough to be kept for all of them.
public struct QueryFigures: Equatable, Sendable {
  /// ẑ from 0; `nil` for "none wrong".
  public var firstError: Int?
  /// S(T) in 0...1.
  public var noneProbability: Double
  /// In nats.
  public var entropy: Double
  public var largestHazard: Double
  /// In nats; −∞ for a hazard of 1.
  public var smallestReward: Double

  public init(
    firstError: Int?, noneProbability: Double, entropy: Double, largestHazard: Double,
    smallestReward: Double
  ) {
    self.firstError = firstError
    self.noneProbability = noneProbability
    self.entropy = entropy
    self.largestHazard = largestHazard
    self.smallestReward = smallestReward
  }
}

/// What must be known of a trajectory before a query can be answered.
public struct QueryNeeds: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The trajectory itself: its texts must be read and parsed.
  public static let text = QueryNeeds(rawValue: 1)
  /// Step count, outcome, file label, generator, training step: kept for every trajectory.
  public static let facts = QueryNeeds(rawValue: 2)
  /// A model's figures.
  public static let figures = QueryNeeds(rawValue: 4)
  /// Verdict, annotator, note, mark, age.
  public static let standing = QueryNeeds(rawValue: 8)
}
