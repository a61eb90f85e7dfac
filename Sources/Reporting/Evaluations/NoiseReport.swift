import Evaluation
import Survival
import VisibleText

extension Report {
  /// Labels that are probably wrong.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - cases: what the suspects' places lead to.
  ///   - evidence: what arithmetic says, shape `(cases)`.
  ///   - limit: how many suspects are listed.
  ///   - subject: models and files.
  /// - Returns: a report with a list of suspects.
  public static func noise(
    _ figures: NoiseFigures, cases: [EvaluationCase], evidence: [ArithmeticEvidence], limit: Int,
    of subject: EvaluationSubject
  ) -> Report {
    let shown = figures.suspects.prefix(limit)
    var list: [Block] = []
    if !shown.isEmpty { list.append(.table(suspectTable(shown, figures, cases, evidence))) }
    if figures.suspects.isEmpty { list.append(.text("None.")) }
    if figures.suspects.count > shown.count {
      list.append(.note("\(figures.suspects.count - shown.count) more; --limit shows more."))
    }
    return Report(
      title: "Labels that are probably wrong", facts: subject.facts,
      sections: [
        Section(
          "How each model sees the labels",
          [
            .table(voiceTable(figures)),
            .text(
              "Exact arithmetic contradicts \(figures.contradictedByArithmetic) of "
                + "\(figures.count) labels: an equation fails in a step that the label calls right."
            ),
            .note(
              "Confident learning (Northcutt et al. 2021): a model objects where it is more sure of "
                + "another class than it is, on average, of those that carry its label. A model that "
                + "learned from these labels objects too little."),
          ]),
        Section(
          "Labels that at least two of models and arithmetic contradict: \(figures.suspects.count)",
          list),
      ])
  }

  private static func voiceTable(_ figures: NoiseFigures) -> Table {
    Table(
      [
        .words("model"), .numbers("objections"), .numbers("estimated noise"),
        .numbers("labelled wrong, judged right"), .numbers("labelled right, judged wrong"),
        .numbers("place threshold"),
      ],
      figures.voices.map { voice in
        Table.Row([
          VisibleText.name(voice.model, columns: 32), CellText.count(voice.objections),
          CellText.figure(voice.existence.noise), CellText.count(voice.existence.counts[0][1]),
          CellText.count(voice.existence.counts[1][0]), CellText.figure(voice.placeThreshold),
        ])
      })
  }

  private static func suspectTable(
    _ suspects: ArraySlice<NoiseFigures.Suspect>, _ figures: NoiseFigures,
    _ cases: [EvaluationCase], _ evidence: [ArithmeticEvidence]
  ) -> Table {
    let rows = suspects.map { suspect in
      let trajectory = cases[suspect.place]
      let objections = suspect.objections.map { $0.map(words) ?? CellText.absent }
      return Table.Row(
        [
          VisibleText.name(trajectory.id, columns: 28),
          VisibleText.name(trajectory.file, columns: 28) + ":\(trajectory.line)",
          words(suspect.label),
        ] + objections + [
          CellText.figure(suspect.meanLogProbability, places: 1),
          arithmetic(suspect, evidence[suspect.place]),
        ])
    }
    return Table(
      [.words("id"), .words("place"), .words("label")]
        + figures.voices.map { .words(VisibleText.name($0.model, columns: 20)) }
        + [.numbers("log p"), .words("arithmetic")], rows)
  }

  private static func arithmetic(
    _ suspect: NoiseFigures.Suspect, _ evidence: ArithmeticEvidence
  ) -> VisibleText {
    if suspect.isContradictedByArithmetic, let step = evidence.failingStep {
      let equation = VisibleText.excerpt(evidence.equation ?? "", columns: 40)
      return "✗ step \(step + 1): " + equation
    }
    return suspect.isUnsupportedByArithmetic ? "the step's equations hold" : ""
  }

  /// Steps counted from 1.
  private static func words(_ step: FirstError) -> VisibleText {
    step.step.map { "step \($0 + 1)" } ?? "none"
  }
}
