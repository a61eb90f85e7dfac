import Catalog
import Drawing
import Queries
import Survival
import VisibleText

/// The overview: the whole set at a glance, in charts.
struct Overview: Sendable {
  var summary = Summary()
  /// The bar under the cursor.
  var bar = OverviewLayout.Place()
  /// The first visible line.
  var top = 0
}

/// The overview's figures, and what they were counted from.
struct Summary: Sendable {
  private(set) var figures: OverviewFigures?
  private var counted: Stamp?
  private var asked: Stamp?
  /// When they were last asked for, seconds since 1970.
  private var askedAt = 0.0

  /// What figures are counted from; while that stays, so do they.
  struct Stamp: Equatable, Sendable {
    /// The order shown; it changes at once.
    var arrangement: Arrangement
    var shown: Int
    var scored: Int
    var labelled: Int
    var isBlind: Bool
  }

  /// Waits for figures of that stamp.
  mutating func ask(for stamp: Stamp, at now: Double) { (asked, askedAt) = (stamp, now) }

  mutating func take(_ figures: OverviewFigures) {
    self.figures = figures
    counted = asked
    asked = nil
  }

  /// Figures and answers of another rule, or of hidden figures, are not to be shown.
  mutating func forget() { self = Summary() }

  var isAsked: Bool { asked != nil }

  /// Whether new figures are due: at once for another order or another verdict, else once a second.
  func isDue(for stamp: Stamp, at now: Double) -> Bool {
    guard let counted, asked == nil else { return asked == nil }
    return counted.arrangement != stamp.arrangement || counted.labelled != stamp.labelled
      || (counted != stamp && now >= askedAt + 1)
  }
}

extension Overview: TextView {
  static var top: WritableKeyPath<InspectorState, Int> { \.overview.top }

  static func lines(_ state: InspectorState, columns: Int) -> [RowWriter] {
    state.overviewLines(columns: columns)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.barFacts + position(state, columns: columns)
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [.nextStep, .previousStep, .nextTrajectory, .open, .back, .toggleHelp]
  }

  static func move(_ state: inout InspectorState, by offset: Int) { state.moveBar(down: offset) }

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.moveBar(right: offset.signum())
  }

  static func open(_ state: inout InspectorState) -> [Effect] { state.openBar() }
}

extension InspectorState {
  private func overviewLayout(columns: Int) -> OverviewLayout {
    let charts = overview.summary.figures?.charts(
      now: now, rule: ruleInForce, columns: OverviewLayout.chartColumns(columns),
      fitting: training.last)
    return OverviewLayout(charts: charts ?? [], columns: columns)
  }

  /// How ẑ is read off: as the user says, else as the model does.
  private var ruleInForce: PredictionRule? {
    window.rule ?? item?.score?.rule
      ?? window.items.values.lazy.compactMap { $0.score?.rule }.first
  }

  /// What stands above the charts.
  private func overviewHead(_ figures: OverviewFigures, columns: Int) -> [RowWriter] {
    let agreement = figures.agreementLine(columns: columns)
    return [figures.summaryLine(columns: columns)]
      + (agreement.used > 0 ? [agreement] : []) + [RowWriter(columns: columns)]
  }

  /// The filter that the bar under the cursor stands for, if one does.
  private var barFilter: Query? {
    let charts = overviewLayout(columns: size.columns).charts
    guard charts.indices.contains(overview.bar.chart),
      charts[overview.bar.chart].bars.indices.contains(overview.bar.bar)
    else { return nil }
    return charts[overview.bar.chart].bars[overview.bar.bar].filter
  }

  /// What Enter would show.
  var barFacts: [RowPiece] {
    guard let filter = barFilter else { return [] }
    return [
      RowPiece("\(options.keys.spelling(of: .open)): \(VisibleText(filter.source))", weight: 7)
    ]
  }

  func overviewLines(columns: Int) -> [RowWriter] {
    guard let figures = overview.summary.figures else {
      var line = RowWriter(columns: columns)
      line.write(order.isEmpty ? " nothing is shown" : " counting …", .quiet)
      return [line]
    }
    return overviewHead(figures, columns: columns)
      + overviewLayout(columns: columns).lines(cursor: overview.bar)
  }

  /// Moves the cursor over the bars, and keeps it in sight.
  mutating func moveBar(down: Int = 0, right: Int = 0) {
    let layout = overviewLayout(columns: size.columns)
    overview.bar =
      down != 0
      ? layout.moved(from: overview.bar, down: down)
      : layout.moved(from: overview.bar, right: right)
    let head = overview.summary.figures.map { overviewHead($0, columns: size.columns).count } ?? 0
    guard layout.charts.indices.contains(overview.bar.chart) else { return }
    let line = layout.line(of: overview.bar) + head
    let isFirst = overview.bar.bar < layout.charts[overview.bar.chart].across
    // The chart's title stays in sight above its first bar.
    overview.top = min(max(overview.top, line - bodyRows + 1), max(0, line - (isFirst ? 2 : 0)))
    if overview.bar.chart < layout.across, isFirst { overview.top = 0 }
  }

  /// Shows what the bar under the cursor stands for, in the list.
  mutating func openBar() -> [Effect] {
    guard let filter = barFilter else {
      notice = Notice(text: "no filter says which these are", severity: .warning)
      return []
    }
    layers.view = .list
    var arrangement = order.wanted
    arrangement.filter = arrangement.filter?.and(filter) ?? filter
    return arrange(arrangement)
  }

  /// Asks for the overview's figures in the views that show them, when they are out of date.
  mutating func wantedSummary() -> [Effect] {
    guard layers.view == .overview || layers.view == .list, !order.isEmpty, order.request == nil
    else {
      return []
    }
    let stamp = Summary.Stamp(
      arrangement: order.arrangement, shown: order.count, scored: window.progress.scored,
      labelled: window.progress.labelled, isBlind: options.blind)
    guard overview.summary.isDue(for: stamp, at: now) else { return [] }
    overview.summary.ask(for: stamp, at: now)
    return [.summarize(order.indices, isBlind: options.blind)]
  }
}
