import Survival

/// Chooses how curves become predictions, on questions that the weights were not fitted to.
enum RuleChoice {
  struct Case {
    var curve: HazardCurve
    var label: FirstError
    var source: Int
  }

  /// The rule with the best F1, averaged over the sources so that a large one does not decide
  /// alone.
  static func best(for cases: [Case]) -> (rule: PredictionRule, f1: Double) {
    var best: (rule: PredictionRule, f1: Double) = (.map, -1)
    for rule in PredictionRule.candidates {
      let value = meanF1(of: cases, rule: rule)
      if value > best.f1 { best = (rule, value) }
    }
    return best
  }

  static func meanF1(of cases: [Case], rule: PredictionRule) -> Double {
    let scores = groups(of: cases, names: []).compactMap { score(of: $0.cases, rule: rule)?.f1 }
    return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
  }

  /// One group for each file that holds both right and wrong trajectories, one for all others.
  static func groups(of cases: [Case], names: [String]) -> [(name: String, cases: [Case])] {
    var rest: [Case] = []
    var found: [(name: String, cases: [Case])] = []
    for (source, group) in Dictionary(grouping: cases, by: \.source).sorted(by: { $0.key < $1.key })
    {
      let wrong = group.count { $0.label != .noError }
      if group.count >= 40, wrong > 0, wrong < group.count {
        let name = names.indices.contains(source) ? BuiltInTraining.fileName(names[source]) : ""
        found.append((name, group))
      } else {
        rest += group
      }
    }
    if !rest.isEmpty { found.append(("the other files", rest)) }
    return found
  }

  static func score(of cases: [Case], rule: PredictionRule) -> ProcessBenchScore? {
    try? ProcessBenchScore(
      labels: cases.map(\.label), predictions: cases.map { $0.curve.firstError(by: rule) })
  }
}
