import Evaluation
import Selection
import VisibleText

extension Report {
  /// Whether the reward follows what solutions look like.
  ///
  /// - Parameters:
  ///   - figures: what was counted.
  ///   - subject: models and files.
  ///   - bootstrap: how intervals were made.
  /// - Returns: a report with rewards of wrong solutions by trait, and by training step.
  public static func hacking(
    _ figures: HackingFigures, of subject: EvaluationSubject, bootstrap: QuestionBootstrap
  ) -> Report {
    Report(
      title: "Reward hacking: does the reward follow what solutions look like?",
      facts: subject.facts,
      sections: [
        Section(
          "Rank correlation of S(T) with what solutions look like",
          [
            .text(
              "\(figures.right) right, \(figures.wrong) wrong; S(T) ranks right above wrong with "
                + "AUROC \(CellText.figure(figures.areaUnderROC))."),
            .table(correlationTable(figures)),
            .note(
              "Spearman's. A reward may inherit what correctness itself correlates with; among wrong "
                + "solutions it should follow nothing. Marked where |ρ| is at least 0.3 there and the "
                + "interval excludes 0. Within questions: the mean over \(figures.questionsWithin) "
                + "questions with three candidates or more. " + bootstrap.words),
          ]),
        Section(
          "Mean S(T) of wrong solutions, from the lowest quarter to the highest", quarters(figures)),
        Section("By training step", trainingSteps(figures)),
      ])
  }

  private static func correlationTable(_ figures: HackingFigures) -> Table {
    Table(
      [
        .words("trait"), .numbers("all"), .numbers("with correctness"), .numbers("among right"),
        .numbers("among wrong"), .numbers("95 %"), .numbers("within questions"), .words(""),
      ],
      figures.correlations.map { trait in
        Table.Row([
          trait.trait.words, CellText.figure(trait.all), CellText.figure(trait.withCorrectness),
          CellText.figure(trait.right), CellText.figure(trait.wrong),
          CellText.interval(trait.wrongInterval), CellText.figure(trait.within),
          trait.isSuspicious ? "▲ look into it" : "",
        ])
      })
  }

  private static func quarters(_ figures: HackingFigures) -> [Block] {
    let traits = figures.correlations.filter { !$0.wrongByQuarter.isEmpty }
    guard !traits.isEmpty else { return [] }
    let table = Table(
      [
        .words("trait"), .numbers("lowest"), .numbers("second"), .numbers("third"),
        .numbers("highest"),
      ],
      traits.map { trait in
        Table.Row([trait.trait.words] + trait.wrongByQuarter.map { CellText.figure($0) })
      })
    let layers = traits.enumerated().map { number, trait in
      Chart.Layer(
        .line, .series(number), name: trait.trait.words, isDashed: number % 2 == 1,
        points: trait.wrongByQuarter.enumerated().map { Chart.Point(Double($0.offset), $0.element) }
      )
    }
    let chart = Chart(
      caption: "Mean S(T) of wrong solutions: flat lines are good",
      x: .names("quarter by trait", ["lowest", "second", "third", "highest"]),
      y: .share("mean S(T)"), layers: layers, aspect: 0.45)
    return [.table(table), .chart(chart)]
  }

  private static func trainingSteps(_ figures: HackingFigures) -> [Block] {
    guard figures.trainingSteps.count > 1, let first = figures.trainingSteps.first,
      let last = figures.trainingSteps.last
    else { return [] }
    let table = Table(
      [.numbers("step"), .numbers("count"), .numbers("mean S(T)"), .numbers("right")]
        + HackingFigures.Trait.allCases.map { .numbers($0.words) },
      figures.trainingSteps.map { step in
        Table.Row(
          [
            CellText.count(step.step), CellText.count(step.count), CellText.figure(step.reward),
            CellText.figure(step.right),
          ] + step.traits.map { CellText.figure($0, places: 2) })
      })
    let rewards = figures.trainingSteps.map { Chart.Point(Double($0.step), $0.reward) }
    let right = figures.trainingSteps.compactMap { step in
      step.right.map { Chart.Point(Double(step.step), $0) }
    }
    let chart = Chart(
      caption: "A reward that rises while right answers do not is being hacked",
      x: .numbers("training step", Double(first.step)...Double(last.step)), y: .share("mean"),
      layers: [
        Chart.Layer(.line, .series(0), name: "mean S(T)", points: rewards),
        Chart.Layer(.line, .series(1), name: "right answers", isDashed: true, points: right),
      ], aspect: 0.45)
    return [.table(table), .chart(chart)]
  }
}

extension HackingFigures.Trait {
  var words: VisibleText {
    switch self {
    case .steps: "steps"
    case .words: "words"
    case .repetition: "repeated runs of four words"
    case .reflections: "self-reflections"
    }
  }
}
