/// In which order trajectories are offered to a person; the raw value is how it is written.
public enum LabelingOrder: String, CaseIterable, Equatable, Sendable {
  /// Expected information with diversity: see ``DiverseOrder``.
  case informative
  /// By the entropy of p(z), which is the information that a certain label is expected to bring.
  case uncertain
  /// By the largest difference between the hazards of two models.
  case disagreement
  /// Wrong answers by S(T): mistakes that convince the model, as PRM800K chose them.
  ///
  /// Source: Lightman et al. 2023, arXiv:2305.20050, section 2.4.
  case convincing
  /// By how unlikely the model finds the file's own label, which so may be wrong.
  case noise
  /// By ``RandomRank``.
  case random

  /// What comes first, in a few words.
  public var words: String {
    switch self {
    case .informative: "where the model is unsure, and texts differ"
    case .uncertain: "where the model is unsure"
    case .disagreement: "where two models differ most"
    case .convincing: "wrong answers that the model believes"
    case .noise: "labels that the model contradicts"
    case .random: "at random"
    }
  }

  /// Whether a second model's figures decide.
  public var comparesModels: Bool { self == .disagreement }

  /// Whether texts are compared too.
  public var isDiverse: Bool { self == .informative }
}

/// What orders need to know of one trajectory; anything may be unknown.
public struct LabelingFigures: Equatable, Sendable {
  /// Of p(z), in nats.
  public var entropy: Double?
  /// S(T) in 0...1.
  public var noneProbability: Double?
  /// Whether the final answer is right.
  public var outcome: Bool?
  /// The largest difference between the hazards of two models, in 0...1.
  public var disagreement: Double?
  /// log Pr of the file's own label, in nats.
  public var labelLogProbability: Double?

  /// By default nothing is known.
  public init(
    entropy: Double? = nil, noneProbability: Double? = nil, outcome: Bool? = nil,
    disagreement: Double? = nil, labelLogProbability: Double? = nil
  ) {
    self.entropy = entropy
    self.noneProbability = noneProbability
    self.outcome = outcome
    self.disagreement = disagreement
    self.labelLogProbability = labelLogProbability
  }
}

extension LabelingOrder {
  /// The larger, the sooner; NaN where nothing speaks for it, which comes last.
  ///
  /// Equal ones follow each other at random.
  public func priority(of figures: LabelingFigures) -> Double {
    let priority: Double? =
      switch self {
      case .informative, .uncertain: figures.entropy
      case .disagreement: figures.disagreement
      case .convincing: figures.outcome == false ? figures.noneProbability : nil
      case .noise: figures.labelLogProbability.map { -$0 }
      case .random: nil
      }
    return priority ?? .nan
  }
}
