import Drawing
import Evaluation
import JSON
import Labeling
import Reporting
import Survival
import VisibleText

/// What was simulated, for the head of the report.
struct SimulationSubject {
  var evaluation: EvaluationSubject
  var simulation: LabelingSimulation
  var seeds: [UInt64]
  var rule: PredictionRule
  /// What is fitted, in words.
  var fitting: VisibleText
  /// F1 of the model as it is.
  var before: LearningCurve.Spread?

  var facts: [Report.Fact] {
    let settings = simulation.settings
    let (pool, heldOut) = simulation.split(seed: seeds.first ?? 0)
    let share = NumberText.decimals(settings.randomShare * 100, places: 0)
    return evaluation.facts + [
      Report.Fact(
        "labelling",
        VisibleText(
          "\(settings.start) at random, then \(settings.batch) at a time up to \(settings.limit), "
            + "\(share) % of them at random")),
      Report.Fact(
        "judged on",
        VisibleText(
          "questions that are never labelled: \(heldOut.count) of \(pool.count + heldOut.count) "
            + "trajectories, others for each of \(seeds.count) seeds")),
      Report.Fact("fitted", fitting),
      Report.Fact("rule", VisibleText(rule.description)),
    ]
  }
}

/// The figures of a simulation as a report, a picture and JSON.
struct SimulationReport {
  let figures: SimulationFigures
  let subject: SimulationSubject

  var report: Report {
    Report(
      title: "Labelling replayed", facts: subject.facts,
      sections: [
        Report.Section(
          "Orders", [.table(orderTable), .note(orderNote)]),
        Report.Section("F1 by labels", [.table(courseTable), .chart(chart)]),
      ])
  }

  private var orderTable: Table {
    let target = CellText.figure(figures.target)
    let rows = figures.rows.map { row in
      Table.Row(
        [
          VisibleText(row.order.rawValue), labels(row), VisibleText("\(row.reached)/\(seedCount)"),
          CellText.figure(row.height?.mean), CellText.figure(row.gain?.mean, showsPlus: true),
          CellText.figure(row.gain?.error), CellText.figure(row.last?.mean),
          CellText.figure(row.last?.deviation),
        ], weight: row.order == .random ? .strong : .plain)
    }
    return Table(
      [
        .words("order"), .numbers("labels to F1 " + target), .numbers("reached"),
        .numbers("mean F1"), .numbers("over random"), .numbers("±"), .numbers("last F1"),
        .numbers("sd"),
      ], rows)
  }

  private var seedCount: Int { figures.curves.first?.runs.count ?? 0 }

  /// `84 ± 21`, with `≥` where some seed did not get there.
  private func labels(_ row: SimulationFigures.Row) -> VisibleText {
    guard let labels = row.labels else { return CellText.absent }
    let sign: VisibleText = row.reached < labels.count ? "≥ " : ""
    let spread = labels.deviation.map { " ± " + CellText.figure($0, places: 0) } ?? .empty
    return sign + CellText.figure(labels.mean, places: 0) + spread
  }

  private var orderNote: VisibleText {
    let before = CellText.figure(subject.before?.mean)
    return "Before any label F1 is " + before
      + ". Labels are counted up to the first look from which F1 stays at the target for one more look; "
      + "seeds that do not reach it count with all their labels, which is too few (≥). Mean F1 is that of "
      + "all looks but the first; its difference from random is taken seed by seed, ± is the standard "
      + "error of that difference. sd is that of one seed."
  }

  private var courseTable: Table {
    let points = figures.curves.map(\.points)
    let length = points.map(\.count).min() ?? 0
    let rows = (0..<length).map { place in
      Table.Row(
        [CellText.count(points[0][place].labels)]
          + points.map { CellText.figure($0[place].f1.mean) })
    }
    return Table(
      [.numbers("labels")] + figures.curves.map { .numbers(VisibleText($0.order.rawValue)) }, rows)
  }

  var chart: Chart {
    let points = figures.curves.map(\.points)
    let all = points.flatMap { $0 }
    let labels = all.map { Double($0.labels) }
    let values = all.map(\.f1.mean) + [figures.target]
    let layers = zip(figures.curves, points).enumerated().map { number, pair in
      Chart.Layer(
        .line, pair.0.order == .random ? .reference : .series(number),
        name: VisibleText(pair.0.order.rawValue),
        points: pair.1.map { Chart.Point(Double($0.labels), $0.f1.mean) })
    }
    return Chart(
      caption: "F1 on questions that were never labelled, mean of all seeds",
      x: .numbers("labels", (labels.min() ?? 0)...(labels.max() ?? 1)),
      y: .numbers("F1", (values.min() ?? 0)...(values.max() ?? 1)), layers: layers)
  }

  // MARK: For programs

  var members: [(String, JSONValue)] {
    let settings = subject.simulation.settings
    return [
      ("rule", .string(subject.rule.description)),
      (
        "settings",
        .members([
          ("start", JSONValue(settings.start)), ("batch", JSONValue(settings.batch)),
          ("limit", JSONValue(settings.limit)), ("held_out", .number(settings.heldOut)),
          ("random_share", .number(settings.randomShare)),
          ("fitted", .string(subject.fitting.string)),
          ("seeds", .array(subject.seeds.map { .string(String($0)) })),
        ])
      ),
      ("f1_before", Self.json(subject.before)), ("target", .number(figures.target)),
      ("orders", .array(zip(figures.curves, figures.rows).map(Self.json))),
    ]
  }

  private static func json(_ curve: LearningCurve, _ row: SimulationFigures.Row) -> JSONValue {
    .members([
      ("order", .string(curve.order.rawValue)), ("labels_needed", json(row.labels)),
      ("reached", JSONValue(row.reached)), ("mean_f1", json(row.height)),
      ("over_random", json(row.gain)), ("last_f1", json(row.last)),
      (
        "runs",
        .array(
          curve.runs.map { looks in
            .array(
              looks.map {
                .members([
                  ("labels", JSONValue($0.labels)), ("f1", .number($0.f1)),
                  ("error_accuracy", $0.score.errorAccuracy.map { .number($0) } ?? .null),
                  ("correct_accuracy", $0.score.correctAccuracy.map { .number($0) } ?? .null),
                ])
              })
          })
      ),
    ])
  }

  private static func json(_ spread: LearningCurve.Spread?) -> JSONValue {
    guard let spread else { return .null }
    return .members([
      ("mean", .number(spread.mean)), ("deviation", spread.deviation.map { .number($0) } ?? .null),
      ("count", JSONValue(spread.count)),
    ])
  }
}
