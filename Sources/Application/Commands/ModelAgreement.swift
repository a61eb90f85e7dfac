import Drawing
import JSON
import Scoring
import Survival
import Trajectories

/// How far a model's predicted first errors agree with labels, and whether S(T) can be trusted.
struct ModelAgreement {
  var unscored = 0
  private var name = ""
  private var seconds = 0.0
  private var steps = 0
  private var labels: [FirstError] = []
  private var predictions: [FirstError] = []
  private var survival: [Double] = []

  /// Compares one prediction with its label; `nil` counts a trajectory that has no score.
  mutating func add(_ score: TrajectoryScore?, label: Label?, rule: PredictionRule?) {
    guard let score else {
      unscored += 1
      return
    }
    name = score.model
    seconds += score.seconds
    steps += score.curve.stepCount
    guard let known = label?.firstError else { return }
    labels.append(known)
    predictions.append(score.firstError(by: rule))
    survival.append(score.curve.noneProbability)
  }

  /// Both together, in the order of the files.
  func adding(_ other: ModelAgreement) -> ModelAgreement {
    var sum = self
    sum.unscored += other.unscored
    if sum.name.isEmpty { sum.name = other.name }
    sum.seconds += other.seconds
    sum.steps += other.steps
    sum.labels += other.labels
    sum.predictions += other.predictions
    sum.survival += other.survival
    return sum
  }

  private var benchmark: ProcessBenchScore? {
    try? ProcessBenchScore(labels: labels, predictions: predictions)
  }

  private var calibration: Calibration? {
    try? Calibration(probabilities: survival, labels: labels.map { $0 == .noError })
  }

  private var figures: [(key: String, words: String, value: Double?)] {
    [
      ("error_accuracy", "exact first errors (a)", benchmark?.errorAccuracy),
      ("correct_accuracy", "correct ones called correct (b)", benchmark?.correctAccuracy),
      ("f1", "F1 = 2ab/(a+b)", benchmark?.f1),
      ("calibration_error", "calibration error of S(T)", calibration?.expectedCalibrationError),
      ("brier", "Brier score of S(T)", calibration?.brierScore),
      ("auroc", "area under ROC of S(T)", calibration?.areaUnderROC),
    ]
  }

  private var stepsPerSecond: Double? { seconds > 0 ? Double(steps) / seconds : nil }

  var json: JSONValue {
    let counts: [(String, JSONValue)] = [
      ("name", .string(name)), ("compared", .integer(Int64(labels.count))),
      ("unscored", .integer(Int64(unscored))),
      ("steps_per_second", stepsPerSecond.map { .finite($0) } ?? .null),
    ]
    return .members(counts + figures.map { ($0.key, $0.value.map { .finite($0) } ?? .null) })
  }

  var lines: [String] {
    let rate = stepsPerSecond.map { "\(Int($0)) steps/s per processor" } ?? ""
    let head = ["", "model \(name)   compared \(labels.count)   unscored \(unscored)   \(rate)"]
    return head
      + figures.map { figure in
        let value = figure.value.map { NumberText.decimals($0, places: 3) } ?? "—"
        return figure.words + String(repeating: " ", count: 34 - figure.words.count) + value
      }
  }
}
