import Evaluation
import Selection
import VisibleText

extension Report {
  /// Several models on the same trajectories.
  ///
  /// - Parameters:
  ///   - comparison: what was counted.
  ///   - subject: models and files.
  ///   - bootstrap: how intervals and differences were made.
  /// - Returns: a report with one table of figures and one of differences.
  public static func comparison(
    _ comparison: ModelComparison, of subject: EvaluationSubject, bootstrap: QuestionBootstrap
  ) -> Report {
    let names = Self.names(comparison)
    return Report(
      title: "Comparison of models", facts: subject.facts,
      sections: [
        Section(
          "Figures",
          [
            .table(figureTable(comparison, names)), .chart(chart(comparison, names)),
            .note(
              "F1 is the mean of the files' F1. S(T) is compared with the label, else with the "
                + "outcome, over all questions. " + bootstrap.words),
          ]),
        Section("Differences from \(names.first ?? "")", differences(comparison, names)),
      ])
  }

  /// Names that can be told apart.
  private static func names(_ comparison: ModelComparison) -> [VisibleText] {
    comparison.rows.enumerated().map { place, row in
      let name = VisibleText.name(row.model, columns: 32)
      let isShared = comparison.rows.count { $0.model == row.model } > 1
      return isShared ? name + " (\(place + 1))" : name
    }
  }

  private static func figureTable(_ comparison: ModelComparison, _ names: [VisibleText]) -> Table {
    let rows = zip(names, comparison.rows).map { name, row in
      Table.Row(
        [name, VisibleText(row.kind), CellText.rule(row.rule)]
          + row.cells.map { CellText.figure($0.value) })
    }
    return Table(
      [.words("model"), .words("kind"), .words("rule")]
        + ModelComparison.Figure.allCases.map { .numbers($0.title) }, rows)
  }

  private static func chart(_ comparison: ModelComparison, _ names: [VisibleText]) -> Chart {
    let figures: [ModelComparison.Figure] = [.f1, .hazardArea, .rewardArea]
    let layers = figures.enumerated().map { number, figure in
      let place = ModelComparison.Figure.allCases.firstIndex(of: figure) ?? 0
      let points = comparison.rows.enumerated().compactMap { row, model -> Chart.Point? in
        let cell = model.cells[place]
        guard let value = cell.value else { return nil }
        return Chart.Point(
          Double(row) + 0.2 * Double(number - 1), value,
          interval: cell.interval,
          hint: names[row] + ": " + figure.title + " " + CellText.figure(value))
      }
      return Chart.Layer(.dots, .series(number), name: figure.title, points: points)
    }
    return Chart(
      caption: "Figures with their 95 % intervals", x: .names("", names), y: .share(""),
      layers: layers, aspect: 0.5)
  }

  private static func differences(
    _ comparison: ModelComparison, _ names: [VisibleText]
  ) -> [Block] {
    var rows: [Table.Row] = []
    for (name, row) in zip(names, comparison.rows).dropFirst() {
      for (figure, cell) in zip(ModelComparison.Figure.allCases, row.cells) {
        rows.append(
          Table.Row([
            name, figure.title, CellText.figure(cell.difference, showsPlus: true),
            CellText.interval(cell.differenceInterval), CellText.figure(cell.pValue),
            verdict(figure, cell),
          ]))
      }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        Table(
          [
            .words("model"), .words("figure"), .numbers("difference"), .numbers("95 %"),
            .numbers("p"), .words(""),
          ], rows)),
      .note(
        "Differences are drawn in pairs: both models are judged on the same questions in every "
          + "draw. p is twice the smaller share of draws on one side of 0. Many comparisons find "
          + "some small p by chance."),
    ]
  }

  /// Only where the whole interval lies on one side of 0.
  private static func verdict(
    _ figure: ModelComparison.Figure, _ cell: ModelComparison.Cell
  ) -> VisibleText {
    guard let interval = cell.differenceInterval else { return "" }
    if interval.lowerBound > 0 { return figure.isBetterWhenLarger ? "better" : "worse" }
    if interval.upperBound < 0 { return figure.isBetterWhenLarger ? "worse" : "better" }
    return ""
  }
}

extension ModelComparison.Figure {
  /// Over a column.
  var title: VisibleText {
    switch self {
    case .errorAccuracy: "a"
    case .correctAccuracy: "b"
    case .f1: "F1"
    case .hazardArea: "hazard AUROC"
    case .rewardArea: "AUROC S(T)"
    case .wrongPrecision: "AUPRC wrong"
    case .brierScore: "Brier"
    case .calibrationError: "ECE"
    }
  }
}
