import VisibleText

/// How the overview is drawn: counts with their names and bars, side by side where they fit.
extension Overview {
  func lines(columns: Int) -> [RowWriter] {
    var pane = Pane(columns: columns)
    pane.add(summaryLine(columns: columns))
    pane.addBlank()
    guard columns >= 72 else {
      for chart in [verdictChart, pairChart, placeChart, predictionChart, survivalChart] {
        pane.lines += chart.pane(columns: columns).lines
        pane.addBlank()
      }
      return pane.lines
    }
    pane.lines += beside(verdictChart, pairChart, columns: columns)
    pane.addBlank()
    pane.lines += beside(placeChart, predictionChart, columns: columns)
    pane.addBlank()
    pane.lines += beside(survivalChart, lengthChart, columns: columns)
    return pane.lines
  }

  private func beside(_ left: CountChart, _ right: CountChart, columns: Int) -> [RowWriter] {
    let gap = 3
    let half = min((columns - gap) / 2, Self.widestChart)
    return left.pane(columns: half)
      .beside(right.pane(columns: half), gap: .blank(columns: gap)).lines
  }

  /// Wider, and the eye loses the name on its way to the bar's end.
  private static let widestChart = 76

  private func summaryLine(columns: Int) -> RowWriter {
    var pieces = [RowPiece("\(shown) shown", .heading, weight: 9)]
    let sorted = lengths.sorted()
    if let first = sorted.first, let last = sorted.last {
      pieces.append(
        RowPiece("steps \(first) to \(last), median \(sorted[sorted.count / 2])", weight: 3))
    }
    if predictedWrong + predictedRight > 0 {
      pieces.append(
        RowPiece("ẑ names a step in \(predictedWrong), none in \(predictedRight)", weight: 6))
    }
    if pairs.agreeing + pairs.differing > 0 {
      pieces.append(
        RowPiece(
          "model and label agree in \(pairs.agreeing), differ in \(pairs.differing)", weight: 5))
    }
    return RowWriter.line(left: pieces, columns: columns)
  }

  // MARK: Charts

  private var verdictChart: CountChart {
    CountChart(
      title: "your verdicts", ink: .verdict,
      counts: [
        ("first error", verdicts.firstError), ("no error", verdicts.noError),
        ("unsure", verdicts.unsure), ("bad problem", verdicts.badProblem),
        (CountChart.quietName, verdicts.unlabelled),
      ])
  }

  private var pairChart: CountChart {
    CountChart(
      title: "model and label", ink: .survival,
      counts: [
        ("both none", pairs.agreeOnNone), ("same step", pairs.agreeOnStep),
        ("other step", pairs.otherStep), ("only model", pairs.onlyModel),
        ("only label", pairs.onlyLabel),
      ])
  }

  private var placeChart: CountChart {
    CountChart(
      title: "z by place: your verdict, else the file's", ink: .verdict,
      counts: Self.tenths(labelled))
  }

  private var predictionChart: CountChart {
    CountChart(title: "ẑ by place", ink: .prediction, counts: Self.tenths(predicted))
  }

  private var survivalChart: CountChart {
    let names = (0..<10).map { "0.\($0)–\($0 == 9 ? "1.0" : "0.\($0 + 1)")" }
    return CountChart(
      title: "S(T)", ink: .survival, counts: Array(zip(names, survival)))
  }

  /// Lengths in at most ten equal ranges.
  private var lengthChart: CountChart {
    let least = lengths.min() ?? 0
    let most = lengths.max() ?? 0
    let width = (most - least) / 10 + 1
    var counts = [Int](repeating: 0, count: (most - least) / width + 1)
    for length in lengths { counts[(length - least) / width] += 1 }
    let names = counts.indices.map { part in
      let first = least + part * width
      let last = min(most, first + width - 1)
      return first == last ? "\(first)" : "\(first)–\(last)"
    }
    return CountChart(title: "steps T", ink: .quiet, counts: Array(zip(names, counts)))
  }

  private static func tenths(_ counts: [Int]) -> [(String, Int)] {
    counts.enumerated().map { ("\($0.offset * 10)–\($0.offset * 10 + 10) %", $0.element) }
  }
}

/// Counts with their names, each with a bar; the largest fills the width.
private struct CountChart {
  var title: VisibleText
  var ink: Ink
  var counts: [(name: String, count: Int)]
  /// The one that is no finding.
  static let quietName = "not labelled"

  init(title: VisibleText, ink: Ink, counts: [(String, Int)]) {
    self.title = title
    self.ink = ink
    self.counts = counts
  }

  func pane(columns: Int) -> Pane {
    var pane = Pane(columns: columns)
    pane.add(" " + title, .heading)
    let most = Double(max(1, counts.map(\.count).max() ?? 0))
    let start = Self.nameColumns + Self.countColumns + 2
    for (name, count) in counts {
      var line = RowWriter(columns: columns)
      line.write("   ")
      line.write(VisibleText(name), .quiet)
      line.write(VisibleText(String(count)), count == 0 ? .quiet : .plain, endingAt: start - 1)
      line.pad(to: start)
      let bar = Bar.text(fraction: Double(count) / most, columns: columns - start - 1)
      line.write(bar, name == Self.quietName ? .quiet : ink)
      pane.add(line)
    }
    return pane
  }

  private static let nameColumns = 16
  private static let countColumns = 7
}
