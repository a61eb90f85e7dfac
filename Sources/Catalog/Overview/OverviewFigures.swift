import Queries
import Survival
import Trajectories

/// Some trajectories at a glance: first errors by position, lengths, S(T), labels, generators.
///
/// Filled one row at a time, in memory that depends on the number of different values, not of
/// trajectories; the overview (`O`) draws it and `stats --json` prints it.
public struct OverviewFigures: Equatable, Sendable {
  /// How many trajectories were counted.
  public var shown = 0
  /// The sum of T.
  public var steps = 0
  /// Different questions; exact up to a million.
  public var questions = QuestionCounter()
  /// Counts in ten equal parts of a trajectory by the position of z in 0..<T.
  public var labelledPlaces = [Int](repeating: 0, count: 10)
  /// The same for ẑ.
  public var predictedPlaces = [Int](repeating: 0, count: 10)
  /// Counts by z, steps from 0.
  public var labelledSteps: [Int: Int] = [:]
  /// Counts by ẑ, steps from 0.
  public var predictedSteps: [Int: Int] = [:]
  /// Scored, without a predicted error.
  public var predictedRight = 0
  /// Scored.
  public var scored = 0
  /// Counts by tenth of S(T), for right answers.
  public var survivalOfRight = [Int](repeating: 0, count: 10)
  /// The same for wrong answers.
  public var survivalOfWrong = [Int](repeating: 0, count: 10)
  /// The same for answers not known to be either.
  public var survivalOfUnknown = [Int](repeating: 0, count: 10)
  /// Hazards in ten equal parts of a trajectory, each trajectory with the mean of its part.
  public var hazardPlaces = [MeanFigure](repeating: MeanFigure(), count: 10)
  /// Counts by T.
  public var lengths: [Int: Int] = [:]
  /// Labels by people.
  public var verdicts = LabelCounts()
  /// Labels in the files.
  public var fileLabels = LabelCounts()
  /// The labels that count: the verdict, else the file's.
  public var labels = LabelCounts()
  /// Trajectories on which annotators disagree.
  public var conflicts = 0
  /// Verdicts by hour, in hours since 1970.
  public var verdictHours: [Int: Int] = [:]
  /// All of them as one group.
  public var outcomes = GroupFigures()
  /// By generator; "" for those that name none.
  public var generators = GroupTable<String>()
  /// By training step, if the file's name states one.
  public var trainingSteps = GroupTable<Int>()
  /// How often model and label agree.
  public var pairs = Pairs()
  /// The same step by step: rows z, columns ẑ.
  public var matrix = PredictionMatrix()
  /// Two models against each other: rows ẑ, columns ẑ₂.
  public var models = PredictionMatrix()
  /// Whether S(T) can be trusted, judged by labels.
  public var reliability = ReliabilityFigures()
  /// The same, judged by whether answers are right; without those that blind mode hides.
  public var outcomeReliability = ReliabilityFigures()
  /// Best-of-N; `nil` where questions have one candidate each, and for streams.
  public var bestOfN: BestOfNFigures?
  /// What other thresholds would predict.
  public var thresholds = ThresholdFigures()

  /// Nothing counted yet.
  public init() {}

  /// Trajectories with both a prediction and a label that names a step or none.
  public struct Pairs: Equatable, Sendable {
    /// Both say that no step is wrong.
    public var agreeOnNone = 0
    /// Both name the same step.
    public var agreeOnStep = 0
    /// They name different steps.
    public var otherStep = 0
    /// Only the model names a step.
    public var onlyModel = 0
    /// Only the label names a step.
    public var onlyLabel = 0

    /// None yet.
    public init() {}

    /// Where they say the same.
    public var agreeing: Int { agreeOnNone + agreeOnStep }
    /// Where they do not.
    public var differing: Int { otherStep + onlyModel + onlyLabel }

    /// As ProcessBench counts it.
    public var score: ProcessBenchScore {
      ProcessBenchScore(
        wrong: agreeOnStep + otherStep + onlyLabel, foundWrong: agreeOnStep,
        correct: agreeOnNone + onlyModel, foundCorrect: agreeOnNone)
    }
  }
}
