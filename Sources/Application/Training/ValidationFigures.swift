import Checkpoints
import Drawing
import Glibc
import JSON
import Learning
import Scoring
import Survival

/// How good a model is on trajectories that it was not trained on, read as is best for them.
struct ValidationFigures: Equatable, Sendable {
  /// A figure by its name; `nil` where there is nothing to take it from.
  struct Figure: Equatable, Sendable {
    var name: String
    var value: Double?
  }

  /// The mean, in nats; of tokens for policies.
  var loss: Double
  /// What logits are best divided by: the held-out labels are then the likeliest.
  var temperature = 1.0
  /// The rule with the best F1 on them, at that temperature.
  var rule = PredictionRule.map
  /// By that rule, of those whose first error is known; of outcomes whether there is an error.
  var score = ProcessBenchScore(wrong: 0, foundWrong: 0, correct: 0, foundCorrect: 0)
  /// All that is told, in order.
  private(set) var figures: [Figure] = []

  /// Figures of a policy, whose loss is all there is.
  init(loss: Double) {
    self.loss = loss
    figures = [Figure(name: "loss", value: loss), Figure(name: "perplexity", value: exp(loss))]
  }

  /// Figures by what was read of each trajectory: logits, or q of implicit models.
  init(
    loss: Double, _ values: [[Double]], _ readings: [TrainingReading], _ reader: StepReader
  ) throws(SurvivalError) {
    self.loss = loss
    var curves: [HazardCurve] = []
    for (values, reading) in zip(values, readings) {
      curves.append(try reader.score(of: values, stepCount: reading.stepCount).curve)
    }
    let labels = readings.map { reading -> ObjectiveLabel? in
      let known = reader.settings.kind == .orm ? nil : reading.label.firstError
      return known.map { .known($0) } ?? reading.label.label
    }
    temperature = try Self.temperature(of: curves, labels)
    for place in curves.indices { curves[place] = try curves[place].cooled(by: temperature) }
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
    let calibration = try Calibration(
      probabilities: outcomes.map(\.0), labels: outcomes.map(\.1))
    figures = [
      Figure(name: "loss", value: loss), Figure(name: "a", value: score.errorAccuracy),
      Figure(name: "b", value: score.correctAccuracy), Figure(name: "F1", value: score.f1),
      Figure(name: "AUROC", value: calibration.areaUnderROC),
      Figure(name: "ECE", value: calibration.expectedCalibrationError),
    ]
    figures += try Self.ownFigures(curves, readings, reader.settings.kind ?? .crm)
  }

  /// What an objective is trained for, in its own terms.
  private static func ownFigures(
    _ curves: [HazardCurve], _ readings: [TrainingReading], _ kind: TrajectoryScore.Kind
  ) throws(SurvivalError) -> [Figure] {
    switch kind {
    case .crm, .iprm: return []
    case .orm:
      let judged = zip(curves, readings).compactMap { curve, reading in
        reading.label.isRight.map { (curve.noneProbability >= 0.5) == $0 }
      }
      return [Figure(name: "outcomes told", value: judged.share)]
    case .prm:
      let steps = zip(curves, readings).flatMap { curve, reading in
        zip(curve.hazards, reading.label.rightSteps(reading.stepCount))
      }.compactMap { hazard, isRight in isRight.map { (1 - hazard, $0) } }
      let told = steps.map { ($0.0 >= 0.5) == $0.1 }
      let area = try Calibration(probabilities: steps.map(\.0), labels: steps.map(\.1)).areaUnderROC
      return [
        Figure(name: "steps told", value: told.share), Figure(name: "step AUROC", value: area),
      ]
    case .pqm:
      let ranked = zip(curves, readings).flatMap { curve, reading -> [Bool] in
        let steps = Array(zip(curve.logits, reading.label.rightSteps(reading.stepCount)))
        let (right, wrong) = (steps.filter { $0.1 == true }, steps.filter { $0.1 == false })
        return right.flatMap { right in wrong.map { right.0 < $0.0 } }
      }
      return [Figure(name: "pairs ranked", value: ranked.share)]
    }
  }

  /// An outcome model has all its doubt at the last step, so that is where its errors are.
  private static func firstError(_ reading: TrainingReading, _ reader: StepReader) -> FirstError? {
    guard reader.settings.kind == .orm else { return reading.label.firstError }
    return reading.label.isRight.map { $0 ? .noError : .step(reading.stepCount - 1) }
  }

  // MARK: Temperature

  /// What logits are divided by for the labels to be the likeliest: by golden section on its logarithm.
  ///
  /// In 0.05...20, and 1 where nothing is better.
  static func temperature(
    of curves: [HazardCurve], _ labels: [ObjectiveLabel?]
  ) throws(SurvivalError) -> Double {
    func loss(_ logarithm: Double) throws(SurvivalError) -> Double {
      let temperature = exp(logarithm)
      var sum = 0.0
      for (curve, label) in zip(curves, labels) {
        guard let label else { continue }
        sum += try curve.cooled(by: temperature).surprise(label)
      }
      return sum
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(0.05), log(20.0))
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (leftLoss, rightLoss) = (try loss(left), try loss(right))
    guard leftLoss.isFinite || rightLoss.isFinite else { return 1 }
    while high - low > 0.005 {
      if leftLoss <= rightLoss {
        (high, right, rightLoss) = (right, left, leftLoss)
        left = high - ratio * (high - low)
        leftLoss = try loss(left)
      } else {
        (low, left, leftLoss) = (left, right, rightLoss)
        right = low + ratio * (high - low)
        rightLoss = try loss(right)
      }
    }
    // Three digits are more than the labels tell.
    let found = (exp((low + high) / 2) * 1000).rounded() / 1000
    return try loss(log(found)) < loss(0) ? found : 1
  }

  // MARK: Words

  /// One line for a person.
  var words: String {
    let words = figures.map { figure in
      "\(figure.name) \(figure.value.map { NumberText.decimals($0, places: 3) } ?? "–")"
    }.joined(separator: "  ")
    guard figures.count > 2 else { return words }
    return words + "  by \(rule), temperature \(NumberText.plain(temperature).string)"
  }

  /// The same as an object.
  var json: JSONValue {
    var members = figures.map { figure in
      (
        figure.name.lowercased().replacing(" ", with: "_"),
        figure.value.map { $0.isFinite ? JSONValue.number($0) : .null } ?? .null
      )
    }
    if figures.count > 2 {
      members += [("rule", .string(rule.description)), ("temperature", .number(temperature))]
    }
    return .members(members)
  }
}

extension HazardCurve {
  /// The curve of the logits divided by a temperature.
  fileprivate func cooled(by temperature: Double) throws(SurvivalError) -> HazardCurve {
    temperature == 1 ? self : try HazardCurve(logits: logits.map { $0 / temperature })
  }

  /// −log of the probability that the curve gives a label.
  fileprivate func surprise(_ label: ObjectiveLabel) -> Double {
    switch label {
    case .known(.noError): -logNoneProbability
    case .known(.step(let step)): logMass.indices.contains(step) ? -logMass[step] : 0
    case .wrongSomewhere: -(logWrongByStep.last ?? 0)
    }
  }
}

extension [Bool] {
  /// The share of what is true; `nil` of nothing.
  fileprivate var share: Double? {
    isEmpty ? nil : Double(count { $0 }) / Double(count)
  }
}
