import VisibleText

/// The course of one figure over steps, as a picture of dots or as one line.
public struct FigureCurve: Equatable, Sendable {
  /// The figure's name.
  public let title: VisibleText
  /// One for each step; `nil` and what is not finite are left out.
  public let values: [Double?]

  /// Columns of the axis before a picture.
  private static let axisColumns = 9
  private static let titleColumns = 8

  /// A figure's course.
  public init(_ title: VisibleText, _ values: [Double?]) {
    (self.title, self.values) = (title, values.map { $0.flatMap { $0.isFinite ? $0 : nil } })
  }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { known.isEmpty }

  private var known: [Double] { values.compactMap(\.self) }

  /// The newest figure; `nil` for none.
  public var last: Double? { known.last }

  /// A heading, and `rows` lines of dots of at most `columns` with the lowest and highest figure beside them.
  ///
  /// Each column of dots is the mean of its steps.
  public func lines(columns: Int, rows: Int) -> [VisibleText] {
    guard let lowest = known.min(), let highest = known.max() else { return [] }
    let heading = (title.padded(columns: Self.titleColumns) + " " + Self.number(last ?? 0))
      .prefix(columns: columns)
    let plot = columns - Self.axisColumns
    guard plot > 3, rows > 1 else { return [heading] }
    let dots = 2 * plot
    var canvas = DotCanvas(columns: plot, rows: rows)
    for (x, mean) in means(dots: dots).enumerated() {
      guard let mean else { continue }
      let share = highest > lowest ? (highest - mean) / (highest - lowest) : 0.5
      canvas.set(x: x, y: Int((share * Double(4 * rows - 1)).rounded()))
    }
    return [heading]
      + (0..<rows).map { row in
        let value = row == 0 ? highest : row == rows - 1 ? lowest : nil
        let axis = value.map(Self.number) ?? ""
        return (0..<plot).reduce(axis.padded(columns: Self.axisColumns - 1, .trailing) + " ") {
          $0 + canvas.character(column: $1, row: row)
        }
      }
  }

  /// Name, newest figure, and a line of eighths.
  public func line(columns: Int) -> VisibleText {
    let head =
      title.padded(columns: Self.titleColumns) + " "
      + Self.number(last ?? 0).padded(columns: Self.axisColumns, .trailing) + "  "
    let room = max(0, columns - head.columns)
    guard let lowest = known.min(), let highest = known.max(), room > 0 else {
      return head.prefix(columns: columns)
    }
    let shares = means(dots: min(room, values.count)).map { mean in
      highest > lowest ? ((mean ?? lowest) - lowest) / (highest - lowest) : 0.5
    }
    return (head + Sparkline.text(shares, columns: min(room, values.count))).prefix(
      columns: columns)
  }

  /// The mean of the steps of each column; `nil` where there is none.
  private func means(dots: Int) -> [Double?] {
    guard dots > 0, !values.isEmpty else { return [] }
    return (0..<dots).map { dot in
      let first = dot * values.count / dots
      let end = max(first + 1, (dot + 1) * values.count / dots)
      let own = values[first..<min(end, values.count)].compactMap(\.self)
      return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
    }
  }

  /// Four digits or so, whatever the size.
  public static func number(_ value: Double) -> VisibleText {
    let size = abs(value)
    let places = size < 9.9995 ? 3 : size < 999.5 ? 1 : 0
    return VisibleText(NumberText.decimals(value, places: places).replacing("-", with: "−"))
  }
}

// MARK: Panes

extension FigureCurve {
  /// The picture of ``lines(columns:rows:)`` with a cursor on one step and some steps set off.
  ///
  /// - Parameters:
  ///   - columns: of the pane.
  ///   - rows: of the picture; 0 for one line of eighths.
  ///   - cursor: the place of a step, whose figure stands beside the name; the newest one's where it is `nil`.
  ///   - marked: places of steps that are drawn as suspicious.
  /// - Returns: a heading and the picture, or one line.
  public func pane(
    columns: Int, rows: Int = 0, cursor: Int?, marked: ClosedRange<Int>?
  ) -> Pane {
    var pane = Pane(columns: columns)
    let figure = cursor.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? last ?? 0
    let own = rows > 0 ? lines(columns: columns, rows: rows) : [line(columns: columns)]
    let start = rows > 0 ? Self.axisColumns : Self.lineColumns
    let margin: VisibleText = " "
    var heading = RowWriter(columns: columns)
    heading.write(margin + title.padded(columns: Self.titleColumns) + " ", .heading)
    heading.write(Self.number(figure), .plain)
    if rows > 0 {
      pane.add(heading)
    } else {
      heading.pad(to: start)
    }
    let plot = rows > 0 ? columns - start : min(max(0, columns - start), values.count)
    for text in rows > 0 ? own.dropFirst() : own[...] {
      var row = RowWriter(columns: columns)
      if rows > 0 { row.write(text.prefix(columns: start), .quiet) } else { row = heading }
      var rest = text.dropFirst(columns: start)
      for column in 0..<max(0, plot) {
        let cell = rest.prefix(columns: 1)
        rest = rest.dropFirst(columns: 1)
        write(cell.isEmpty ? " " : cell, column, of: plot, cursor: cursor, marked: marked, to: &row)
      }
      pane.add(row)
    }
    return pane
  }

  private static var lineColumns: Int { titleColumns + 1 + axisColumns + 2 }

  private func write(
    _ cell: VisibleText, _ column: Int, of plot: Int, cursor: Int?, marked: ClosedRange<Int>?,
    to row: inout RowWriter
  ) {
    let first = column * values.count / plot
    let last = max(first, (column + 1) * values.count / plot - 1)
    if let cursor, Self.column(of: cursor, values.count, plot) == column {
      return row.write(cell == " " ? "│" : cell, .cursor)
    }
    let isMarked = marked.map { $0.overlaps(first...last) } ?? false
    row.write(cell, isMarked ? .fails : .survival)
  }

  /// The column of a step.
  private static func column(of place: Int, _ count: Int, _ plot: Int) -> Int {
    min(plot - 1, place * plot / max(1, count))
  }
}
