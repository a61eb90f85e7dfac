import Survival

/// Chooses how curves become predictions, on questions that the weights were not fitted to.
enum RuleChoice {
  struct Case {
    var curve: HazardCurve
    var label: Int?
    var source: Int
  }

  /// The rule with the best F1, averaged over the sources so that a large one does not decide alone.
  static func best(for cases: [Case]) -> (rule: PredictionRule, f1: Double) {
    let rules: [PredictionRule] = [.map, .median] + (4...19).map { .threshold(Double($0) / 20) }
    var best: (rule: PredictionRule, f1: Double) = (.map, -1)
    for rule in rules {
      let value = meanF1(of: cases, rule: rule)
      if value > best.f1 { best = (rule, value) }
    }
    return best
  }

  static func meanF1(of cases: [Case], rule: PredictionRule) -> Double {
    let scores = Set(cases.map(\.source)).sorted().compactMap { source in
      score(of: cases.filter { $0.source == source }, rule: rule)?.f1
    }
    return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
  }

  static func score(of cases: [Case], rule: PredictionRule) -> ProcessBenchScore? {
    try? ProcessBenchScore(
      labels: cases.map(\.label), predictions: cases.map { $0.curve.firstError(by: rule) })
  }
}
