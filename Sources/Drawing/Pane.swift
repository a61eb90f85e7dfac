import VisibleText

/// A rectangle of lines, all of one width.
public struct Pane: Sendable {
  /// Width of every line, 0 or more.
  public let columns: Int
  /// From top to bottom.
  public var lines: [RowWriter] = []

  /// A pane without lines; a negative width counts as 0.
  public init(columns: Int) { self.columns = max(0, columns) }

  /// Adds a line below the others.
  public mutating func add(_ line: RowWriter) { lines.append(line) }

  /// Adds a line of one text; what has no room ends in `…`.
  public mutating func add(_ text: VisibleText, _ ink: Ink = .plain) {
    var line = RowWriter(columns: columns)
    line.write(text, ink)
    lines.append(line)
  }

  /// Adds an empty line.
  public mutating func addBlank() { lines.append(RowWriter(columns: columns)) }

  /// Adds a thin rule across the pane.
  public mutating func addRule() { add(VisibleText("─", times: columns), .quiet) }

  /// Makes it exactly `rows` lines: cut, or filled with empty ones.
  public mutating func fit(rows: Int) {
    let rows = max(0, rows)
    if lines.count > rows { lines.removeLast(lines.count - rows) }
    while lines.count < rows { addBlank() }
  }

  /// This pane, a gap, and another one to the right of it.
  public func beside(_ other: Pane, gap: VisibleText) -> Pane {
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
