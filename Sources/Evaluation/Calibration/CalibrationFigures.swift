import Selection
import Survival

/// Whether S(T) can be trusted as the probability that nothing is wrong, and how well it ranks.
///
/// Ranking is judged twice. Pooled: any right trajectory against any wrong one, whatever their
/// questions, which needs rewards that mean the same everywhere. Within questions: only candidates
/// of one question are compared, which is all that best-of-N needs.
/// Source of the pooled comparison: Zhang et al. 2025, arXiv:2509.26578.
public struct CalibrationFigures: Equatable, Sendable {
  /// What S(T) is compared with.
  public enum Target: String, Equatable, Sendable, CaseIterable {
    /// That no step is wrong by the label that counts.
    case label
    /// That the final answer is right.
    case outcome
  }

  /// A figure with its interval.
  public struct Estimate: Equatable, Sendable {
    /// `nil` where it is undefined.
    public var value: Double?
    /// `nil` where it cannot be told.
    public var interval: ClosedRange<Double>?
  }

  /// What S(T) is compared with.
  public var target: Target
  /// Trajectories of which the target is known.
  public var count: Int
  /// Those that are right.
  public var right: Int
  /// Ten bins of S(T), expected calibration error, Brier score.
  public var calibration: Calibration
  /// Area under the ROC curve over all pairs.
  public var areaUnderROC: Estimate
  /// Average precision of right trajectories; chance level is their share.
  public var rightPrecision: Estimate
  /// Average precision of wrong trajectories, ranked by 1 − S(T); chance level is their share.
  public var wrongPrecision: Estimate
  /// Brier score with its interval.
  public var brierScore: Estimate
  /// Expected calibration error with its interval.
  public var calibrationError: Estimate
  /// Pairs of candidates of one question.
  public var within: WithinQuestions

  /// Compares S(T) with the target; `nil` if it is known of no trajectory.
  public init?(
    _ cases: [EvaluationCase], target: Target, bootstrap: QuestionBootstrap = QuestionBootstrap()
  ) {
    let known = cases.compactMap { trajectory in
      target.value(of: trajectory).map { (trajectory: trajectory, isRight: $0) }
    }
    guard !known.isEmpty else { return nil }
    let rewards = known.map(\.trajectory.reward)
    let labels = known.map(\.isRight)
    let questions = known.map(\.trajectory.question)
    guard let calibration = try? Calibration(probabilities: rewards, labels: labels),
      let ranking = RewardRanking(known.map(\.trajectory), labels: labels)
    else { return nil }
    let reliability = WeightedReliability(probabilities: rewards, labels: labels)
    let intervals = bootstrap.intervals(of: questions) { weights in
      ranking.figures(weights: weights)
        + [
          reliability.brierScore(weights: weights), reliability.calibrationError(weights: weights),
        ]
    }
    let values = ranking.figures() + [calibration.brierScore, calibration.expectedCalibrationError]
    let estimates = values.enumerated().map { place, value in
      Estimate(
        value: value, interval: intervals.indices.contains(place) ? intervals[place] : nil)
    }
    self.target = target
    count = known.count
    right = labels.count { $0 }
    self.calibration = calibration
    areaUnderROC = estimates[0]
    rightPrecision = estimates[1]
    wrongPrecision = estimates[2]
    brierScore = estimates[3]
    calibrationError = estimates[4]
    within = WithinQuestions(rewards: ranking.scores, labels: labels, questions: questions)
  }
}

extension CalibrationFigures.Target {
  /// Whether the trajectory is right in this sense; `nil` where nobody knows.
  func value(of trajectory: EvaluationCase) -> Bool? {
    switch self {
    case .label: trajectory.label.map { $0 == .noError }
    case .outcome: trajectory.outcome
    }
  }
}

/// Rankings of whole trajectories by log S(T), which still ranks where S(T) is 0 or 1 as a double.
struct RewardRanking: Sendable {
  /// The logit of S(T), shape `(cases)`.
  let scores: [Double]
  private let right: Ranking
  private let wrong: Ranking

  init?(_ cases: [EvaluationCase], labels: [Bool]) {
    scores = cases.map(\.rewardLogit)
    guard let right = try? Ranking(scores: scores, labels: labels),
      let wrong = try? Ranking(scores: scores.map { -$0 }, labels: labels.map { !$0 })
    else { return nil }
    (self.right, self.wrong) = (right, wrong)
  }

  /// Area under the ROC curve, average precision of right and of wrong ones.
  func figures(weights: [Int]? = nil) -> [Double?] {
    [
      right.areaUnderROC(weights: weights), right.averagePrecision(weights: weights),
      wrong.averagePrecision(weights: weights),
    ]
  }
}

extension EvaluationCase {
  /// log(S(T) / (1 − S(T))): orders trajectories as ``reward`` does, but never rounds to a tie.
  public var rewardLogit: Double {
    if score.kind == .orm, let logit = score.values.first, !logit.isNaN { return logit }
    let curve = score.curve
    return curve.logNoneProbability - (curve.logWrongByStep.last ?? -.infinity)
  }
}

/// How well candidates of one question are ranked among themselves.
public struct WithinQuestions: Equatable, Sendable {
  /// Questions that have right and wrong candidates.
  public var questions: Int
  /// Pairs of a right and a wrong candidate of one question.
  public var pairs: Int
  /// The mean over those questions of the area under the ROC curve; `nil` without any.
  public var meanArea: Double?
  /// The share of all those pairs that are in order, a tie counting one half; `nil` without any.
  public var pairArea: Double?

  /// - Parameters:
  ///   - rewards: shape `(cases)`, of any scale.
  ///   - labels: whether each is right.
  ///   - questions: which question each belongs to.
  public init(rewards: [Double], labels: [Bool], questions: [UInt64]) {
    var areas: [Double] = []
    var (pairs, ordered) = (0, 0.0)
    for places in Self.grouped(questions) {
      let positives = places.count { labels[$0] }
      let ranking = try? Ranking(
        scores: places.map { rewards[$0] }, labels: places.map { labels[$0] })
      guard let area = ranking?.areaUnderROC() else { continue }
      areas.append(area)
      let count = positives * (places.count - positives)
      pairs += count
      ordered += area * Double(count)
    }
    self.questions = areas.count
    self.pairs = pairs
    meanArea = areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
    pairArea = pairs == 0 ? nil : ordered / Double(pairs)
  }

  /// The places of each question, questions as they first occur.
  static func grouped(_ questions: [UInt64]) -> [[Int]] {
    var numbers: [UInt64: Int] = [:]
    var groups: [[Int]] = []
    for (place, question) in questions.enumerated() {
      if let number = numbers[question] {
        groups[number].append(place)
      } else {
        numbers[question] = groups.count
        groups.append([place])
      }
    }
    return groups
  }
}
