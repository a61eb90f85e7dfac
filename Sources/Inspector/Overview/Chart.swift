import Drawing
import Queries
import VisibleText

/// One distribution of the overview: named bars to one scale.
struct Chart: Sendable {
  /// A bar, and which trajectories it stands for.
  struct Bar: Sendable {
    var name: String
    /// Stretches from the left; counts, or one mean.
    var parts: [(value: Double, ink: Ink)]
    /// What stands before the bar.
    var label: VisibleText
    /// What is said behind it, where there is room.
    var detail = VisibleText.empty
    /// Places in 0...full that the bar is held against, such as what was predicted, or an interval's ends.
    var marks: [Double] = []
    /// The filter that shows just these; `nil` where no filter says it.
    var filter: Query?

    var total: Double { parts.reduce(0) { $0 + $1.value } }

    init(_ name: String, _ count: Int, _ ink: Ink, filter: Query? = nil) {
      self.init(name, [(count, ink)], filter: filter)
    }

    init(_ name: String, _ counts: [(count: Int, ink: Ink)], filter: Query? = nil) {
      self.name = name
      parts = counts.map { (Double($0.count), $0.ink) }
      label = VisibleText(NumberText.count(counts.reduce(0) { $0 + $1.count }))
      self.filter = filter
    }

    /// A mean in 0...1 instead of a count; `nil` of nothing.
    init(_ name: String, mean: Double?, _ ink: Ink, filter: Query? = nil) {
      self.name = name
      parts = [(mean ?? 0, mean == nil ? .quiet : ink)]
      label = mean.map { NumberText.probability($0) } ?? "–   "
      self.filter = filter
    }
  }

  var title: VisibleText
  var bars: [Bar]
  /// What fills the width; the largest bar where it is `nil`.
  var full: Double?
  /// Where the bars are cells in rows and columns.
  var grid: Grid?
  /// What is drawn or said instead of bars, a line each.
  var picture: [VisibleText] = []

  /// Whether there is nothing to draw.
  var isEmpty: Bool { bars.isEmpty && picture.isEmpty }
  /// The last bar that the cursor can be on; a picture counts as one.
  var lastBar: Int { max(0, bars.count - 1) }

  /// How many bars stand on one line.
  var across: Int { grid?.columns.count ?? 1 }
  /// Lines above the first bar.
  private var head: Int { grid == nil ? 1 : 2 }
  /// Lines in all.
  var height: Int { head + (bars.count + across - 1) / across + picture.count }

  /// The line of a bar.
  func line(ofBar bar: Int) -> Int { head + bar / across }

  init(_ title: VisibleText, _ bars: [Bar], full: Double? = nil) {
    self.title = title
    self.bars = bars
    self.full = full
  }

  /// The title and a line for each bar; the bar under the cursor is marked.
  func pane(columns: Int, cursor: Int?) -> Pane {
    if let grid { return gridPane(grid, columns: columns, cursor: cursor) }
    var pane = Pane(columns: columns)
    if !picture.isEmpty {
      pane.add((cursor == nil ? " " : "▶") + title, .heading)
      for line in picture { pane.add(" " + line, .survival) }
      return pane
    }
    pane.add(" " + title, .heading)
    let names = min(max(Self.nameColumns, longestName), columns / 3)
    let numbers = max(5, bars.map(\.label.columns).max() ?? 0)
    let start = 3 + names + 1 + numbers + 1
    let details = bars.map(\.detail.columns).max() ?? 0
    let showsDetails = details > 0 && columns - start - details >= 12
    let end = columns - 1 - (showsDetails ? details + 1 : 0)
    let scale = full ?? max(bars.map(\.total).max() ?? 0, 1e-9)
    let shown = VisibleText.names(bars.map(\.name), columns: names)
    for (place, bar) in bars.enumerated() {
      let isCursor = place == cursor
      var line = RowWriter(columns: columns)
      line.write(isCursor ? " ▶ " : "   ", .cursor)
      line.write(shown[place], isCursor ? .cursor : .quiet)
      line.write(bar.label, bar.total == 0 ? .quiet : .plain, endingAt: start - 1)
      line.pad(to: start)
      write(bar, scale: scale, columns: end - start, to: &line)
      for mark in bar.marks { line = Self.marked(line, start, mark / scale, columns: end - start) }
      if showsDetails {
        line.pad(to: end + 1)
        line.write(bar.detail, .quiet)
      }
      pane.add(line)
    }
    return pane
  }

  private static let nameColumns = 12

  /// The line with a stroke over the bar, or behind it.
  private static func marked(
    _ line: RowWriter, _ start: Int, _ fraction: Double, columns: Int
  ) -> RowWriter {
    let place = start + max(0, min(columns - 1, Int((fraction * Double(columns)).rounded(.down))))
    var marked = RowWriter(columns: line.columns)
    for span in line.spans {
      let before = span.text.prefix(columns: max(0, place - marked.used))
      let rest = span.text.dropFirst(columns: before.columns)
      marked.write(before, span.ink)
      guard marked.used == place, !rest.isEmpty else {
        marked.write(rest, span.ink)
        continue
      }
      marked.write("│", .heading)
      marked.write(rest.dropFirst(columns: 1), span.ink)
    }
    if marked.used <= place {
      marked.pad(to: place)
      marked.write("│", .heading)
    }
    return marked
  }

  private var longestName: Int { bars.map { VisibleText($0.name).columns }.max() ?? 0 }

  /// Stretches end where their sum does, so that rounding adds up.
  private func write(_ bar: Bar, scale: Double, columns: Int, to line: inout RowWriter) {
    var sum = 0.0
    var drawn = 0
    for (place, part) in bar.parts.enumerated() where part.value > 0 {
      sum += part.value
      let isLast = bar.parts[(place + 1)...].allSatisfy { $0.value <= 0 }
      guard !isLast else {
        let rest = sum / scale - Double(drawn) / Double(max(columns, 1))
        line.write(Drawing.Bar.text(fraction: rest, columns: columns), part.ink)
        return
      }
      let end = Int((sum / scale * Double(columns)).rounded())
      line.write(VisibleText("█", times: end - drawn), part.ink)
      drawn = max(drawn, end)
    }
  }
}

/// A chart of counts in rows and columns, such as z against ẑ; its bars are its cells, row by row.
extension Chart {
  /// How a grid names its rows and columns.
  struct Grid: Sendable {
    var rows: [String]
    var columns: [String]
  }

  /// A grid of counts, its diagonal set off.
  ///
  /// - Parameters:
  ///   - title: says what rows and columns are.
  ///   - counts: shape (side, side): each step, all later ones, none.
  ///   - fields: of the filters that show a cell's trajectories: of rows, then of columns.
  init(_ title: VisibleText, counts: [[Int]], fields: (row: QueryField, column: QueryField)) {
    let steps = counts.count - 2
    let names = (0..<steps).map { String($0 + 1) } + [">\(steps)", "none"]
    var cells: [Bar] = []
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() {
        let filter = Query.all(
          Self.test(fields.row, row, steps: steps), Self.test(fields.column, column, steps: steps))
        var cell = Bar("", count, row == column ? .holds : .plain, filter: filter)
        cell.label = VisibleText(Self.compact(count))
        cells.append(cell)
      }
    }
    self.init(title, cells)
    grid = Grid(rows: names, columns: names)
  }

  private static func test(_ field: QueryField, _ place: Int, steps: Int) -> Query {
    if place == steps + 1 { return .label(field, is: .noError) }
    return place == steps
      ? .compare(field, .greater, Double(steps)) : .compare(field, .equal, Double(place + 1))
  }

  /// A count in four columns at most: `9999`, `10k`, `999k`, `1M`; a dot for none.
  static func compact(_ count: Int) -> String {
    if count == 0 { return "·" }
    if count < 10_000 { return String(count) }
    return count < 1_000_000 ? "\(count / 1000)k" : "\(count / 1_000_000)M"
  }

  /// How many steps have a row and a column of their own in a chart of that width.
  static func gridSteps(columns: Int) -> Int {
    max(1, (columns - gridNames - 1) / gridCell - 2)
  }

  private static let gridNames = 7
  private static let gridCell = 5

  func gridPane(_ grid: Grid, columns: Int, cursor: Int?) -> Pane {
    var pane = Pane(columns: columns)
    pane.add(" " + title, .heading)
    var head = RowWriter(columns: columns)
    for (place, name) in grid.columns.enumerated() {
      head.write(VisibleText(name), .quiet, endingAt: Self.gridNames + (place + 1) * Self.gridCell)
    }
    pane.add(head)
    for (row, name) in grid.rows.enumerated() {
      var line = RowWriter(columns: columns)
      line.write(VisibleText(name), .quiet, endingAt: Self.gridNames)
      for column in grid.columns.indices {
        write(cell: row * grid.columns.count + column, isCursor: cursor, to: &line)
      }
      pane.add(line)
    }
    return pane
  }

  private func write(cell place: Int, isCursor cursor: Int?, to line: inout RowWriter) {
    let cell = bars[place]
    let end = line.used + Self.gridCell
    let ink = cell.total == 0 ? Ink.quiet : cell.parts.first?.ink ?? .plain
    guard place == cursor else { return line.write(cell.label, ink, endingAt: end) }
    line.write("▶", .cursor)
    line.write(cell.label.padded(columns: end - line.used, .trailing), .cursor)
  }
}
