import Checkpoints
import Drawing
import JSON
import Learning
import Survival

/// How good a head is on trajectories that it was not trained on.
struct HeadFigures: Equatable, Sendable {
  /// The mean, in nats.
  var loss: Double
  /// The rule with the best F1 on them.
  var rule = PredictionRule.map
  /// By that rule, of those whose first error is known; of outcomes whether there is an error.
  var score = ProcessBenchScore(wrong: 0, foundWrong: 0, correct: 0, foundCorrect: 0)
  /// How well S(T) tells right trajectories from wrong ones; `nil` unless there are both.
  var areaUnderROC: Double?

  /// Figures by the logits of each reading.
  init(
    loss: Double, _ logits: [[Double]], _ readings: [HeadReading], _ reader: StepReader
  ) throws(SurvivalError) {
    self.loss = loss
    var curves: [HazardCurve] = []
    for (logits, reading) in zip(logits, readings) {
      curves.append(try reader.score(of: logits, stepCount: reading.stepCount).curve)
    }
    let judged = zip(curves, readings).compactMap { curve, reading in
      Self.firstError(reading, reader).map { (curve: curve, label: $0) }
    }
    var best = -1.0
    for rule in PredictionRule.candidates {
      let score = try ProcessBenchScore(
        labels: judged.map(\.label), predictions: judged.map { $0.curve.firstError(by: rule) })
      if rule == .map || score.f1 ?? -1 > best {
        (best, self.rule, self.score) = (score.f1 ?? -1, rule, score)
      }
    }
    let outcomes = zip(curves, readings).compactMap { curve, reading in
      reading.label.isRight.map { (curve.noneProbability, $0) }
    }
    areaUnderROC = try Calibration(
      probabilities: outcomes.map(\.0), labels: outcomes.map(\.1)
    ).areaUnderROC
  }

  /// An outcome model has all its doubt at the last step, so that is where its errors are.
  private static func firstError(_ reading: HeadReading, _ reader: StepReader) -> FirstError? {
    guard reader.settings.kind == .orm else { return reading.label.firstError }
    return reading.label.isRight.map { $0 ? .noError : .step(reading.stepCount - 1) }
  }

  private var parts: [(name: String, value: Double?)] {
    [
      ("loss", loss), ("a", score.errorAccuracy), ("b", score.correctAccuracy), ("F1", score.f1),
      ("AUROC", areaUnderROC),
    ]
  }

  /// One line for a person.
  var words: String {
    let figures = parts.map { name, value in
      "\(name) \(value.map { NumberText.decimals($0, places: 3) } ?? "–")"
    }
    return figures.joined(separator: "  ") + "  by \(rule)"
  }

  /// The same as an object.
  var json: JSONValue {
    .members(
      parts.map { name, value in
        (name.lowercased(), value.map { $0.isFinite ? .number($0) : .null } ?? .null)
      } + [("rule", .string(rule.description))])
  }
}
