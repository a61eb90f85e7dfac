import Drawing
import VisibleText

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
  init(_ title: VisibleText, counts: [[Int]], fields: (row: String, column: String)) {
    let steps = counts.count - 2
    let names = (0..<steps).map { String($0 + 1) } + [">\(steps)", "none"]
    var cells: [Bar] = []
    for (row, line) in counts.enumerated() {
      for (column, count) in line.enumerated() {
        let filter =
          Self.test(fields.row, row, steps: steps) + " and "
          + Self.test(fields.column, column, steps: steps)
        var cell = Bar("", count, row == column ? .holds : .plain, filter: filter)
        cell.label = VisibleText(Self.compact(count))
        cells.append(cell)
      }
    }
    self.init(title, cells)
    grid = Grid(rows: names, columns: names)
  }

  private static func test(_ field: String, _ place: Int, steps: Int) -> String {
    if place == steps + 1 { return "\(field) = none" }
    return place == steps ? "\(field) > \(steps)" : "\(field) = \(place + 1)"
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
