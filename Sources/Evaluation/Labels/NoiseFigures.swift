import Glibc
import Survival

/// What exact arithmetic says of a solution: the first step with an equation that does not hold.
public struct ArithmeticEvidence: Equatable, Sendable {
  /// The step, from 0; `nil` if every equation holds.
  public var failingStep: Int?
  /// That equation as it is written; quotes foreign text.
  public var equation: String?
  /// Equations that could be checked.
  public var checked: Int
  /// For each step whether all its equations hold, shape `(T)`; `nil` where it has none.
  public var holds: [Bool?]

  /// A finding.
  public init(failingStep: Int?, equation: String?, checked: Int, holds: [Bool?]) {
    self.failingStep = failingStep
    self.equation = equation
    self.checked = checked
    self.holds = holds
  }

  /// Whether an equation fails in a step that the label calls right.
  public func contradicts(_ label: FirstError) -> Bool {
    guard let failingStep else { return false }
    return failingStep < label.step ?? .max
  }

  /// Whether the label calls a step wrong in which every equation holds, and before which none fails.
  public func isSilent(about label: FirstError) -> Bool {
    guard let step = label.step, holds.indices.contains(step) else { return false }
    return holds[step] == true && (failingStep ?? .max) > step
  }
}

/// Labels that two models contradict, with what exact arithmetic says of them.
///
/// Whether there is an error at all is judged by ``ConfidentLearning`` with the classes "none wrong"
/// and "some wrong"; where the error is, by the same rule on p(z) given that there is one.
public struct NoiseFigures: Equatable, Sendable {
  /// A label that is probably wrong.
  public struct Suspect: Equatable, Sendable {
    /// Its place among the cases.
    public var place: Int
    /// The label.
    public var label: FirstError
    /// What each model says instead, shape `(models)`; `nil` for one that does not contradict.
    public var objections: [FirstError?]
    /// log Pr(label) by each model, in nats; shape `(models)`.
    public var logProbabilities: [Double]
    /// Whether an equation fails in a step that the label calls right.
    public var isContradictedByArithmetic: Bool
    /// Whether every equation of the step that the label calls wrong holds.
    public var isUnsupportedByArithmetic: Bool

    /// How many voices speak against the label: models and arithmetic.
    public var voices: Int {
      objections.count { $0 != nil } + (isContradictedByArithmetic ? 1 : 0)
    }
    /// The mean of the log-probabilities: the lower, the less likely the label.
    public var meanLogProbability: Double {
      logProbabilities.reduce(0, +) / Double(max(1, logProbabilities.count))
    }
  }

  /// How one model sees the labels.
  public struct Voice: Equatable, Sendable {
    /// The model's name.
    public var model: String
    /// Labels "some wrong" (row 0) and "none wrong" (row 1) against what the model is confident of.
    public var existence: ConfidentLearning
    /// p(z given an error) must reach this for another step to be believed; `nil` without errors.
    public var placeThreshold: Double?
    /// Labels that it contradicts.
    public var objections: Int
  }

  /// Labelled trajectories that all models scored.
  public var count: Int
  /// One for each model.
  public var voices: [Voice]
  /// Labels that arithmetic contradicts.
  public var contradictedByArithmetic: Int
  /// Labels against which at least two voices speak; most voices first, then the least likely.
  public var suspects: [Suspect]

  /// Judges labels.
  ///
  /// - Parameters:
  ///   - models: for each model the same trajectories in the same order, all labelled.
  ///   - evidence: what arithmetic says, shape `(cases)`.
  public init(models: [[EvaluationCase]], evidence: [ArithmeticEvidence]) {
    let cases = models.first ?? []
    let labels = cases.map { $0.label ?? .noError }
    let judges = models.map { LabelJudge($0, labels: labels) }
    count = cases.count
    voices = zip(models, judges).map { model, judge in
      Voice(
        model: model.first?.score.model ?? "", existence: judge.existence,
        placeThreshold: judge.placeThreshold, objections: judge.objections.count { $0 != nil })
    }
    contradictedByArithmetic = zip(labels, evidence).count { $1.contradicts($0) }
    suspects = cases.indices.map { place in
      Suspect(
        place: place, label: labels[place], objections: judges.map { $0.objections[place] },
        logProbabilities: judges.map { $0.logProbabilities[place] },
        isContradictedByArithmetic: evidence[place].contradicts(labels[place]),
        isUnsupportedByArithmetic: evidence[place].isSilent(about: labels[place]))
    }.filter { $0.voices >= 2 }.sorted { left, right in
      (-left.voices, left.meanLogProbability, left.place)
        < (-right.voices, right.meanLogProbability, right.place)
    }
  }
}

/// One model's doubts about labels.
private struct LabelJudge {
  let existence: ConfidentLearning
  let placeThreshold: Double?
  /// What it says instead of each label; `nil` where it does not contradict.
  let objections: [FirstError?]
  /// log Pr(label), in nats.
  let logProbabilities: [Double]

  init(_ cases: [EvaluationCase], labels: [FirstError]) {
    let curves = cases.map(\.score.curve)
    let existence = ConfidentLearning(
      labels: labels.map { $0 == .noError ? 1 : 0 },
      probabilities: curves.map { [$0.wrongByStep.last ?? 0, $0.noneProbability] }, classCount: 2)
    let judgesSteps = cases.map(\.score.namesStep)
    // p(t given an error) of each step.
    let places = curves.map { curve in
      let logWrong = curve.logWrongByStep.last ?? 0
      return curve.logMass.map { exp($0 - logWrong) }
    }
    let confidences = zip(labels, places).compactMap { label, place in
      label.step.flatMap { place.indices.contains($0) ? place[$0] : nil }
    }
    let threshold = ProcessBenchFigures.mean(confidences)
    objections = cases.indices.map { index in
      let (label, found) = (labels[index], existence.confident[index])
      let likeliest = places[index].indices.max { places[index][$0] < places[index][$1] }
      if label == .noError { return found == 0 ? FirstError(likeliest ?? 0) : nil }
      if found == 1 { return .noError }
      guard judgesSteps[index], let likeliest, FirstError(likeliest) != label,
        places[index][likeliest] >= threshold ?? .infinity
      else { return nil }
      return FirstError(likeliest)
    }
    logProbabilities = zip(labels, curves).map { label, curve in
      guard let step = label.step else { return curve.logNoneProbability }
      return curve.logMass.indices.contains(step) ? curve.logMass[step] : -.infinity
    }
    self.existence = existence
    placeThreshold = threshold
  }
}
