import Survival

/// How the rule is found that reads first errors off curves best.
///
/// A rule must be chosen on other trajectories than those it is judged on; the best one on the test
/// file itself is an upper bound, not a result.
public enum RuleSelection {
  /// What is tried, in this order: of equally good rules the first is taken.
  public static let candidates: [PredictionRule] =
    PredictionRule.candidates
    + [0.01, 0.02, 0.05, 0.1, 0.15, 0.97, 0.98, 0.99].map { .threshold($0) }
    + (1...19).map { .hazard(Double($0) / 20) } + [0.01, 0.02, 0.98, 0.99].map { .hazard($0) }

  /// The candidate with the highest F1; `nil` unless there are right and wrong trajectories.
  public static func best(
    for cases: [EvaluationCase]
  ) -> (rule: PredictionRule, score: ProcessBenchScore)? {
    var best: (rule: PredictionRule, score: ProcessBenchScore)?
    for rule in candidates {
      let hits = FirstErrorHits(
        labels: cases.map(\.label), predictions: cases.map { $0.score.firstError(by: rule) })
      let score = hits.score(of: cases.indices)
      guard let f1 = score.f1 else { return nil }
      if f1 > best?.score.f1 ?? -1 { best = (rule, score) }
    }
    return best
  }
}
