import VisibleText

/// Lines and dots of a picture as text: each layer has a letter, and `*` stands where several meet.
public enum TextChart {
  /// Draws a picture.
  ///
  /// - Parameters:
  ///   - chart: letters are the first ones of its layers' names that no earlier layer has.
  ///   - columns: of the picture, without the axis.
  ///   - rows: of the picture.
  /// - Returns: without line ends: the picture, its axis, and which letter is what.
  public static func lines(of chart: Chart, columns: Int = 60, rows: Int = 14) -> [VisibleText] {
    let columns = max(2, columns)
    let rows = max(2, rows)
    var grid = [[Character]](repeating: [Character](repeating: " ", count: columns), count: rows)
    let letters = letters(of: chart.layers.map(\.name.string))
    for (layer, letter) in zip(chart.layers, letters) {
      for (column, value) in values(of: layer, chart.x.range, columns) {
        guard let row = place(value, chart.y.range, rows) else { continue }
        let known = grid[rows - 1 - row][column]
        grid[rows - 1 - row][column] = known == " " || known == letter ? letter : "*"
      }
    }
    let names = zip(letters, chart.layers).map { "\($0) \($1.name.string)" }
    return [chart.caption] + drawn(grid, chart)
      + [VisibleText("  " + (names + ["* several"]).joined(separator: "   "))]
  }

  /// The picture with its axes: marks to the left, the ends below.
  private static func drawn(_ grid: [[Character]], _ chart: Chart) -> [VisibleText] {
    var labels = [VisibleText](repeating: .empty, count: grid.count)
    for tick in chart.y.ticks {
      guard let row = place(tick.value, chart.y.range, grid.count) else { continue }
      labels[grid.count - 1 - row] = tick.label
    }
    let width = labels.map(\.columns).max() ?? 0
    let pictured = zip(labels, grid).map { label, row in
      let text = String(row)
      let end = text.reversed().prefix { $0 == " " }.count
      return "  " + label.padded(columns: width, .trailing) + " │"
        + VisibleText(String(text.dropLast(end)))
    }
    let columns = grid[0].count
    let blank = VisibleText.empty.padded(columns: width + 2)
    let low = CellText.figure(chart.x.range.lowerBound, places: 0)
    let high = CellText.figure(chart.x.range.upperBound, places: 0)
    let axis = blank + " └" + VisibleText(String(repeating: "─", count: columns))
    let ends = low.padded(columns: max(low.columns, columns - high.columns)) + high
    return pictured + [axis, blank + "  " + ends + " " + chart.x.title]
  }

  /// Where a layer stands in each column; lines are drawn through, other forms have points only.
  private static func values(
    of layer: Chart.Layer, _ range: ClosedRange<Double>, _ columns: Int
  ) -> [(column: Int, value: Double)] {
    let points = layer.points.filter { $0.x.isFinite && $0.y.isFinite }
    guard layer.form == .line, points.count > 1 else {
      return points.compactMap { point in
        place(point.x, range, columns).map { ($0, point.y) }
      }
    }
    return (0..<columns).compactMap { column in
      let x =
        range.lowerBound
        + Double(column) / Double(columns - 1) * (range.upperBound - range.lowerBound)
      guard let next = points.firstIndex(where: { $0.x >= x - 1e-9 }) else { return nil }
      let (right, left) = (points[next], points[max(0, next - 1)])
      guard right.x > left.x else { return x >= right.x - 1e-9 ? (column, right.y) : nil }
      return (column, left.y + (x - left.x) / (right.x - left.x) * (right.y - left.y))
    }
  }

  /// The cell of a value; `nil` outside.
  private static func place(
    _ value: Double, _ range: ClosedRange<Double>, _ count: Int
  ) -> Int? {
    let size = range.upperBound - range.lowerBound
    guard size > 0, value.isFinite else { return nil }
    let share = (value - range.lowerBound) / size
    guard share > -1e-6, share < 1 + 1e-6 else { return nil }
    return min(max(Int((share * Double(count - 1)).rounded()), 0), count - 1)
  }

  private static func letters(of names: [String]) -> [Character] {
    var taken: Set<Character> = []
    return names.map { name in
      let letter = (name + "abcdefghijklmnopqrstuvwxyz").first {
        $0.isLetter && !taken.contains($0)
      }
      if let letter { taken.insert(letter) }
      return letter ?? "?"
    }
  }
}
