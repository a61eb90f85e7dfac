import Evaluation
import Selection
import Survival
import VisibleText

extension Report {
  /// Whether S(T) and hazards can be trusted as probabilities, and how well they rank.
  ///
  /// - Parameters:
  ///   - figures: against labels, against outcomes, or both.
  ///   - hazards: of single steps; `nil` without labels.
  ///   - subject: models and files.
  ///   - bootstrap: how intervals were made.
  /// - Returns: a report with reliability diagrams.
  public static func calibration(
    _ figures: [CalibrationFigures], hazards: HazardCalibration?, of subject: EvaluationSubject,
    bootstrap: QuestionBootstrap
  ) -> Report {
    var sections = figures.map { section($0, bootstrap) }
    if let hazards { sections.append(section(hazards)) }
    return Report(
      title: "Calibration: can S(T) and h(t) be trusted?", facts: subject.facts,
      sections: sections)
  }

  private static func section(
    _ figures: CalibrationFigures, _ bootstrap: QuestionBootstrap
  ) -> Section {
    let heading: VisibleText =
      figures.target == .label
      ? "S(T) against labels: no step is wrong" : "S(T) against outcomes: the final answer is right"
    return Section(
      heading,
      [
        .text(
          "\(figures.count) trajectories, \(figures.right) of them right "
            + "(\(CellText.figure(Double(figures.right) / Double(figures.count))))."),
        .table(rankingTable(figures)), .table(binTable(figures.calibration, "S(T)", "right")),
        .chart(
          reliability(
            figures.calibration, x: "S(T)", y: "share that is right",
            caption:
              "Reliability of S(T): on the dashed line it is calibrated; larger dots count more.")
        ), .note(note(figures, bootstrap)),
      ])
  }

  private static func rankingTable(_ figures: CalibrationFigures) -> Table {
    let share = Double(figures.right) / Double(max(1, figures.count))
    func row(
      _ name: VisibleText, _ estimate: CalibrationFigures.Estimate, chance: Double?
    ) -> Table.Row {
      Table.Row([
        name, CellText.figure(estimate.value), CellText.interval(estimate.interval),
        chance.map { CellText.figure($0) } ?? "",
      ])
    }
    func plain(_ name: VisibleText, _ value: Double?, chance: Double?) -> Table.Row {
      Table.Row([name, CellText.figure(value), "", chance.map { CellText.figure($0) } ?? ""])
    }
    return Table(
      [.words("figure"), .numbers("value"), .numbers("95 %"), .numbers("by chance")],
      [
        row("calibration error (ECE, ten bins)", figures.calibrationError, chance: nil),
        row("Brier score", figures.brierScore, chance: share * (1 - share)),
        row("AUROC, pooled over questions", figures.areaUnderROC, chance: 0.5),
        row("AUPRC of right ones, pooled", figures.rightPrecision, chance: share),
        row("AUPRC of wrong ones, pooled", figures.wrongPrecision, chance: 1 - share),
        plain("AUROC within questions, mean", figures.within.meanArea, chance: 0.5),
        plain("AUROC within questions, all pairs", figures.within.pairArea, chance: 0.5),
      ])
  }

  private static func note(_ figures: CalibrationFigures, _ bootstrap: QuestionBootstrap)
    -> VisibleText
  {
    let within: VisibleText =
      figures.within.questions == 0
      ? "No question has both right and wrong candidates, so nothing is told within questions. "
      : "Within questions: \(figures.within.questions) with right and wrong candidates, "
        + "\(figures.within.pairs) pairs. "
    return within + bootstrap.words
  }

  private static func section(_ hazards: HazardCalibration) -> Section {
    Section(
      "h(t) against labels: step t is the first wrong one",
      [
        .text(
          "\(hazards.steps) steps up to and including each first wrong one; "
            + "\(hazards.wrong) of them are wrong."),
        .table(
          Table(
            [.words("figure"), .numbers("value"), .numbers("by chance")],
            [
              Table.Row([
                "calibration error (ECE, ten bins)",
                CellText.figure(hazards.calibration.expectedCalibrationError),
              ]),
              Table.Row(["Brier score", CellText.figure(hazards.calibration.brierScore)]),
              Table.Row(["AUROC", CellText.figure(hazards.areaUnderROC), "0.500"]),
              Table.Row([
                "AUPRC", CellText.figure(hazards.averagePrecision),
                CellText.figure(Double(hazards.wrong) / Double(hazards.steps)),
              ]),
            ])),
        .table(binTable(hazards.calibration, "h(t)", "wrong")),
        .chart(
          reliability(
            hazards.calibration, x: "h(t)", y: "share that is first wrong",
            caption: "Reliability of h(t)")),
      ])
  }

  static func binTable(
    _ calibration: Calibration, _ name: VisibleText, _ share: VisibleText
  ) -> Table {
    let rows = calibration.bins.enumerated().map { place, bin in
      Table.Row([
        CellText.range(Double(place) / 10, Double(place + 1) / 10, places: 1),
        CellText.count(bin.count), CellText.figure(bin.meanProbability),
        CellText.figure(bin.positiveRate),
      ])
    }
    return Table(
      [.words(name), .numbers("count"), .numbers("mean"), .numbers(share)], rows)
  }

  static func reliability(
    _ calibration: Calibration, x: VisibleText, y: VisibleText, caption: VisibleText
  ) -> Chart {
    let largest = Double(calibration.bins.map(\.count).max() ?? 1)
    let dots = calibration.bins.compactMap { bin -> Chart.Point? in
      guard let mean = bin.meanProbability, let rate = bin.positiveRate else { return nil }
      return Chart.Point(
        mean, rate, size: 0.5 + 2 * (Double(bin.count) / largest).squareRoot(),
        hint: "\(bin.count): mean \(CellText.figure(mean)), share \(CellText.figure(rate))")
    }
    return Chart(
      caption: caption, x: .share(x), y: .share(y),
      layers: [
        Chart.Layer(
          .line, .reference, isDashed: true, points: [Chart.Point(0, 0), Chart.Point(1, 1)]),
        Chart.Layer(.line, .series(0), points: dots.map { Chart.Point($0.x, $0.y) }),
        Chart.Layer(.dots, .series(0), points: dots),
      ], aspect: 0.8)
  }
}
