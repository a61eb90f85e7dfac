import Catalog
import Drawing
import Queries
import Survival
import VisibleText

/// The overview's charts of how model, label and a second model agree.
extension OverviewFigures {
  /// Where the model puts the first error, for each place where it is.
  func matrixChart(columns: Int) -> Chart {
    guard matrix.total > 0 else { return Chart("", []) }
    return Chart(
      "z (rows) against ẑ (columns)",
      counts: matrix.folded(to: Chart.gridSteps(columns: columns)), fields: (.label, .prediction))
  }

  /// The same of two models.
  func modelChart(columns: Int) -> Chart {
    guard models.total > 0 else { return Chart("", []) }
    let share = NumberText.percent(models.agreeing, of: models.total)
    return Chart(
      "ẑ (rows) against ẑ₂ (columns): same in \(share)",
      counts: models.folded(to: Chart.gridSteps(columns: columns)),
      fields: (.prediction, .secondPrediction))
  }

  /// How often there is no error where S(T) says so: by labels, else by whether answers are right.
  func reliabilityChart(columns: Int) -> Chart {
    if reliability.count > 0 {
      return Self.reliabilityChart(
        "no error by S(T): █ in fact, │ as S(T) says", reliability,
        of: .any(.label(.label, is: .noError), .label(.label, is: .error)))
    }
    if outcomeReliability.count > 0 {
      return Self.reliabilityChart(
        "right answer by S(T): █ in fact, │ as S(T) says", outcomeReliability, of: nil)
    }
    guard scored > 0 else { return Chart("", []) }
    var chart = Chart("whether S(T) can be trusted", [])
    chart.picture = VisibleText(
      "no label and no known answer to tell: give verdicts, or open files that carry them"
    ).wrapped(columns: max(8, columns - 4))
    return chart
  }

  // `named` are those that are counted; `nil` where no filter says which.
  private static func reliabilityChart(
    _ title: VisibleText, _ reliability: ReliabilityFigures, of named: Query?
  ) -> Chart {
    let bars = reliability.bins.enumerated().map { place, bin in
      let low = "0.\(place)"
      let high = place == 9 ? "1.0" : "0.\(place + 1)"
      let below = Query.compare(.survival, .atMost, Double(place + 1) / 10)
      let above = Query.compare(.survival, .greater, Double(place) / 10)
      let range = place == 0 ? below : .all(above, below)
      var bar = Chart.Bar(
        "\(low)–\(high)", mean: bin.rightShare, .holds,
        filter: named.map {
          place == 0 ? .all(below, $0) : .all(above, below, $0)
        } ?? range)
      bar.marks = bin.survival.mean.map { [$0] } ?? []
      bar.detail = bin.count > 0 ? "of \(NumberText.count(bin.count))" : ""
      return bar
    }
    return Chart(title, bars, full: 1)
  }

  /// What each threshold of S(t) would make of the model, and what the rule in force does.
  func ruleChart(_ rule: PredictionRule?) -> Chart {
    guard pairs.score.f1 != nil else { return Chart("", []) }
    var bars = ThresholdFigures.thresholds.enumerated().map { place, threshold in
      Self.bar(
        threshold, thresholds.score(at: place), isInForce: rule?.survivalThreshold == threshold)
    }
    if let rule, !ThresholdFigures.thresholds.contains(where: { rule.survivalThreshold == $0 }) {
      let place = rule.survivalThreshold.map { wanted in
        ThresholdFigures.thresholds.count { $0 < wanted }
      }
      bars.insert(Self.bar(rule.survivalThreshold, pairs.score, isInForce: true), at: place ?? 0)
    }
    return Chart("F1 of ẑ by rule, ◀ the one in force", bars, full: 1)
  }

  private static func bar(
    _ threshold: Double?, _ score: ProcessBenchScore, isInForce: Bool
  ) -> Chart.Bar {
    let name = threshold.map { "S(t) < " + NumberText.decimals($0, places: 2) } ?? "map"
    var bar = Chart.Bar(
      isInForce ? name + " ◀" : name, mean: score.f1, isInForce ? .prediction : .survival)
    if let found = score.errorAccuracy, let correct = score.correctAccuracy {
      bar.detail = "a \(NumberText.probability(found)) b \(NumberText.probability(correct))"
    }
    return bar
  }

  /// What can be said of the model in a line; empty without labels.
  func agreementLine(columns: Int) -> RowWriter {
    let score = pairs.score
    let isWide = columns >= 110
    let figures: [(name: VisibleText, value: Double?, weight: Int)] = [
      ("F1", score.f1, 9), (isWide ? "a, first errors found" : "a", score.errorAccuracy, 6),
      (isWide ? "b, none found where none is" : "b", score.correctAccuracy, 5),
      (isWide ? "AUROC of S(T)" : "AUROC", reliability.areaUnderROC, 7),
      ("calibration error", reliability.expectedCalibrationError, 3),
    ]
    let pieces = figures.compactMap { figure in
      figure.value.map {
        RowPiece("\(figure.name) \(NumberText.probability($0))", weight: figure.weight)
      }
    }
    guard !pieces.isEmpty else { return RowWriter(columns: columns) }
    let count = RowPiece("of \(NumberText.count(reliability.count))", .quiet, weight: 4)
    return RowWriter.line(left: pieces + [count], columns: columns)
  }
}
