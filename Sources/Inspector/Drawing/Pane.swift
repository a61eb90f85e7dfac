import VisibleText

/// A rectangle of lines, all of one width.
struct Pane: Sendable {
  let columns: Int
  var lines: [RowWriter] = []

  init(columns: Int) { self.columns = max(0, columns) }

  mutating func add(_ line: RowWriter) { lines.append(line) }

  mutating func add(_ text: VisibleText, _ ink: Ink = .plain) {
    var line = RowWriter(columns: columns)
    line.write(text, ink)
    lines.append(line)
  }

  mutating func addBlank() { lines.append(RowWriter(columns: columns)) }

  mutating func addRule() { add(VisibleText("─", times: columns), .quiet) }

  /// Exactly `rows` lines: cut, or filled with empty ones.
  mutating func fit(rows: Int) {
    let rows = max(0, rows)
    if lines.count > rows { lines.removeLast(lines.count - rows) }
    while lines.count < rows { addBlank() }
  }

  /// This pane, a gap, and another one to the right of it.
  func beside(_ other: Pane, gap: VisibleText) -> Pane {
    var joined = Pane(columns: columns + gap.columns + other.columns)
    for row in 0..<max(lines.count, other.lines.count) {
      var line = RowWriter(columns: joined.columns)
      if row < lines.count { line.write(lines[row]) }
      line.pad(to: columns)
      line.write(gap, .quiet)
      if row < other.lines.count { line.write(other.lines[row]) }
      joined.add(line)
    }
    return joined
  }
}
