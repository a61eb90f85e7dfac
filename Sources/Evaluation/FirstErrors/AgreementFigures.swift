import Scoring
import Survival
import Trajectories

/// The few figures by which a model is judged at a glance, gathered one trajectory at a time.
///
/// The same formulas as ``ProcessBenchFigures`` and ``CalibrationFigures`` without subsets and
/// intervals, in 8 bytes and two steps a trajectory.
public struct AgreementFigures: Equatable, Sendable {
  private var labels: [FirstError] = []
  private var predictions: [FirstError] = []
  private var survival: [Double] = []

  /// Nothing compared yet.
  public init() {}

  /// Trajectories that were compared.
  public var count: Int { labels.count }

  /// Compares one score with the label that counts; one that names no first error is passed over.
  public mutating func add(_ score: TrajectoryScore, label: Label?, rule: PredictionRule?) {
    guard let known = label?.firstError else { return }
    labels.append(known)
    predictions.append(score.firstError(by: rule))
    survival.append(score.curve.noneProbability)
  }

  /// Adds what was compared elsewhere, behind what is here.
  public mutating func add(_ other: AgreementFigures) {
    labels += other.labels
    predictions += other.predictions
    survival += other.survival
  }

  /// Key for programs, words for people, value; always in the same order.
  public var figures: [(key: String, words: String, value: Double?)] {
    let score = try? ProcessBenchScore(labels: labels, predictions: predictions)
    let calibration = try? Calibration(
      probabilities: survival, labels: labels.map { $0 == .noError })
    return [
      ("error_accuracy", "exact first errors (a)", score?.errorAccuracy),
      ("correct_accuracy", "correct ones called correct (b)", score?.correctAccuracy),
      ("f1", "F1 = 2ab/(a+b)", score?.f1),
      ("calibration_error", "calibration error of S(T)", calibration?.expectedCalibrationError),
      ("brier", "Brier score of S(T)", calibration?.brierScore),
      ("auroc", "area under ROC of S(T)", calibration?.areaUnderROC),
    ]
  }
}
