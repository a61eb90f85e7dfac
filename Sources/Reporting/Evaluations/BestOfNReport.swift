import Evaluation
import Selection
import VisibleText

extension Report {
  /// How often each rule chooses a right candidate among N.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - subject: models and files.
  ///   - bootstrap: how intervals were made.
  /// - Returns: a report with accuracy against N, drawn and in a table for each model.
  public static func bestOfN(
    _ figures: BestOfNFigures, of subject: EvaluationSubject, bootstrap: QuestionBootstrap
  ) -> Report {
    let largest = figures.counts.last ?? 0
    var facts = subject.facts
    facts.append(
      Fact("questions", "\(figures.questions) with \(figures.candidates) candidates"))
    var sections = [
      Section(
        "Without a model",
        [.table(table(figures.baselines, figures.counts))])
    ]
    sections.append(
      Section(
        "Own rule and product side by side", [.table(sideBySide(figures)), .chart(chart(figures))]))
    sections += figures.models.map { model in
      Section(
        VisibleText.name(model.name, columns: 60) + " (\(model.kind))",
        [.table(table(model.lines, figures.counts))])
    }
    var notes: [Block] = [
      .note(
        "Choices are made among the first N candidates of each question; of equally good ones the "
          + "first is taken. ◆ is how the model's authors rank. The interval is that of N = \(largest): "
          + "95 % of \(bootstrap.resamples) draws of whole questions, seed \(bootstrap.seed)."),
      .note(
        "Of a CRM the product is S(T). Of a PRM it is the control: the same rule with p₊ instead of "
          + "1 − h."
      ),
    ]
    if figures.unjudged > 0 {
      notes.append(
        .note(
          "\(figures.unjudged) questions are left out: of some candidate it is not known whether it is right."
        ))
    }
    sections.append(Section("How to read it", notes))
    return Report(
      title: "Best of N: a right candidate chosen", facts: facts, sections: sections)
  }

  /// Each model's own rule and the product, by which a PRM is compared with a CRM.
  private static func sideBySide(_ figures: BestOfNFigures) -> Table {
    var rows: [Table.Row] = []
    for model in figures.models {
      for line in compared(model) {
        let name: VisibleText = VisibleText.name(model.name, columns: 32) + " (\(model.kind))"
        rows.append(row(line, head: [name, self.name(line.rule)]))
      }
    }
    return Table([.words("model"), .words("rule")] + columns(figures.counts), rows)
  }

  /// Best-of-N by the model's own rule and by the product.
  private static func compared(_ model: BestOfNFigures.Model) -> [BestOfNFigures.Line] {
    model.lines.filter { line in
      guard case .best(let aggregation) = line.rule else { return false }
      return line.isOwn || aggregation == .product
    }
  }

  private static func columns(_ counts: [Int]) -> [Table.Column] {
    counts.map { .numbers("N = \($0)") } + [.numbers("95 % at N = \(counts.last ?? 0)")]
  }

  private static func row(_ line: BestOfNFigures.Line, head: [VisibleText]) -> Table.Row {
    let last = line.curve.points.last?.interval
    return Table.Row(
      head + line.curve.points.map { CellText.figure($0.accuracy) }
        + [CellText.range(last?.lowerBound, last?.upperBound)],
      weight: line.isOwn ? .strong : .plain)
  }

  private static func table(_ lines: [BestOfNFigures.Line], _ counts: [Int]) -> Table {
    Table(
      [.words("rule"), .words("")] + columns(counts),
      lines.map { row($0, head: [name($0.rule), $0.isOwn ? "◆" : ""]) })
  }

  private static func name(_ rule: SelectionRule?) -> VisibleText {
    switch rule {
    case nil: "Pass@N, unbiased"
    case .oracle: "Pass@N of the first N"
    case .majority: "Major@N"
    case .first: "one sample"
    case .best(let aggregation): "best \(aggregation.rawValue)"
    case .vote(let aggregation): "vote \(aggregation.rawValue)"
    }
  }

  /// N by its logarithm to the base 2: ceiling, majority and each model's own and product.
  private static func chart(_ figures: BestOfNFigures) -> Chart {
    var lines: [(name: VisibleText, line: BestOfNFigures.Line)] = []
    lines += figures.baselines.filter { $0.rule == nil || $0.rule == .majority }
      .map { (name($0.rule), $0) }
    for model in figures.models {
      let short = VisibleText.name(model.name, columns: 16)
      lines += compared(model).map { (short + " " + name($0.rule), $0) }
    }
    let counts = figures.counts
    let places = counts.indices.map { Double($0) }
    let layers = lines.enumerated().map { number, line in
      Chart.Layer(
        .line, line.line.rule == nil ? .reference : .series(number - 1), name: line.name,
        isDashed: line.line.rule == nil,
        points: zip(places, line.line.curve.points).map { Chart.Point($0, $1.accuracy) })
    }
    return Chart(
      caption: "Share of questions with a right choice", x: .names("N", counts.map { "\($0)" }),
      y: .share("right"), layers: layers, aspect: 0.5)
  }
}
