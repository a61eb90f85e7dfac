import Evaluation
import Selection
import VisibleText

extension Report {
  /// How well single steps are judged, class by class.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - subject: models and files.
  ///   - bootstrap: how intervals were made.
  /// - Returns: a report with a bar chart of PRMScore.
  public static func prmBench(
    _ figures: PRMBenchFigures, of subject: EvaluationSubject, bootstrap: QuestionBootstrap
  ) -> Report {
    let total = figures.total
    let rows = figures.classes.map { row($0) }
    let strong = Table.Row(
      [
        "total",
        CellText.count(figures.classes.filter { !$0.isLeftOutOfTotal }.map(\.count).reduce(0, +)),
        CellText.count(total.count), CellText.count(total.wrong), CellText.figure(total.prmScore),
        CellText.figure(total.f1), CellText.figure(total.negativeF1),
        CellText.figure(total.rightAccuracy), CellText.figure(total.wrongAccuracy), "",
        figures.interval == nil ? "" : "95 %: " + CellText.interval(figures.interval),
      ], weight: .strong)
    let table = Table(
      [
        .words("class"), .numbers("trajectories"), .numbers("steps"), .numbers("wrong"),
        .numbers("PRMScore"), .numbers("F1 valid"), .numbers("F1 invalid"), .numbers("right kept"),
        .numbers("wrong found"), .numbers("first found"), .words(""),
      ], rows + [strong])
    return Report(
      title: "PRMBench: single steps judged",
      facts: subject.facts + [Fact("valid if", VisibleText(figures.rule.description))],
      sections: [
        Section(
          "By class",
          [
            .table(table), .chart(chart(figures)),
            .note(
              "PRMScore is the mean of both F1; an undefined F1 counts 0, in the "
                + "official program −1. multi_solutions has no wrong steps and counts F1 valid only; the "
                + "class correct stays out of the total. " + bootstrap.words),
          ])
      ])
  }

  private static func row(_ figures: PRMBenchFigures.Class) -> Table.Row {
    let confusion = figures.confusion
    return Table.Row(
      [
        VisibleText.name(figures.name, columns: 32), CellText.count(figures.count),
        CellText.count(confusion.count), CellText.count(confusion.wrong),
        CellText.figure(figures.score), CellText.figure(confusion.f1),
        CellText.figure(figures.countsF1Only ? nil : confusion.negativeF1),
        CellText.figure(confusion.rightAccuracy), CellText.figure(confusion.wrongAccuracy),
        CellText.figure(figures.firstErrorAccuracy),
        figures.isLeftOutOfTotal ? "not in the total" : figures.countsF1Only ? "F1 only" : "",
      ], weight: figures.isLeftOutOfTotal ? .quiet : .plain)
  }

  private static func chart(_ figures: PRMBenchFigures) -> Chart {
    let points = figures.classes.enumerated().map { place, figures in
      Chart.Point(
        Double(place), figures.score, hint: "\(figures.name): \(CellText.figure(figures.score))")
    }
    return Chart(
      caption: "PRMScore by class; the line is the total",
      x: .names("", figures.classes.map { VisibleText.name($0.name, columns: 20) }),
      y: .share("PRMScore"),
      layers: [
        Chart.Layer(.bars(width: 0.6), .series(0), points: points),
        Chart.Layer(
          .line, .reference, isDashed: true,
          points: [
            Chart.Point(-0.5, figures.total.prmScore),
            Chart.Point(Double(figures.classes.count) - 0.5, figures.total.prmScore),
          ]),
      ], aspect: 0.45)
  }
}
