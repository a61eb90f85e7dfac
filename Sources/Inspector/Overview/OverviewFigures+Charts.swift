import Catalog
import Drawing
import Queries
import Scoring
import Survival
import VisibleText

/// What the overview draws of its figures.
extension OverviewFigures {
  var predictedWrong: Int { predictedPlaces.reduce(0, +) }

  /// Where first errors lie, ten parts of a trajectory in ten columns; empty without any.
  var placeOfErrors: VisibleText {
    let most = Double(labelledPlaces.max() ?? 0)
    guard most > 0 else { return "" }
    return Sparkline.text(
      labelledPlaces.map { Double($0) / most }, columns: 10, choosing: .largest) + " z by place"
  }

  /// What there is to draw.
  ///
  /// - Parameters:
  ///   - now: in seconds since 1970, for the ages of verdicts.
  ///   - rule: how ẑ is read off.
  ///   - columns: of one chart.
  ///   - fitting: the last `:train`; its losses come first, beside the reliability.
  /// - Returns: charts in the order of the screen, from left to right and from top to bottom.
  func charts(
    now: Double, rule: PredictionRule?, columns: Int, fitting: ModelFitting? = nil
  ) -> [Chart] {
    let losses = Chart(losses: fitting, columns: columns)
    let reliability = reliabilityChart(columns: columns)
    let learnt = losses.isEmpty ? [] : [losses, reliability]
    let charts =
      learnt + [
        verdictChart, pairChart, matrixChart(columns: columns), ruleChart(rule),
        learnt.isEmpty ? reliability : Chart("", []), survivalChart,
        bestOfNChart("best of N by S(T)", bestOfN?.best),
        bestOfNChart("Major@N", bestOfN?.majority),
        bestOfNChart("Pass@N, any right one", bestOfN?.oracle),
        modelChart(columns: columns), placeChart, predictionChart, lengthChart,
        hazardChart, pace(now: now), generatorChart, trainingChart,
      ]
    return charts.filter { !$0.isEmpty }
  }

  private var verdictChart: Chart {
    Chart(
      "your verdicts",
      [
        .init("first error", verdicts.firstError, .verdict, filter: .label(.verdict, is: .error)),
        .init("no error", verdicts.noError, .verdict, filter: .label(.verdict, is: .noError)),
        .init("unsure", verdicts.unsure, .verdict, filter: .label(.verdict, is: .unsure)),
        .init(
          "bad problem", verdicts.badProblem, .verdict, filter: .label(.verdict, is: .badProblem)),
        .init("not labelled", verdicts.unlabelled, .quiet, filter: .flag(.unlabelled)),
      ])
  }

  private var pairChart: Chart {
    let labelNone = Query.label(.label, is: .noError)
    let labelError = Query.label(.label, is: .error)
    let predictedNone = Query.label(.prediction, is: .noError)
    let predictedError = Query.label(.prediction, is: .error)
    return Chart(
      "model and label",
      [
        .init("both none", pairs.agreeOnNone, .survival, filter: .all(labelNone, predictedNone)),
        .init(
          "same step", pairs.agreeOnStep, .survival,
          filter: .all(labelError, predictedError, .not(.flag(.differs)))),
        .init(
          "other step", pairs.otherStep, .survival,
          filter: .all(labelError, predictedError, .flag(.differs))),
        .init("only model", pairs.onlyModel, .survival, filter: .all(labelNone, predictedError)),
        .init("only label", pairs.onlyLabel, .survival, filter: .all(labelError, predictedNone)),
      ])
  }

  private var placeChart: Chart {
    Chart("z by place: your verdict, else the file's", Self.tenths(labelledPlaces, .verdict))
  }

  private var predictionChart: Chart {
    Chart("ẑ by place", Self.tenths(predictedPlaces, .prediction))
  }

  /// Each tenth by whether the answer is right.
  private var survivalChart: Chart {
    let bars = (0..<10).map { part in
      let low = "0.\(part)"
      let high = part == 9 ? "1.0" : "0.\(part + 1)"
      return Chart.Bar(
        "\(low)–\(high)",
        [
          (survivalOfRight[part], .holds), (survivalOfWrong[part], .fails),
          (survivalOfUnknown[part], .survival),
        ],
        filter: .all(
          .compare(.survival, .atLeast, Double(part) / 10),
          .compare(.survival, part == 9 ? .atMost : .less, Double(part + 1) / 10)))
    }
    let hasOutcome = (survivalOfRight + survivalOfWrong).contains { $0 > 0 }
    return Chart(hasOutcome ? "S(T): right answers, then wrong ones" : "S(T)", bars)
  }

  /// Lengths in at most ten equal ranges.
  private var lengthChart: Chart {
    guard let least = lengths.keys.min(), let most = lengths.keys.max() else {
      return Chart("steps T", [])
    }
    let width = (most - least) / 10 + 1
    var counts = [Int](repeating: 0, count: (most - least) / width + 1)
    for (length, count) in lengths { counts[(length - least) / width] += count }
    let bars = counts.enumerated().map { part, count in
      let first = least + part * width
      let last = min(most, first + width - 1)
      return first == last
        ? Chart.Bar(
          "\(first)", count, .quiet, filter: .compare(.steps, .equal, Double(first)))
        : Chart.Bar(
          "\(first)–\(last)", count, .quiet,
          filter: .all(
            .compare(.steps, .atLeast, Double(first)), .compare(.steps, .atMost, Double(last))))
    }
    return Chart("steps T", bars)
  }

  /// How likely steps are wrong, by where they stand.
  private var hazardChart: Chart {
    let means = hazardPlaces.map(\.mean)
    guard means.contains(where: { $0 != nil }) else { return Chart("", []) }
    let bars = means.enumerated().map {
      Chart.Bar(Self.tenth($0.offset), mean: $0.element, .hazard($0.element ?? 0))
    }
    return Chart("mean h(t) by place", bars)
  }

  private static func tenth(_ part: Int) -> String { "\(part * 10)–\(part * 10 + 10) %" }

  private static func tenths(_ counts: [Int], _ ink: Ink) -> [Chart.Bar] {
    counts.enumerated().map {
      Chart.Bar(tenth($0.offset), $0.element, ink)
    }
  }

  // MARK: Above the charts

  func summaryLine(columns: Int) -> RowWriter {
    var pieces = [RowPiece("\(NumberText.count(shown)) shown", .heading, weight: 9)]
    if let first = lengths.keys.min(), let last = lengths.keys.max() {
      pieces.append(RowPiece("steps \(first) to \(last), median \(medianLength)", weight: 3))
    }
    if scored > 0, scored < shown {
      pieces.append(RowPiece("\(NumberText.count(scored)) of them scored", weight: 8))
    }
    if predictedWrong + predictedRight > 0 {
      let wrong = NumberText.count(predictedWrong)
      let right = NumberText.count(predictedRight)
      pieces.append(RowPiece("ẑ names a step in \(wrong), none in \(right)", weight: 6))
    }
    if pairs.agreeing + pairs.differing > 0 {
      let same = NumberText.count(pairs.agreeing)
      let other = NumberText.count(pairs.differing)
      pieces.append(RowPiece("model and label agree in \(same), differ in \(other)", weight: 5))
    }
    return RowWriter.line(left: pieces, columns: columns)
  }

  private var medianLength: Int {
    let half = lengths.values.reduce(0, +) / 2
    var passed = 0
    for (length, count) in lengths.sorted(by: { $0.key < $1.key }) {
      passed += count
      if passed > half { return length }
    }
    return 0
  }
}
