import Evaluation
import Selection
import Survival
import VisibleText

extension Report {
  /// How exactly first errors are found, with fixed rules beside the one in force.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - subject: models and files.
  ///   - chosenOn: where the rule was chosen; `nil` if it was not.
  ///   - bootstrap: how intervals were made.
  /// - Returns: a report with a bar chart of F1.
  public static func processBench(
    _ figures: ProcessBenchFigures, of subject: EvaluationSubject, chosenOn: String?,
    bootstrap: QuestionBootstrap
  ) -> Report {
    var rule = CellText.rule(figures.rule)
    if figures.rule == nil, let own = subject.models.first?.rule { rule += ", \(own.description)" }
    if let chosenOn { rule += ", chosen on \(chosenOn)" }
    return Report(
      title: "ProcessBench: first wrong steps found exactly",
      facts: subject.facts + [Fact("rule", rule)],
      sections: [
        Section("By subset", subsetBlocks(figures, bootstrap)),
        Section("By fixed rules, none of them chosen on these files", [.table(ruleTable(figures))]),
        Section("Best rule on the test file itself", upperBoundBlocks(figures)),
      ])
  }

  private static func subsetBlocks(
    _ figures: ProcessBenchFigures, _ bootstrap: QuestionBootstrap
  ) -> [Block] {
    var blocks: [Block] = [
      .table(subsetTable(figures)), .chart(subsetChart(figures)),
      .note(
        "a: exact hits on wrong trajectories; b: right ones called right; F1 = 2ab/(a+b). "
          + "Hazard AUROC: the first wrong step against all steps that are not yet wrong. "
          + bootstrap.words),
    ]
    let undefined = figures.subsets.filter(\.isUndefinedOfficially).map(\.name)
    if !undefined.isEmpty {
      blocks.append(
        .note(
          "The official program prints NaN for \(undefined.joined(separator: ", ")): it divides "
            + "by the number of right or of wrong trajectories, or by a + b, which is 0."))
    }
    let counted = figures.subsets.count { !$0.isForChoosing }
    if figures.subsets.contains(where: \.isForChoosing) {
      blocks.append(
        .note(
          "Figures of the subset on which the rule was chosen flatter the model; the average leaves "
            + "them out."))
    }
    if figures.unlabelled > 0 {
      blocks.append(.note("\(figures.unlabelled) trajectories have no label and are left out."))
    }
    if counted == 0 {
      blocks.append(.note("There is no other subset than the one the rule was chosen on."))
    }
    return blocks
  }

  private static func subsetTable(_ figures: ProcessBenchFigures) -> Table {
    let rows = figures.subsets.map { subset in
      Table.Row(
        [
          VisibleText(subset.name), CellText.count(subset.wrong), CellText.count(subset.right),
          CellText.figure(subset.score.errorAccuracy),
          CellText.figure(subset.score.correctAccuracy),
          CellText.figure(subset.score.f1), CellText.interval(subset.interval),
          CellText.figure(subset.hazardArea),
          subset.isForChoosing
            ? "rule chosen on it" : subset.isUndefinedOfficially ? "officially NaN" : "",
        ], weight: subset.isForChoosing ? .quiet : .plain)
    }
    let averages = figures.averages
    let average = Table.Row(
      [
        "average", "", "", CellText.figure(averages.errorAccuracy),
        CellText.figure(averages.correctAccuracy), CellText.figure(figures.average),
        CellText.interval(figures.averageInterval), CellText.figure(averages.hazardArea),
      ], weight: .strong)
    return Table(
      [
        .words("subset"), .numbers("wrong"), .numbers("right"), .numbers("a"), .numbers("b"),
        .numbers("F1"), .numbers("95 % of F1"), .numbers("hazard AUROC"), .words(""),
      ], rows + [average])
  }

  private static func subsetChart(_ figures: ProcessBenchFigures) -> Chart {
    let points = figures.subsets.enumerated().map { place, subset in
      Chart.Point(
        Double(place), subset.score.f1 ?? 0, interval: subset.interval,
        hint: "\(subset.name): F1 \(CellText.figure(subset.score.f1))")
    }
    return Chart(
      caption: "F1 by subset with its 95 % interval",
      x: .names("", figures.subsets.map { VisibleText($0.name) }), y: .share("F1"),
      layers: [Chart.Layer(.bars(width: 0.6), .series(0), points: points)], aspect: 0.45)
  }

  private static func ruleTable(_ figures: ProcessBenchFigures) -> Table {
    Table(
      [.words("rule")] + figures.subsets.map { .numbers(VisibleText($0.name)) }
        + [.numbers("average F1")],
      figures.alternatives.map { alternative in
        Table.Row(
          [CellText.rule(alternative.rule)] + alternative.f1.map { CellText.figure($0) }
            + [CellText.figure(alternative.average)])
      })
  }

  private static func upperBoundBlocks(_ figures: ProcessBenchFigures) -> [Block] {
    guard !figures.upperBounds.isEmpty else { return [] }
    let rows = zip(figures.subsets, figures.upperBounds).map { subset, bound in
      Table.Row(
        [
          VisibleText(subset.name), bound.map { CellText.rule($0.rule) } ?? CellText.absent,
          CellText.figure(bound?.f1),
        ])
    }
    return [
      .table(Table([.words("subset"), .words("rule"), .numbers("F1")], rows)),
      .note(
        "An upper bound, no result: each rule is the best of \(RuleSelection.candidates.count) on "
          + "the very trajectories that it is judged by."),
    ]
  }
}
