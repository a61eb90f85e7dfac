import Glibc
import Scoring

/// The one figure that a candidate is ranked by, and what it weighs in a vote.
public struct CandidateFigure: Equatable, Sendable {
  /// What kind of number ``rank`` is.
  public enum Scale: Equatable, Sendable {
    /// In 0...1.
    case probability
    /// The logarithm of one, at most 0: long products keep their digits.
    case logProbability
    /// Any real number; σ of it is a probability.
    case logit
    /// In −1...1, p₁ − p₀.
    case balance
  }
  /// Higher is better; infinite at most, never NaN.
  public var rank: Double
  /// What kind of number it is.
  public var scale: Scale

  /// A figure; `nil` for none and for NaN.
  public init?(_ rank: Double?, _ scale: Scale) {
    guard let rank, !rank.isNaN else { return nil }
    (self.rank, self.scale) = (rank, scale)
  }

  /// The figure that people read: the probability itself in place of its logarithm.
  public var value: Double { scale == .logProbability ? exp(rank) : rank }

  /// The logarithm of the weight in a vote, which is the figure as a probability.
  ///
  /// A logit becomes its σ, a balance b becomes (1 + b) / 2.
  public var logWeight: Double {
    switch scale {
    case .probability: log(rank)
    case .logProbability: rank
    case .logit: logSigmoid(rank)
    case .balance: log((1 + max(-1, rank)) / 2)
    }
  }
}

extension CandidateFigure {
  /// The probability of an outcome, from the logit where it is known.
  init?(outcomeOf score: TrajectoryScore) {
    if score.values.count == 1 {
      self.init(score.values[0].isNaN ? nil : logSigmoid(score.values[0]), .logProbability)
    } else {
      let probability = score.outcomeProbability ?? score.curve.noneProbability
      self.init(probability, .probability)
    }
  }
}
