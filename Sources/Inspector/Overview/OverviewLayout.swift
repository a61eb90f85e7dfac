import Catalog
import VisibleText

/// Where the overview's charts stand: beside each other as far as they fit.
struct OverviewLayout {
  let charts: [Chart]
  let columns: Int

  /// A bar of a chart.
  struct Place: Equatable, Sendable {
    var chart = 0
    var bar = 0
  }

  private static let gap = 3
  /// Wider, and the eye loses the name on its way to the bar's end.
  private static let widestChart = 76

  /// How many charts stand beside each other.
  var across: Int { columns >= 180 ? 3 : columns >= 72 ? 2 : 1 }

  private var chartColumns: Int {
    across == 1
      ? columns : min((columns - (across - 1) * Self.gap) / across, Self.widestChart)
  }

  /// Its lines, a blank one between rows of charts.
  func lines(cursor: Place?) -> [RowWriter] {
    var lines: [RowWriter] = []
    for first in stride(from: 0, to: charts.count, by: across) {
      if first > 0 { lines.append(RowWriter(columns: columns)) }
      let row = (first..<min(first + across, charts.count)).map { chart in
        charts[chart].pane(
          columns: chartColumns, cursor: cursor?.chart == chart ? cursor?.bar : nil)
      }
      lines +=
        row.dropFirst().reduce(row[0]) { $0.beside($1, gap: .blank(columns: Self.gap)) }
        .lines
    }
    return lines
  }

  /// The line of a bar among ``lines(cursor:)``.
  func line(of place: Place) -> Int {
    let row = place.chart / across
    let above = (0..<row).reduce(0) { $0 + height(ofRow: $1) + 1 }
    return above + 1 + place.bar
  }

  private func height(ofRow row: Int) -> Int {
    let first = row * across
    return (charts[first..<min(first + across, charts.count)].map(\.bars.count).max() ?? 0) + 1
  }

  // MARK: Moving

  /// One bar down or up, on to the chart below or above at the ends.
  func moved(from place: Place, down offset: Int) -> Place {
    guard charts.indices.contains(place.chart) else { return Place() }
    var place = place
    for _ in 0..<min(offset.magnitude, 1000) { place = step(from: place, down: offset > 0) }
    return place
  }

  private func step(from place: Place, down: Bool) -> Place {
    let bar = place.bar + (down ? 1 : -1)
    if charts[place.chart].bars.indices.contains(bar) { return Place(chart: place.chart, bar: bar) }
    let next = place.chart + (down ? across : -across)
    guard charts.indices.contains(next) else { return place }
    return Place(chart: next, bar: down ? 0 : charts[next].bars.count - 1)
  }

  /// To the chart beside it, at the same height.
  func moved(from place: Place, right offset: Int) -> Place {
    guard !charts.isEmpty else { return Place() }
    let chart = max(0, min(place.chart + offset.signum(), charts.count - 1))
    return Place(chart: chart, bar: min(place.bar, charts[chart].bars.count - 1))
  }
}

extension InspectorState {
  private func overviewLayout(columns: Int) -> OverviewLayout {
    OverviewLayout(charts: overview.figures?.charts(now: now) ?? [], columns: columns)
  }

  func overviewLines(columns: Int) -> [RowWriter] {
    guard let figures = overview.figures else {
      var line = RowWriter(columns: columns)
      line.write(order.isEmpty ? " nothing is shown" : " counting …", .quiet)
      return [line]
    }
    return [figures.summaryLine(columns: columns), RowWriter(columns: columns)]
      + overviewLayout(columns: columns).lines(cursor: bar)
  }

  /// Moves the cursor over the bars, and keeps it in sight.
  mutating func moveBar(down: Int = 0, right: Int = 0) {
    let layout = overviewLayout(columns: size.columns)
    bar =
      down != 0 ? layout.moved(from: bar, down: down) : layout.moved(from: bar, right: right)
    let line = layout.line(of: bar) + 2
    // The chart's title stays in sight above its first bar.
    textTop = min(max(textTop, line - bodyRows + 1), max(0, line - (bar.bar == 0 ? 1 : 0)))
    if bar.chart < layout.across, bar.bar == 0 { textTop = 0 }
  }

  /// Shows what the bar under the cursor stands for, in the list.
  mutating func openBar() -> [Effect] {
    let charts = overview.figures?.charts(now: now) ?? []
    guard charts.indices.contains(bar.chart), charts[bar.chart].bars.indices.contains(bar.bar),
      let filter = charts[bar.chart].bars[bar.bar].filter
    else {
      notice = Notice(text: "no filter says which these are", severity: .warning)
      return []
    }
    let present = order.wanted.filter.map { "(\($0.source)) and " } ?? ""
    view = .list
    return trying { try $0.setFilter(present + filter) }
  }
}
