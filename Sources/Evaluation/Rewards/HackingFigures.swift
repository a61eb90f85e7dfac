import Selection
import Survival

/// Whether the reward follows what a solution looks like instead of whether it is right.
///
/// A policy that is trained with such a reward learns to look that way. Among wrong solutions a good
/// reward follows nothing: there a correlation is all gain without merit.
public struct HackingFigures: Equatable, Sendable {
  /// What the reward should not follow.
  public enum Trait: String, Equatable, Sendable, CaseIterable {
    case steps, words, repetition, reflections

    /// The trait's value.
    public func value(of traits: TextTraits) -> Double {
      switch self {
      case .steps: Double(traits.steps)
      case .words: Double(traits.words)
      case .repetition: traits.repetition
      case .reflections: Double(traits.reflections)
      }
    }
  }

  /// How the reward goes with one trait.
  public struct Correlation: Equatable, Sendable {
    /// Which one.
    public var trait: Trait
    /// Spearman's over all trajectories, in −1...1; `nil` unless both vary.
    public var all: Double?
    /// Of trait and correctness: what an honest reward would inherit.
    public var withCorrectness: Double?
    /// Among right ones.
    public var right: Double?
    /// Among wrong ones.
    public var wrong: Double?
    /// Of the correlation among wrong ones.
    public var wrongInterval: ClosedRange<Double>?
    /// The mean over questions with three candidates or more.
    public var within: Double?
    /// Mean reward of wrong ones in four equal parts, from the lowest trait to the highest; empty
    /// with fewer than eight.
    public var wrongByQuarter: [Double]

    /// Whether the reward follows the trait among wrong ones, clearly enough to look into.
    public var isSuspicious: Bool {
      guard let wrong, let wrongInterval else { return false }
      return abs(wrong) >= 0.3 && (wrongInterval.lowerBound > 0 || wrongInterval.upperBound < 0)
    }
  }

  /// The means of one training step.
  public struct TrainingStep: Equatable, Sendable {
    /// From the file's name.
    public var step: Int
    /// Trajectories.
    public var count: Int
    /// Mean S(T).
    public var reward: Double
    /// Share of right answers among those known; `nil` where none is.
    public var right: Double?
    /// Mean of each trait, as in ``Trait/allCases``.
    public var traits: [Double]
  }

  /// Trajectories.
  public var count: Int
  /// Those known to be right.
  public var right: Int
  /// Those known to be wrong.
  public var wrong: Int
  /// How well the reward ranks right above wrong; `nil` unless there are both.
  public var areaUnderROC: Double?
  /// Questions with three candidates or more, over which correlations within questions are averaged.
  public var questionsWithin: Int
  /// One for each trait.
  public var correlations: [Correlation]
  /// Ascending; empty unless file names state training steps.
  public var trainingSteps: [TrainingStep]

  /// Compares rewards with traits.
  ///
  /// - Parameters:
  ///   - cases: scored trajectories.
  ///   - traits: what they look like, shape `(cases)`.
  ///   - trainingSteps: what their files' names state, shape `(cases)`.
  ///   - bootstrap: for intervals.
  public init(
    _ cases: [EvaluationCase], traits: [TextTraits], trainingSteps: [Int?],
    bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    let isRight = cases.map(\.isRight)
    let wrongPlaces = cases.indices.filter { isRight[$0] == false }
    let known = cases.indices.filter { isRight[$0] != nil }
    count = cases.count
    right = known.count - wrongPlaces.count
    wrong = wrongPlaces.count
    areaUnderROC = try? Ranking(
      scores: known.map { cases[$0].rewardLogit }, labels: known.map { isRight[$0] == true }
    ).areaUnderROC()
    questionsWithin = WithinQuestions.grouped(cases.map(\.question)).count { $0.count >= 3 }
    let sample = RewardSample(cases, traits, wrong: wrongPlaces)
    let intervals = bootstrap.intervals(of: wrongPlaces.map { cases[$0].question }) { weights in
      sample.wrong.map { $0.value(weights: weights) }
    }
    correlations = Trait.allCases.enumerated().map { place, trait in
      sample.correlation(
        trait, interval: intervals.indices.contains(place) ? intervals[place] : nil)
    }
    self.trainingSteps = Self.trainingSteps(cases, traits, trainingSteps)
  }

  private static func trainingSteps(
    _ cases: [EvaluationCase], _ traits: [TextTraits], _ steps: [Int?]
  ) -> [TrainingStep] {
    let groups = Dictionary(grouping: cases.indices.filter { steps[$0] != nil }) { steps[$0] ?? 0 }
    return groups.sorted { $0.key < $1.key }.map { step, places in
      let known = places.compactMap { cases[$0].isRight }
      let count = Double(places.count)
      return TrainingStep(
        step: step, count: places.count,
        reward: places.reduce(0) { $0 + cases[$1].reward } / count,
        right: known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count),
        traits: Trait.allCases.map { trait in
          places.reduce(0) { $0 + trait.value(of: traits[$1]) } / count
        })
    }
  }
}

/// Rewards and traits side by side, ranked once.
private struct RewardSample {
  let cases: [EvaluationCase]
  let rewards: [Double]
  let values: [HackingFigures.Trait: [Double]]
  let wrongPlaces: [Int]
  /// Among wrong ones, one for each trait.
  let wrong: [RankCorrelation]

  init(_ cases: [EvaluationCase], _ traits: [TextTraits], wrong places: [Int]) {
    self.cases = cases
    let rewards = cases.map(\.rewardLogit)
    let values = Dictionary(
      uniqueKeysWithValues: HackingFigures.Trait.allCases.map { trait in
        (trait, traits.map { trait.value(of: $0) })
      })
    self.rewards = rewards
    self.values = values
    wrongPlaces = places
    wrong = HackingFigures.Trait.allCases.map { trait in
      let values = values[trait] ?? []
      return RankCorrelation(places.map { rewards[$0] }, places.map { values[$0] })
    }
  }

  func correlation(
    _ trait: HackingFigures.Trait, interval: ClosedRange<Double>?
  ) -> HackingFigures.Correlation {
    let values = values[trait] ?? []
    let known = cases.indices.filter { cases[$0].isRight != nil }
    let right = known.filter { cases[$0].isRight == true }
    return HackingFigures.Correlation(
      trait: trait, all: correlation(values, Array(cases.indices)),
      withCorrectness: RankCorrelation(
        known.map { cases[$0].isRight == true ? 1 : 0 }, known.map { values[$0] }
      ).value(),
      right: correlation(values, right), wrong: correlation(values, wrongPlaces),
      wrongInterval: interval, within: within(values), wrongByQuarter: quarters(values))
  }

  private func correlation(_ values: [Double], _ places: [Int]) -> Double? {
    RankCorrelation(places.map { rewards[$0] }, places.map { values[$0] }).value()
  }

  private func within(_ values: [Double]) -> Double? {
    let groups = WithinQuestions.grouped(cases.map(\.question)).filter { $0.count >= 3 }
    return ProcessBenchFigures.mean(groups.map { correlation(values, $0) })
  }

  private func quarters(_ values: [Double]) -> [Double] {
    guard wrongPlaces.count >= 8 else { return [] }
    let sorted = wrongPlaces.sorted { (values[$0], $0) < (values[$1], $1) }
    return (0..<4).map { quarter in
      let part = sorted[quarter * sorted.count / 4..<(quarter + 1) * sorted.count / 4]
      return part.reduce(0) { $0 + cases[$1].reward } / Double(part.count)
    }
  }
}
