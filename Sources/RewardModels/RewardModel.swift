import Survival
import Trajectories

/// Anything that gives figures for the steps of a trajectory.
///
/// Scoring runs beside the screen, on any thread, for several trajectories at a time.
public protocol RewardModel: Sendable {
  /// What the screen and annotations call it: `builtin`, a checkpoint's folder name, `recorded`.
  var name: String { get }
  /// Name and a digest of the weights: two models of one identity give the same figures.
  var identity: String { get }
  /// How this model's curves are turned into a predicted first error.
  var rule: PredictionRule { get }
  /// Scores every step of one trajectory.
  ///
  /// - Throws: ``ScoringError`` when this trajectory cannot be scored; others still can.
  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore

  /// Why it cannot score anything at all, once that turned out: a sentence with its remedy.
  var obstacle: String? { get }

  /// What of it the user should know before trusting its figures: a sentence, which may quote foreign
  /// text.
  var warning: String? { get }
  /// Whether its scores say why each hazard is what it is.
  var givesReasons: Bool { get }

  /// How the model is best asked for many.
  var asking: ScoringManner { get }
  /// Scores several trajectories at once, as many as ``asking`` says.
  ///
  /// - Parameters:
  ///   - trajectories: candidates of one question side by side may share work.
  ///   - isCancelled: asked now and then by models that take long.
  /// - Returns: one result for each, in order; `nil` when cancelled.
  func scores(
    of trajectories: [Trajectory], isCancelled: () -> Bool
  ) -> [Result<TrajectoryScore, ScoringError>]?
}

/// How a model is best asked.
public enum ScoringManner: Equatable, Sendable {
  /// For one trajectory at a time, on each processor.
  case oneByOne
  /// For up to so many at once; the model itself keeps every processor busy.
  case batches(of: Int)
}

extension RewardModel {
  /// Nothing, unless a model says otherwise.
  public var obstacle: String? { nil }

  /// Nothing, unless a model says otherwise.
  public var warning: String? { nil }
  /// No, unless a model says otherwise.
  public var givesReasons: Bool { false }

  /// One by one, unless a model says otherwise.
  public var asking: ScoringManner { .oneByOne }

  /// Asks for each, one after another.
  public func scores(
    of trajectories: [Trajectory], isCancelled: () -> Bool
  ) -> [Result<TrajectoryScore, ScoringError>]? {
    var results: [Result<TrajectoryScore, ScoringError>] = []
    for trajectory in trajectories {
      if isCancelled() { return nil }
      results.append(Result { () throws(ScoringError) in try score(trajectory) })
    }
    return results
  }
}

/// What a model says of one trajectory.
public struct TrajectoryScore: Equatable, Sendable {
  /// What kind of figure the curve was made from; the screen says so.
  public enum Kind: String, Equatable, Sendable, CaseIterable {
    /// A conditional reward model's hazards.
    case crm
    /// A process reward model's probabilities p₊, drawn as hazards 1 − p₊.
    case prm
    /// Rewards without a probability's meaning.
    case pqm
    /// One probability for the whole trajectory.
    case orm
    /// Implicit rewards, log-ratios against a reference.
    case iprm
  }
  /// The name of the model that gave it.
  public var model: String
  /// What the figures are.
  public var kind: Kind
  /// Hazards of all steps, shape `(T)`.
  ///
  /// PRM: 1 − p₊; PQM: σ(−Q); implicit: 1 − σ(q). Of an outcome model only S(T) means anything, and is
  /// the outcome's probability: all else is drawn at the last step for want of a place.
  public var curve: HazardCurve
  /// The model's own figures, before they became a curve: CRM logits of hazards, PRM probabilities
  /// p₊, PQM logits, implicit rewards r(t) = q(t) − q(t − 1), shape `(T)`; of an outcome model its one
  /// logit; empty when nothing else is known than the curve.
  public var values: [Double] = []
  /// Implicit models: q(t), β times the log-ratio of all tokens up to step t; shape `(T)`.
  public var cumulativeRewards: [Double]?
  /// Outcome models: Pr(the final answer is right), in 0...1.
  public var outcomeProbability: Double?
  /// The rule that the model brought; `--predict` overrides it on screen.
  public var rule: PredictionRule
  /// Why each hazard is what it is, largest contribution first; shape `(T)`, or empty when the model
  /// cannot explain itself.
  public var reasons: [[HazardReason]]
  /// Seconds it took.
  public var seconds: Double

  /// A score; a model that cannot explain itself gives no reasons.
  public init(
    model: String, kind: Kind, curve: HazardCurve, rule: PredictionRule,
    reasons: [[HazardReason]] = [], seconds: Double = 0
  ) {
    self.model = model
    self.kind = kind
    self.curve = curve
    self.rule = rule
    self.reasons = reasons
    self.seconds = seconds
  }

  /// Step ẑ from 0, or `nil` for "none wrong", by the model's own rule unless another is given.
  ///
  /// Always `nil` for outcome models, which name no step.
  public func firstError(by override: PredictionRule? = nil) -> Int? {
    kind == .orm ? nil : curve.firstError(by: override ?? rule)
  }
}

/// One term of the sum whose logistic function is a hazard.
public struct HazardReason: Equatable, Sendable {
  /// In a reader's words, such as `a number from nowhere: 18`; quotes foreign text.
  public var text: String
  /// The feature's value.
  public var value: Double
  /// Weight times value, in logits; positive speaks for an error.
  public var contribution: Double

  /// One reason.
  public init(text: String, value: Double, contribution: Double) {
    self.text = text
    self.value = value
    self.contribution = contribution
  }
}

/// Why a trajectory got no figures.
public enum ScoringError: Error, Equatable, Sendable {
  /// `--model recorded`, and the file carries no scores for it.
  case nothingRecorded(id: String)
  /// The number of scores is not the number of steps.
  case countMismatch(id: String, scores: Int, steps: Int)
  case failed(id: String, reason: String)
}

extension ScoringError: CustomStringConvertible {
  /// Where, what, and how to mend it; quotes the id, which is foreign.
  public var description: String {
    switch self {
    case .nothingRecorded(let id), .countMismatch(let id, _, _), .failed(let id, _):
      "\(id) could not be scored: \(reason)"
    }
  }

  /// The same for where it is plain which trajectory is meant.
  public var reason: String {
    switch self {
    case .nothingRecorded:
      "it carries no scores; :model builtin (or --model builtin) gives some."
    case .countMismatch(_, let scores, let steps):
      "It has \(steps) steps but \(scores) scores. Score it again, or choose another model."
    case .failed(_, let reason): reason
    }
  }
}
