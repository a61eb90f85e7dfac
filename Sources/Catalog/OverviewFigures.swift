import Trajectories

/// The shown trajectories at a glance: first errors by position, lengths, S(T), progress.
public struct OverviewFigures: Equatable, Sendable {
  /// How many trajectories were counted.
  public var shown = 0
  /// Counts in ten equal parts of a trajectory: where z lies in 0..<T.
  public var labelledPlaces = [Int](repeating: 0, count: 10)
  /// The same for ẑ.
  public var predictedPlaces = [Int](repeating: 0, count: 10)
  /// With figures, and no predicted error.
  public var predictedRight = 0
  /// Counts of S(T) in tenths, by outcome.
  public var survivalOfRight = [Int](repeating: 0, count: 10)
  public var survivalOfWrong = [Int](repeating: 0, count: 10)
  public var survivalOfUnknown = [Int](repeating: 0, count: 10)
  /// Counts by T, ascending in T.
  public var lengths: [Int: Int] = [:]
  public var verdicts = LabelCounts()
  public var fileLabels = LabelCounts()
  /// How often model and label say what of each other.
  public var pairs = Pairs()

  public init() {}

  /// Trajectories with both a prediction and a label that names a step or none.
  public struct Pairs: Equatable, Sendable {
    public var agreeOnNone = 0
    public var agreeOnStep = 0
    public var otherStep = 0
    public var onlyModel = 0
    public var onlyLabel = 0

    public init() {}
  }
}
