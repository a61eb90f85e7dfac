import Catalog
import Drawing
import Queries
import Selection
import VisibleText

/// The overview's charts by generator, by training step and by time.
extension OverviewFigures {
  /// More bars than this nobody compares.
  private static let most = 12

  /// The most frequent ones, the others together.
  var generatorChart: Chart {
    let groups = generators.groups.sorted {
      $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
    }
    guard groups.contains(where: { !$0.key.isEmpty }) else { return Chart("", []) }
    var bars = groups.prefix(Self.most).map { name, figures in
      Chart.Bar(name.isEmpty ? "(none)" : name, figures, filter: .text(.generator, is: name))
    }
    let others = groups.dropFirst(Self.most).reduce(generators.others.count) { $0 + $1.value.count }
    if others > 0 { bars.append(Chart.Bar("others", others, .quiet)) }
    return Chart("generators: right answers, then wrong ones", bars)
  }

  /// The newest ones, and how the share of right answers went over all.
  var trainingChart: Chart {
    let steps = trainingSteps.groups.sorted { $0.key < $1.key }
    let shares = steps.compactMap(\.value.shareRight)
    let curve = shares.count > 1 ? "  " + Sparkline.text(shares, columns: 24) : VisibleText.empty
    let bars = steps.suffix(Self.most).map { step, figures in
      Chart.Bar("\(step)", figures, filter: .compare(.trainingStep, .equal, Double(step)))
    }
    return Chart("training steps, right answers" + curve, bars)
  }

  /// The share of questions whose choice is right, against N, with the ends of its interval.
  func bestOfNChart(_ name: VisibleText, _ curve: AccuracyCurve?) -> Chart {
    guard let curve, curve.points.count > 1 else { return Chart("", []) }
    let bars = curve.points.map { point in
      var bar = Chart.Bar("N = \(point.candidates)", mean: point.accuracy, .holds)
      let ends = [point.interval.lowerBound, point.interval.upperBound]
      bar.marks = ends
      bar.detail = ends.map { NumberText.probability($0) }.joined(separator: "–")
      return bar
    }
    let count = NumberText.counted(curve.questions, "question")
    return Chart("\(name): right of \(count), │ 95 %", bars, full: 1)
  }

  /// Verdicts by hour, or by day when they reach further back.
  func pace(now: Double) -> Chart {
    guard let first = verdictHours.keys.min(), now.isFinite, abs(now) < 1e12 else {
      return Chart("", [])
    }
    let present = Int(now / 3600)
    let isHourly = present - first < Self.most
    let width = isHourly ? 1 : 24
    var counts = [Int](repeating: 0, count: Self.most)
    for (hour, count) in verdictHours {
      let part = max(0, present - hour) / width
      if part < counts.count { counts[part] += count }
    }
    let used = (counts.lastIndex { $0 > 0 } ?? 0) + 1
    let bars = counts.prefix(used).enumerated().map { part, count in
      let filter = Self.filter(
        from: (present + 1 - (part + 1) * width) * 3600,
        to: (present + 1 - part * width) * 3600, now: Int(now))
      return Chart.Bar(Self.name(part, isHourly: isHourly), count, .verdict, filter: filter)
    }
    return Chart(isHourly ? "your verdicts by hour" : "your verdicts by day", bars)
  }

  /// Verdicts of a stretch of time, in seconds since 1970; their age is asked for when it is opened.
  private static func filter(from: Int, to: Int, now: Int) -> Query {
    let oldest = Query.compare(.age, .atMost, Double(now - from))
    return to > now ? oldest : .all(.compare(.age, .greater, Double(now - to)), oldest)
  }

  private static func name(_ part: Int, isHourly: Bool) -> String {
    switch (part, isHourly) {
    case (0, true): "this hour"
    case (0, false): "last 24 h"
    case (_, true): "\(part) h ago"
    case (1, false): "a day ago"
    case (_, false): "\(part) days ago"
    }
  }
}

extension Chart.Bar {
  /// A group by its answers, with what else is known of it at the end.
  init(_ name: String, _ figures: GroupFigures, filter: Query?) {
    let unknown = figures.count - figures.right - figures.wrong
    self.init(
      name, [(figures.right, .holds), (figures.wrong, .fails), (unknown, .quiet)], filter: filter)
    var words: [VisibleText] = []
    if let share = figures.shareRight { words.append("right \(NumberText.probability(share))") }
    if let mean = figures.survival.mean { words.append("S \(NumberText.probability(mean))") }
    if figures.labelled > 0 {
      words.append("labelled \(NumberText.percent(figures.labelled, of: figures.count))")
    }
    detail = words.joined(separator: "  ")
  }
}
