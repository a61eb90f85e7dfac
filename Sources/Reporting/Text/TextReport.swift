import VisibleText

/// A report as lines of text for a terminal or a file, without its pictures.
public enum TextReport {
  /// The lines, without line ends.
  ///
  /// Tables are as wide as they need; paragraphs are broken at `columns`.
  public static func lines(of report: Report, columns: Int = 100) -> [VisibleText] {
    var lines = [report.title]
    let width = report.facts.map(\.name.columns).max() ?? 0
    lines += report.facts.map { $0.name.padded(columns: width + 2) + $0.value }
    for section in report.sections {
      let blocks = section.blocks.map { self.lines(of: $0, columns: columns) }
        .filter { !$0.isEmpty }
      guard !blocks.isEmpty else { continue }
      lines.append(.empty)
      if !section.heading.isEmpty { lines.append(section.heading) }
      for block in blocks { lines += block }
    }
    return lines
  }

  private static func lines(of block: Report.Block, columns: Int) -> [VisibleText] {
    switch block {
    case .text(let text): text.wrapped(columns: columns)
    case .note(let text): text.wrapped(columns: columns - 2).map { "  " + $0 }
    case .table(let table): lines(of: table)
    case .chart: []
    case .trajectory(let trajectory): lines(of: trajectory, columns: columns)
    }
  }

  /// Titles and rows with two blanks between columns, and none at the ends of lines.
  public static func lines(of table: Table) -> [VisibleText] {
    let rows = [table.columns.map(\.title)] + table.rows.map(\.cells)
    let widths = table.columns.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].columns : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = VisibleText.empty
      for (column, width) in widths.enumerated() {
        let cell = row.indices.contains(column) ? row[column] : .empty
        line += "  " + cell.padded(columns: width, table.columns[column].alignment)
      }
      return line.prefix(columns: line.columns - line.string.reversed().prefix { $0 == " " }.count)
    }
  }
}
