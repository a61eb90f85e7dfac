import Glibc

/// The objective of PQM: right steps rank above the right ones before them, and all above wrong ones.
///
/// With C the right steps in order, N the wrong ones, M = Σ_N e^(r + ζ) and has = 1 if N is not empty:
/// L = 1 / (has + |C|) · (has · log(1 + M + ε)
///   + Σ_{t ∈ C} −log(e^r_t / (e^r_t + 1 + Σ_{i ∈ C, i < t} e^r_i + M + ε))).
/// Source: Li and Li 2024, arXiv:2410.11287, as in its authors' code.
public struct RankingObjective: Equatable, Sendable {
  /// ζ, the margin between right and wrong ones.
  public var margin: Double
  /// ε inside the logarithms.
  public var epsilon: Double

  /// The published constants.
  public init(margin: Double = 4, epsilon: Double = 1e-5) {
    (self.margin, self.epsilon) = (margin, epsilon)
  }

  /// The loss of one trajectory and its gradient, shape (T).
  ///
  /// - Parameters:
  ///   - logits: r, shape (T).
  ///   - isRight: shape (T); `nil` where it is not known, and the step counts for nothing.
  /// - Returns: the loss in nats, and its gradient.
  /// - Throws: ``SurvivalError/emptyBatch`` where nothing is known,
  ///   ``SurvivalError/listsDiffer(predictions:labels:)``, ``SurvivalError/logitIsNotANumber(step:)``.
  public func lossAndGradient(
    of logits: [Double], isRight: [Bool?]
  ) throws(SurvivalError) -> (loss: Double, gradient: [Double]) {
    guard logits.count == isRight.count else {
      throw .listsDiffer(predictions: logits.count, labels: isRight.count)
    }
    try SurvivalError.check(logits)
    let right = isRight.indices.filter { isRight[$0] == true }
    let wrong = isRight.indices.filter { isRight[$0] == false }
    let count = Double(right.count + (wrong.isEmpty ? 0 : 1))
    guard count > 0 else { throw .emptyBatch }
    var terms = Terms(logits, wrong: wrong, objective: self)
    if !wrong.isEmpty { terms.addAllWrong() }
    for step in right { terms.addRight(step) }
    return (terms.loss / count, terms.gradient.map { $0 / count })
  }

  /// The sums as they grow, in log space.
  private struct Terms {
    let logits: [Double]
    let wrong: [Int]
    let margin: Double
    /// log(1 + M + ε).
    let base: Double
    /// log Σ e^r over right steps so far.
    var before = -Double.infinity
    var passed: [Int] = []
    var loss = 0.0
    var gradient: [Double]

    init(_ logits: [Double], wrong: [Int], objective: RankingObjective) {
      (self.logits, self.wrong, margin) = (logits, wrong, objective.margin)
      base = wrong.reduce(log1p(objective.epsilon)) {
        LogArithmetic.logAddExp($0, logits[$1] + objective.margin)
      }
      gradient = [Double](repeating: 0, count: logits.count)
    }

    mutating func addAllWrong() {
      loss += base
      for step in wrong { gradient[step] += exp(logits[step] + margin - base) }
    }

    mutating func addRight(_ step: Int) {
      let rest = LogArithmetic.logAddExp(base, before)
      let whole = LogArithmetic.logAddExp(logits[step], rest)
      loss += LogArithmetic.softplus(rest - logits[step])
      gradient[step] -= LogArithmetic.sigmoid(rest - logits[step])
      for earlier in passed { gradient[earlier] += exp(logits[earlier] - whole) }
      for other in wrong { gradient[other] += exp(logits[other] + margin - whole) }
      before = LogArithmetic.logAddExp(before, logits[step])
      passed.append(step)
    }
  }
}
