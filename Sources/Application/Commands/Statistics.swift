import Inspector
import RewardModels
import Survival
import Trajectories
import VisibleText

/// Figures over a whole set, gathered batch by batch.
struct Statistics {
  var trajectories = 0
  var steps = 0
  var badRecords = 0
  /// What the files say.
  var labels = LabelCounts()
  /// What people said.
  var verdicts = LabelCounts()
  private var questions: Set<String> = []
  private var agreement: ModelAgreement?

  mutating func add(_ batch: [Trajectory], verdicts known: [TrajectoryDigest: Label]) {
    for trajectory in batch {
      trajectories += 1
      steps += trajectory.steps.count
      questions.insert(trajectory.question)
      labels.add(trajectory.label)
      verdicts.add(known.isEmpty ? nil : known[trajectory.digest])
    }
  }

  /// Compares a model's figures with the label that counts: the verdict, else the file's.
  mutating func add(
    _ scores: [Result<TrajectoryScore, ScoringError>], of batch: [Trajectory],
    verdicts known: [TrajectoryDigest: Label], rule: PredictionRule?
  ) {
    var agreement = agreement ?? ModelAgreement()
    for (trajectory, score) in zip(batch, scores) {
      guard case .success(let score) = score else {
        agreement.unscored += 1
        continue
      }
      let label = (known.isEmpty ? nil : known[trajectory.digest]) ?? trajectory.label
      agreement.add(score, label: label, rule: rule)
    }
    self.agreement = agreement
  }

  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("trajectories", .integer(Int64(trajectories))), ("steps", .integer(Int64(steps))),
      ("questions", .integer(Int64(questions.count))), ("labels", labels.json),
      ("verdicts", verdicts.json), ("bad_records", .integer(Int64(badRecords))),
    ]
    if let agreement { members.append(("model", agreement.json)) }
    return .members(members)
  }

  var lines: [VisibleText] {
    let counts = [
      "trajectories  \(trajectories)", "steps         \(steps)",
      "questions     \(questions.count)", "file labels   \(labels.line)",
      "verdicts      \(verdicts.line)", "bad records   \(badRecords)",
    ]
    return (counts + (agreement?.lines ?? [])).map { VisibleText($0) }
  }
}

/// How far a model's predicted first errors agree with labels, and whether S(T) can be trusted.
struct ModelAgreement {
  var unscored = 0
  private var name = ""
  private var seconds = 0.0
  private var steps = 0
  private var labels: [Int?] = []
  private var predictions: [Int?] = []
  private var survival: [Double] = []

  mutating func add(_ score: TrajectoryScore, label: Label?, rule: PredictionRule?) {
    name = score.model
    seconds += score.seconds
    steps += score.curve.stepCount
    switch label {
    case .noError: labels.append(nil)
    case .firstError(let step): labels.append(step)
    case .unsure, .badProblem, nil: return
    }
    predictions.append(score.firstError(by: rule))
    survival.append(score.curve.noneProbability)
  }

  private var benchmark: ProcessBenchScore? {
    try? ProcessBenchScore(labels: labels, predictions: predictions)
  }

  private var calibration: Calibration? {
    try? Calibration(probabilities: survival, labels: labels.map { $0 == nil })
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
