import Glibc
import Scoring
import Survival

/// How what a model says of a trajectory's steps becomes the one figure that candidates are ranked by.
///
/// f(t) is what the kind of model gives for a step: of hazards 1 − h(t) and of process models p₊(t), both
/// probabilities; of PQM its logit Q(t), of implicit models r(t) = q(t) − q(t − 1), any real numbers. An
/// outcome model has only the probability of its outcome, whatever the aggregation.
public enum Aggregation: String, Equatable, Hashable, Sendable, CaseIterable {
  /// What the model's authors rank by: S(T) of hazards, the outcome's probability, else the minimum.
  case own
  /// The least f(t): Math-Shepherd, PQM.
  case minimum = "min"
  /// Π f(t), which is S(T) of hazards; of real numbers Π σ(f(t)).
  case product
  /// f(T).
  case last
  /// The arithmetic mean of f(t).
  case mean
  /// PURE's soft minimum at T = 0.1, of 2 f(t) − 1 where f(t) is a probability.
  case softMinimum = "soft-min"
  /// Σ f(t), which is q(T) of implicit models; of probabilities the sum of logarithms, as the product.
  case sum
  /// The least of the running sums: of implicit models the least q(t).
  case leastSum = "min-sum"
}

extension Aggregation {
  /// What it does, in a few words.
  public var summary: String {
    switch self {
    case .own: "the model's own: S(T) of hazards, an outcome's probability, else the least step"
    case .minimum: "the least step"
    case .product: "the product of all steps, S(T) of hazards"
    case .last: "the last step"
    case .mean: "the mean of all steps"
    case .softMinimum: "PURE's soft minimum, T = 0.1"
    case .sum: "the sum of all steps, q(T) of implicit models"
    case .leastSum: "the least running sum, the least q(t) of implicit models"
    }
  }

  /// What stands for ``own`` in a kind of model.
  public static func own(of kind: TrajectoryScore.Kind) -> Aggregation {
    switch kind {
    case .crm: .product
    case .orm: .last
    case .prm, .pqm, .iprm: .minimum
    }
  }

  /// The figure of a trajectory.
  ///
  /// - Returns: `nil` for a trajectory without steps and for figures that are no numbers.
  public func figure(of score: TrajectoryScore) -> CandidateFigure? {
    let rule = self == .own ? Aggregation.own(of: score.kind) : self
    guard score.curve.stepCount > 0 else { return nil }
    switch score.kind {
    case .orm: return CandidateFigure(outcomeOf: score)
    case .crm, .prm: return rule.figure(logProbabilities: score.curve.rewards)
    case .pqm: return rule.figure(numbers: score.stepValues(or: { $0.curve.logits.map { -$0 } }))
    case .iprm: return rule.figure(numbers: score.stepValues(or: { $0.singleRewards }))
    }
  }

  /// Of log f(t), which tells steps apart that are all but certainly right.
  private func figure(logProbabilities logs: [Double]) -> CandidateFigure? {
    let probabilities = { logs.map { exp($0) } }
    switch self {
    case .own, .product, .sum, .leastSum:
      return CandidateFigure(logs.reduce(0, +), .logProbability)
    case .minimum: return CandidateFigure(logs.min(), .logProbability)
    case .last: return CandidateFigure(logs.last, .logProbability)
    case .mean:
      return CandidateFigure(probabilities().reduce(0, +) / Double(logs.count), .probability)
    case .softMinimum:
      return CandidateFigure(SoftMinimum()(probabilities().map { 2 * $0 - 1 }), .balance)
    }
  }

  private func figure(numbers: [Double]) -> CandidateFigure? {
    guard !numbers.contains(where: \.isNaN) else { return nil }
    switch self {
    case .own, .minimum: return CandidateFigure(numbers.min(), .logit)
    case .product:
      return CandidateFigure(numbers.reduce(0) { $0 + logSigmoid($1) }, .logProbability)
    case .last: return CandidateFigure(numbers.last, .logit)
    case .mean: return CandidateFigure(numbers.reduce(0, +) / Double(numbers.count), .logit)
    case .softMinimum: return CandidateFigure(SoftMinimum()(numbers), .logit)
    case .sum: return CandidateFigure(numbers.reduce(0, +), .logit)
    case .leastSum:
      var sum = 0.0
      return CandidateFigure(
        numbers.map {
          sum += $0; return sum
        }.min(), .logit)
    }
  }
}

extension TrajectoryScore {
  /// The model's own figures, or what its curve still tells of them.
  fileprivate func stepValues(or others: (TrajectoryScore) -> [Double]) -> [Double] {
    values.count == curve.stepCount ? values : others(self)
  }

  /// r(t) from q(t), or from the curve, which is drawn as 1 − σ(q).
  fileprivate var singleRewards: [Double] {
    let sums = cumulativeRewards ?? curve.logits.map { -$0 }
    return sums.indices.map { $0 == 0 ? sums[0] : sums[$0] - sums[$0 - 1] }
  }
}

/// log σ(x), with all digits for any x.
func logSigmoid(_ x: Double) -> Double { x < 0 ? x - log1p(exp(x)) : -log1p(exp(-x)) }
