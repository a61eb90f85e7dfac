import RewardModels
import Survival
import VisibleText

/// The figures of one trajectory as they are drawn; arrays have shape (T), steps count from 0.
struct StepFigures: Sendable {
  let hazards: [Double]
  let rewards: [Double]
  let survival: [Double]
  let mass: [Double]
  /// S(T).
  let noneProbability: Double
  /// In nats.
  let entropy: Double
  /// ẑ, or `nil` for "none wrong".
  let firstError: Int?
  /// What the figures were made from.
  let kind: TrajectoryScore.Kind

  init(_ score: TrajectoryScore, rule: PredictionRule?) {
    hazards = score.curve.hazards
    rewards = score.curve.rewards
    survival = score.curve.survival
    mass = score.curve.mass
    noneProbability = score.curve.noneProbability
    entropy = score.curve.entropy
    firstError = score.firstError(by: rule)
    kind = score.kind
  }

  /// S(t − 1) under which h(t) is conditional on what hardly happened.
  static let fading = 0.1

  /// Whether "all right so far", on which h(t) is conditional, is too unlikely for it to count.
  func isFaded(_ step: Int) -> Bool {
    step > 0 && survival.indices.contains(step - 1) && survival[step - 1] < Self.fading
  }

  /// What must be known to read the hazards, unless they are a conditional model's own.
  var kindWords: VisibleText {
    switch kind {
    case .crm: ""
    case .prm: "PRM: h = 1 − p₊"
    case .pqm: "PQM: rewards, no probabilities"
    case .orm: "ORM: one probability for all"
    case .iprm: "implicit rewards"
    }
  }

  /// The probability of the predicted outcome.
  var predictedProbability: Double {
    guard let firstError, mass.indices.contains(firstError) else { return noneProbability }
    return mass[firstError]
  }
}

/// Whether figures can be drawn, and if not, why.
enum FigureState: Sendable {
  case shown(StepFigures)
  /// The model has not come to it yet.
  case waiting
  /// Blind, and no verdict yet.
  case hidden
  /// The model could not score it.
  case failed(String)

  var figures: StepFigures? {
    if case .shown(let figures) = self { figures } else { nil }
  }
}

extension InspectorState {
  func figureState(of index: Int) -> FigureState {
    let item = collection.items[index]
    if hidesFigures(of: index) { return .hidden }
    if let score = item.score { return .shown(StepFigures(score, rule: collection.rule)) }
    return item.failure.map { .failed($0) } ?? .waiting
  }
}
