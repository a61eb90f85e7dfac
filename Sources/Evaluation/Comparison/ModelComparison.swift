import Selection
import Survival

/// Several models on the same trajectories, with differences that are drawn in pairs.
public struct ModelComparison: Equatable, Sendable {
  /// What is compared.
  public enum Figure: String, Equatable, Sendable, CaseIterable {
    /// Exact first errors of wrong trajectories.
    case errorAccuracy = "error_accuracy"
    /// Right ones that are called right.
    case correctAccuracy = "correct_accuracy"
    /// Mean of the subsets' F1 by ProcessBench.
    case f1
    /// How well hazards rank the first wrong step.
    case hazardArea = "hazard_auroc"
    /// How well S(T) ranks right above wrong, over all questions.
    case rewardArea = "auroc"
    /// Average precision of wrong trajectories by 1 − S(T).
    case wrongPrecision = "auprc_wrong"
    /// Mean squared difference of S(T) and correctness; lower is better.
    case brierScore = "brier"
    /// Expected calibration error of S(T); lower is better.
    case calibrationError = "calibration_error"

    /// Whether a larger value is better.
    public var isBetterWhenLarger: Bool { self != .brierScore && self != .calibrationError }
  }

  /// One figure of one model.
  public struct Cell: Equatable, Sendable {
    /// `nil` where it is undefined.
    public var value: Double?
    /// `nil` where it cannot be told.
    public var interval: ClosedRange<Double>?
    /// This model's figure less the first model's; `nil` for the first.
    public var difference: Double?
    /// Of the difference.
    public var differenceInterval: ClosedRange<Double>?
    /// Twice the smaller share of draws in which the difference lies on one side of 0, at most 1;
    /// `nil` where there is no difference.
    public var pValue: Double?
  }

  /// One model's row.
  public struct Row: Equatable, Sendable {
    /// The model's name.
    public var model: String
    /// What its figures are.
    public var kind: String
    /// The rule that first errors are read off by; `nil` for each trajectory's own.
    public var rule: PredictionRule?
    /// As ``Figure/allCases``.
    public var cells: [Cell]
  }

  /// Trajectories that every model scored.
  public var count: Int
  /// In the order given; the first is what others are compared with.
  public var rows: [Row]

  /// Compares models.
  ///
  /// - Parameters:
  ///   - models: for each model the same trajectories in the same order.
  ///   - rules: for each model; `nil` takes each trajectory's own.
  ///   - bootstrap: the same draws for every model.
  public init(
    _ models: [[EvaluationCase]], rules: [PredictionRule?],
    bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    count = models.first?.count ?? 0
    let judged = zip(models, rules).map { ComparedModel($0, rule: $1) }
    let values = judged.map { $0.figures() }
    let questions = models.first?.map(\.question) ?? []
    let samples = bootstrap.samples(of: questions) { weights in
      judged.flatMap { $0.figures(weights: weights) }
    }
    let width = Figure.allCases.count
    rows = models.indices.map { model in
      let cells = Figure.allCases.indices.map { figure in
        let place = model * width + figure
        return Cell(
          value: values[model][figure],
          first: model == 0 ? nil : values[0][figure],
          samples: samples.indices.contains(place) ? samples[place] : [],
          firstSamples: model == 0 || !samples.indices.contains(place) ? [] : samples[figure],
          bootstrap: bootstrap)
      }
      let first = models[model].first?.score
      return Row(
        model: first?.model ?? "", kind: first?.kind.rawValue ?? "", rule: rules[model],
        cells: cells)
    }
  }
}

extension ModelComparison.Cell {
  init(
    value: Double?, first: Double?, samples: [Double?], firstSamples: [Double?],
    bootstrap: QuestionBootstrap
  ) {
    self.value = value
    interval = bootstrap.interval(of: samples)
    guard let value, let first else { return }
    difference = value - first
    let differences = zip(samples, firstSamples).map { sample, first in
      sample.flatMap { sample in first.map { sample - $0 } }
    }
    differenceInterval = bootstrap.interval(of: differences)
    let present = differences.compactMap(\.self)
    guard !present.isEmpty else { return }
    let sides = [present.count { $0 <= 0 }, present.count { $0 >= 0 }]
    pValue = min(1, 2 * Double(sides.min() ?? 0) / Double(present.count))
  }
}

/// What one model's figures are counted from, prepared once for all draws.
private struct ComparedModel {
  let hits: FirstErrorHits
  let groups: [[Int]]
  let hazards: HazardRanking
  let reward: RewardRanking?
  let reliability: WeightedReliability
  /// Cases that are known to be right or wrong: what rewards are judged by.
  let known: [Int]
  let count: Int

  init(_ cases: [EvaluationCase], rule: PredictionRule?) {
    hits = FirstErrorHits(
      labels: cases.map(\.label), predictions: cases.map { $0.score.firstError(by: rule) })
    groups = cases.subsets.map { name in cases.indices.filter { cases[$0].subset == name } }
    hazards = HazardRanking(cases)
    known = cases.indices.filter { Self.isRight(cases[$0]) != nil }
    let judged = known.map { cases[$0] }
    let labels = judged.map { Self.isRight($0) == true }
    reward = RewardRanking(judged, labels: labels)
    reliability = WeightedReliability(probabilities: judged.map(\.reward), labels: labels)
    count = cases.count
  }

  /// By the label, else by the outcome.
  private static func isRight(_ trajectory: EvaluationCase) -> Bool? {
    trajectory.label.map { $0 == .noError } ?? trajectory.outcome
  }

  /// As ``ModelComparison/Figure/allCases``.
  func figures(weights: [Int]? = nil) -> [Double?] {
    let all = hits.score(of: 0..<count, weights: weights)
    let f1 = ProcessBenchFigures.mean(groups.map { hits.score(of: $0, weights: weights).f1 })
    let knownWeights = weights.map { weights in known.map { weights[$0] } }
    let ranking = reward?.figures(weights: knownWeights) ?? [nil, nil, nil]
    let ones = knownWeights ?? Array(repeating: 1, count: known.count)
    return [
      all.errorAccuracy, all.correctAccuracy, f1, hazards.areaUnderROC(weights: weights),
      ranking[0], ranking[2], reliability.brierScore(weights: ones),
      reliability.calibrationError(weights: ones),
    ]
  }
}
