import Catalog
import Drawing
import Survival
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
  var across: Int { Self.across(columns) }

  private static func across(_ columns: Int) -> Int { columns >= 180 ? 3 : columns >= 72 ? 2 : 1 }

  /// How wide each chart is on a screen of that width.
  static func chartColumns(_ columns: Int) -> Int {
    let across = across(columns)
    return across == 1 ? columns : min((columns - (across - 1) * gap) / across, widestChart)
  }

  /// Its lines, a blank one between rows of charts.
  func lines(cursor: Place?) -> [RowWriter] {
    var lines: [RowWriter] = []
    for first in stride(from: 0, to: charts.count, by: across) {
      if first > 0 { lines.append(RowWriter(columns: columns)) }
      let row = (first..<min(first + across, charts.count)).map { chart in
        charts[chart].pane(
          columns: Self.chartColumns(columns), cursor: cursor?.chart == chart ? cursor?.bar : nil)
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
    return above + charts[place.chart].line(ofBar: place.bar)
  }

  private func height(ofRow row: Int) -> Int {
    let first = row * across
    return charts[first..<min(first + across, charts.count)].map(\.height).max() ?? 0
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
    let chart = charts[place.chart]
    let bar = place.bar + (down ? chart.across : -chart.across)
    if chart.bars.indices.contains(bar) { return Place(chart: place.chart, bar: bar) }
    let next = place.chart + (down ? across : -across)
    guard charts.indices.contains(next) else { return place }
    return Place(chart: next, bar: down ? 0 : charts[next].lastBar)
  }

  /// To the cell beside it, else to the chart beside it, at the same height.
  func moved(from place: Place, right offset: Int) -> Place {
    guard charts.indices.contains(place.chart) else { return Place() }
    let here = charts[place.chart]
    let column = place.bar % here.across + offset.signum()
    if 0..<here.across ~= column {
      return Place(chart: place.chart, bar: place.bar + offset.signum())
    }
    let chart = place.chart + offset.signum()
    guard charts.indices.contains(chart) else { return place }
    let there = charts[chart]
    let line = min(place.bar / here.across, (there.lastBar + 1) / there.across - 1)
    let end = offset > 0 ? 0 : there.across - 1
    return Place(chart: chart, bar: line * there.across + end)
  }
}
