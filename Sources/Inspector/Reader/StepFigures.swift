import Scoring
import Survival
import VisibleText

/// The figures of one trajectory as they are drawn; arrays have shape (T), steps count from 0.
struct StepFigures: Sendable {
  let hazards: [Double]
  /// log(1 − h(t)), or the model's own rewards where they are all that it has.
  let rewards: [Double]
  let survival: [Double]
  let mass: [Double]
  /// S(T).
  let noneProbability: Double
  /// In nats.
  let entropy: Double
  /// ẑ.
  let firstError: FirstError
  /// What the figures were made from.
  let kind: TrajectoryScore.Kind
  /// Whether they are only a base rate, as the model knows nothing of such a text.
  let isOutside: Bool

  init(_ score: TrajectoryScore, rule: PredictionRule?) {
    hazards = score.curve.hazards
    rewards = score.kind.isProbability ? score.curve.rewards : score.curve.logits.map { -$0 }
    survival = score.curve.survival
    mass = score.curve.mass
    noneProbability = score.curve.noneProbability
    entropy = score.curve.entropy
    firstError = score.firstError(by: rule)
    kind = score.kind
    isOutside = score.isOutside
  }

  /// S(t − 1) under which h(t) is conditional on what hardly happened.
  static let fading = 0.1

  /// Whether "all right so far", on which h(t) is conditional, is too unlikely for it to count.
  func isFaded(_ step: Int) -> Bool {
    step > 0 && survival.indices.contains(step - 1) && survival[step - 1] < Self.fading
  }

  /// The probability of the predicted outcome.
  var predictedProbability: Double {
    guard let step = firstError.step, mass.indices.contains(step) else { return noneProbability }
    return mass[step]
  }
}

/// How figures of each kind are named: not all of them are probabilities.
extension TrajectoryScore.Kind {
  /// Whether hazard, mass and survival mean what their names say.
  var isProbability: Bool { self != .pqm && self != .iprm }

  var hazardName: VisibleText {
    switch self {
    case .crm, .orm: "h(t)"
    case .prm: "1−p₊"
    case .pqm, .iprm: "σ(−r)"
    }
  }

  var rewardName: VisibleText { isProbability ? "r(t)" : "raw r" }

  var survivalName: VisibleText {
    switch self {
    case .crm, .orm: "S(t)"
    case .prm: "∏p₊"
    case .pqm, .iprm: "∏σ(r)"
    }
  }

  /// What the curve is made of, and what it says.
  var curveTitle: (formula: VisibleText, meaning: VisibleText) {
    switch self {
    case .crm: ("1 − h → S(t)", "all right up to t")
    case .prm: ("p₊ → ∏p₊", "all right up to t")
    case .pqm, .iprm: ("σ(r) → ∏σ(r)", "no probability")
    case .orm: ("S(T)", "the answer is right")
    }
  }

  /// What the masses are made of, and what they say.
  var massTitle: (formula: VisibleText, meaning: VisibleText) {
    switch self {
    case .crm: ("→ p(t) = h·S(t−1)", "first wrong at t")
    case .prm: ("→ p(t) = (1 − p₊)·∏p₊", "first wrong at t")
    case .pqm, .iprm: ("→ σ(−r)·∏σ(r)", "shares, no probabilities")
    case .orm: ("1 − S(T), S(T)", "no step is named")
    }
  }

  /// What must be known to read the figures, unless they are a conditional model's own.
  func words(short: Bool) -> VisibleText {
    switch self {
    case .crm: ""
    case .prm: short ? "PRM" : "PRM: h = 1 − p₊"
    case .pqm: short ? "PQM" : "PQM: rewards, no probabilities"
    case .orm: short ? "ORM" : "ORM: one probability for all"
    case .iprm: short ? "IPRM" : "implicit rewards, no probabilities"
    }
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
  /// Whether there are none and none will come.
  func hasNoFigures(_ index: Int) -> Bool {
    guard let item = window.items[index] else { return false }
    return item.unreadable != nil || (item.score == nil && item.failure != nil)
  }

  func figureState(of index: Int) -> FigureState {
    guard let item = window.items[index] else { return .waiting }
    if item.unreadable != nil { return .failed("") }
    if hidesFigures(of: index) { return .hidden }
    if let score = item.score { return .shown(StepFigures(score, rule: window.rule)) }
    return item.failure.map { .failed($0) } ?? .waiting
  }
}
