/// Environments whose cells are told apart: `cases`, `array`, `tabular`.
extension MathematicsRenderer {
  /// Wider cells are not waited for, so that one long cell does not widen all rows of a hostile table.
  private static let widestColumn = 24

  mutating func renderTable(
    _ range: Range<Int>, _ style: Style, _ fences: Symbols.Fences,
    into output: inout MathematicsOutput
  ) {
    guard style.depth <= Self.depthLimit else { return copy(range, into: &output) }
    let rows = cells(range).map { row in
      row.map { cell in
        var content = MathematicsOutput()
        renderMathematics(cell, style, into: &content)
        content.removeTrailingBlanks()
        return content
      }
    }
    let widths = fences.columns == .aligned ? Self.widths(rows) : []
    for (index, row) in rows.enumerated() {
      if index > 0 {
        output.removeTrailingBlanks()
        output.append(fences.rows, offsets[range.lowerBound])
      }
      append(row, widths, source: offsets[range.lowerBound], into: &output)
    }
  }

  private func append(
    _ row: [MathematicsOutput], _ widths: [Int], source: Int, into output: inout MathematicsOutput
  ) {
    for (column, cell) in row.enumerated() {
      let place = cell.text.sources.first ?? output.text.sources.last ?? source
      if column > 0, widths.isEmpty {
        if output.last != ",", !cell.scalars.isEmpty { output.append(",", place) }
        output.appendBlank(place)
      }
      output.append(cell)
      guard column + 1 < row.count, column < widths.count else { continue }
      let last = output.text.sources.last ?? place
      for _ in 0..<max(1, widths[column] + 2 - Self.columns(cell)) { output.appendPadding(last) }
    }
  }

  private static func widths(_ rows: [[MathematicsOutput]]) -> [Int] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() where row.count > 1 {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], min(columns(cell), widestColumn))
      }
    }
    return widths
  }

  private static func columns(_ cell: MathematicsOutput) -> Int {
    cell.scalars.reduce(0) { $0 + (ColumnWidth.columns(of: $1) ?? 1) }
  }

  /// The cells of each row: what lies between `&` and `\\\\` outside groups and inner environments.
  private func cells(_ range: Range<Int>) -> [[Range<Int>]] {
    var rows: [[Range<Int>]] = [[]]
    var start = range.lowerBound
    var position = start
    let end = range.upperBound
    func finishCell() { rows[rows.count - 1].append(start..<min(position, end)) }
    while position < end {
      switch input[position] {
      case "{": position = (closer(of: position, before: end) ?? position) + 1
      case "&":
        finishCell()
        position += 1
        start = position
      case "\\":
        if let inner = environmentEnds[position], inner < end {
          position = inner + 1
        } else if position + 1 < end, input[position + 1] == "\\" {
          finishCell()
          position += 2
          _ = optionalArgument(at: &position, end)
          rows.append([])
          start = position
        } else {
          position += 2
        }
      default: position += 1
      }
    }
    finishCell()
    return rows.filter { row in row.contains { hasInk($0) } }
  }

  private func hasInk(_ cell: Range<Int>) -> Bool { cell.contains { !isSpace(input[$0]) } }
}
