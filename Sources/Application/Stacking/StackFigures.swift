import Ensembles
import Evaluation
import Reporting
import Scoring
import Survival
import VisibleText

/// How good an ensemble and each of its parts are on questions that nothing was fitted to.
struct StackFigures {
  /// One model's.
  struct Figures {
    var name: String
    /// The best on the half that weights were fitted to.
    var rule: PredictionRule
    var score: ProcessBenchScore
    /// How well hazards rank first errors above steps that are not wrong yet.
    var hazardArea: Double?

    /// Names for programs, and values.
    var values: [(name: String, value: Double?)] {
      [
        ("error_accuracy", score.errorAccuracy), ("correct_accuracy", score.correctAccuracy),
        ("f1", score.f1), ("hazard_auroc", hazardArea),
      ]
    }
  }

  /// Shape `(parts)`.
  let parts: [Figures]
  let ensemble: Figures

  init(_ fit: EnsembleFit, names: [String], fitting: StackedCases, judging: StackedCases) {
    parts = names.indices.map { part in
      Self.figures(names[part], fitting.cases(of: part), judging.cases(of: part))
    }
    ensemble = Self.figures("together", Self.added(fitting, fit), Self.added(judging, fit))
  }

  private static func figures(
    _ name: String, _ fitting: [EvaluationCase], _ judging: [EvaluationCase]
  ) -> Figures {
    let rule = RuleSelection.best(for: fitting)?.rule ?? .map
    let judged = judging.filter { $0.label != nil }
    let score = try? ProcessBenchScore(
      labels: judged.compactMap(\.label),
      predictions: judged.map { $0.score.firstError(by: rule) })
    return Figures(
      name: name, rule: rule,
      score: score ?? ProcessBenchScore(wrong: 0, foundWrong: 0, correct: 0, foundCorrect: 0),
      hazardArea: HazardRanking(judging).areaUnderROC())
  }

  /// The cases with the ensemble's curve in place of the first part's.
  private static func added(_ cases: StackedCases, _ fit: EnsembleFit) -> [EvaluationCase] {
    cases.rows.compactMap { row in
      guard var trajectory = row.parts.first,
        let curve = try? HazardCurve(logits: fit.logits(row.logits))
      else { return nil }
      trajectory.score = TrajectoryScore(model: "ensemble", kind: .crm, curve: curve, rule: .map)
      return trajectory
    }
  }

  /// A row for each part and one for all together.
  func table(weights: [Double]) -> Table {
    let columns: [Table.Column] = [
      .words("model"), .numbers("weight"), .numbers("a"), .numbers("b"), .numbers("F1"),
      .numbers("hazard AUROC"), .words("rule"),
    ]
    let rows = zip(parts, weights).map { Self.row($0, weight: CellText.figure($1)) }
    return Table(columns, rows + [Self.row(ensemble, weight: "", .strong)])
  }

  private static func row(
    _ figures: Figures, weight: VisibleText, _ emphasis: Table.Row.Weight = .plain
  ) -> Table.Row {
    Table.Row(
      [VisibleText(figures.name), weight] + figures.values.map { CellText.figure($0.value) }
        + [VisibleText(figures.rule.description)], weight: emphasis)
  }
}
