import Selection
import Survival

/// How exactly a model finds first errors, subset by subset, as ProcessBench judges it.
///
/// a: exact hits on wrong trajectories; b: right ones that are called right; F1 = 2ab / (a + b), 0
/// when both are 0, where the official program prints NaN.
/// Source: Zheng et al. 2024, ProcessBench, arXiv:2412.06559.
public struct ProcessBenchFigures: Equatable, Sendable {
  /// The figures of one subset.
  public struct Subset: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Trajectories with a first error.
    public var wrong: Int
    /// Trajectories without one.
    public var right: Int
    /// a, b and F1.
    public var score: ProcessBenchScore
    /// Of F1; `nil` where it cannot be told.
    public var interval: ClosedRange<Double>?
    /// How well hazards rank the first wrong step above steps that are not yet wrong.
    public var hazardArea: Double?
    /// Whether the rule was chosen on it, so that its figures flatter and the average omits it.
    public var isForChoosing: Bool

    /// Whether the official program prints NaN for F1: a or b is missing, or both are 0.
    public var isUndefinedOfficially: Bool {
      guard let a = score.errorAccuracy, let b = score.correctAccuracy else { return true }
      return a + b == 0
    }
  }

  /// One rule that could have been used, by F1 on each subset.
  public struct Alternative: Equatable, Sendable {
    /// The rule.
    public var rule: PredictionRule
    /// F1 of each subset, in their order.
    public var f1: [Double?]
    /// The mean of the subsets that count.
    public var average: Double?
  }

  /// The best rule on a subset, chosen on the subset itself.
  public struct UpperBound: Equatable, Sendable {
    /// The rule.
    public var rule: PredictionRule
    /// Its F1 there.
    public var f1: Double
  }

  /// What first errors were read off by; `nil` for each trajectory's own rule.
  public var rule: PredictionRule?
  /// In the order of the files.
  public var subsets: [Subset]
  /// Of F1 of the average; `nil` where it cannot be told.
  public var averageInterval: ClosedRange<Double>?
  /// Rules that are fixed beforehand, none of them chosen here.
  public var alternatives: [Alternative]
  /// The best rule for each subset, chosen on the subset itself; empty unless asked for.
  public var upperBounds: [UpperBound?]
  /// Trajectories whose label names no first error and not none either.
  public var unlabelled: Int

  /// Of F1 over the subsets that count and have one; `nil` without any.
  public var average: Double? { Self.mean(counted.map(\.score.f1)) }
  /// Of a, b and hazard areas over the same subsets.
  public var averages: (errorAccuracy: Double?, correctAccuracy: Double?, hazardArea: Double?) {
    (
      Self.mean(counted.map(\.score.errorAccuracy)),
      Self.mean(counted.map(\.score.correctAccuracy)), Self.mean(counted.map(\.hazardArea))
    )
  }

  private var counted: [Subset] { subsets.filter { !$0.isForChoosing } }

  /// The mean of what is there; `nil` of nothing.
  static func mean(_ values: [Double?]) -> Double? {
    let present = values.compactMap(\.self)
    return present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
  }

  /// Rules that others use: this project's, and 0.5 on each step as for process reward models.
  public static let fixedRules: [PredictionRule] = [.map, .median, .hazard(0.5)]
}

extension ProcessBenchFigures {
  /// Judges cases of one model.
  ///
  /// - Parameters:
  ///   - cases: those without a label that names a step or none are counted and left out.
  ///   - rule: `nil` takes each score's own.
  ///   - chosenOn: the subset on which `rule` was chosen, if it was.
  ///   - upperBound: whether to look for the best rule on each subset itself.
  ///   - bootstrap: for intervals.
  public init(
    _ cases: [EvaluationCase], rule: PredictionRule?, chosenOn: String? = nil,
    upperBound: Bool = false, bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    let labelled = cases.filter { $0.label != nil }
    let names = labelled.subsets
    let groups = names.map { name in labelled.indices.filter { labelled[$0].subset == name } }
    let counting = names.indices.filter { names[$0] != chosenOn }
    let hits = Self.hits(labelled, rule)
    let intervals = bootstrap.intervals(of: labelled.map(\.question)) { weights in
      let f1 = groups.map { hits.score(of: $0, weights: weights).f1 }
      return f1 + [Self.mean(counting.map { f1[$0] })]
    }
    self.rule = rule
    subsets = zip(names, groups).enumerated().map { place, subset in
      Subset(
        name: subset.0, wrong: subset.1.count { labelled[$0].label != .noError },
        right: subset.1.count { labelled[$0].label == .noError },
        score: hits.score(of: subset.1),
        interval: intervals.indices.contains(place) ? intervals[place] : nil,
        hazardArea: HazardRanking(subset.1.map { labelled[$0] }).areaUnderROC(),
        isForChoosing: subset.0 == chosenOn)
    }
    averageInterval = intervals.last ?? nil
    alternatives = Self.fixedRules.map { rule in
      let hits = Self.hits(labelled, rule)
      let f1 = groups.map { hits.score(of: $0).f1 }
      return Alternative(rule: rule, f1: f1, average: Self.mean(counting.map { f1[$0] }))
    }
    upperBounds =
      upperBound
      ? groups.map { group in
        RuleSelection.best(for: group.map { labelled[$0] }).map {
          UpperBound(rule: $0.rule, f1: $0.score.f1 ?? 0)
        }
      } : []
    unlabelled = cases.count - labelled.count
  }

  private static func hits(_ cases: [EvaluationCase], _ rule: PredictionRule?) -> FirstErrorHits {
    FirstErrorHits(
      labels: cases.map(\.label), predictions: cases.map { $0.score.firstError(by: rule) })
  }
}
