/// Makes the Markdown common in solutions readable: `**bold**` and tables.
///
/// Works on text whose mathematics has been rendered, in linear time, and keeps for each scalar its
/// place in the raw text.
struct Markdown {
  private(set) var text: SourcedText
  /// UTF-8 ranges of the raw text that are bold, in order.
  private(set) var strong: [Range<Int>] = []

  /// Cells wider than this are not aligned, so that one long cell does not widen every row of a
  /// table.
  private static let widestColumn = 24

  init(_ source: SourcedText) {
    text = source
    guard Self.mayBe(in: source.scalars) else { return }
    removeAsterisks()
    text = Self.aligned(text)
  }

  private static func mayBe(in scalars: [Unicode.Scalar]) -> Bool {
    var last: Unicode.Scalar = "\n"
    for scalar in scalars {
      if scalar == "*" && last == "*" || scalar == "|" { return true }
      last = scalar
    }
    return false
  }

  // MARK: Bold

  /// `**…**` within one line and at word boundaries, so that `2**3` stays a power.
  private mutating func removeAsterisks() {
    let scalars = text.scalars
    var isSign = [Bool](repeating: false, count: scalars.count)
    var open: Int?
    var index = 0
    while index + 1 < scalars.count {
      if scalars[index] == "\n" { open = nil }
      guard scalars[index] == "*", scalars[index + 1] == "*" else {
        index += 1
        continue
      }
      if let start = open, closes(index), index > start + 2 {
        for place in [start, start + 1, index, index + 1] { isSign[place] = true }
        strong.append(text.sources[start + 2]..<text.sources[index])
        open = nil
      } else if opens(index) {
        open = index
      }
      index += 2
    }
    guard !strong.isEmpty else { return }
    var kept = SourcedText()
    for place in scalars.indices where !isSign[place] {
      kept.append(scalars[place], text.sources[place])
    }
    text = kept
  }

  private func opens(_ index: Int) -> Bool {
    guard index + 2 < text.scalars.count, !isSpace(text.scalars[index + 2]),
      text.scalars[index + 2] != "*"
    else { return false }
    return index == 0 || !isWordPart(text.scalars[index - 1])
  }

  private func closes(_ index: Int) -> Bool {
    guard !isSpace(text.scalars[index - 1]), text.scalars[index - 1] != "*" else { return false }
    return index + 2 >= text.scalars.count || !isWordPart(text.scalars[index + 2])
  }

  // MARK: Tables

  /// Pads the cells of `| a | b |` so that columns line up.
  private static func aligned(_ text: SourcedText) -> SourcedText {
    guard text.scalars.contains("|") else { return text }
    let lines = text.scalars.split(separator: "\n", omittingEmptySubsequences: false)
    var result = SourcedText()
    var next = 0
    while next < lines.count {
      var stop = next
      while stop < lines.count, isRow(lines[stop]) { stop += 1 }
      if stop - next >= 2, isRule(lines[next + 1]) {
        append(Array(lines[next..<stop]), of: text, to: &result)
        next = stop
      } else {
        for line in lines[next..<max(stop, next + 1)] {
          append(line.indices, of: text, to: &result)
        }
        next = max(stop, next + 1)
      }
    }
    return result
  }

  private static func append(
    _ range: Range<Int>, of text: SourcedText, to result: inout SourcedText
  ) {
    // The line end belongs to the line before it.
    let end = min(range.upperBound + 1, text.scalars.count)
    for index in range.lowerBound..<end { result.append(text.scalars[index], text.sources[index]) }
  }

  private static func append(
    _ rows: [ArraySlice<Unicode.Scalar>], of text: SourcedText, to result: inout SourcedText
  ) {
    let cells = rows.map(self.cells)
    var widths: [Int] = []
    for (row, line) in zip(cells, rows) where !isRule(line) {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(1) }
        widths[column] = max(widths[column], min(columns(text.scalars[cell]), widestColumn))
      }
    }
    for (row, line) in zip(cells, rows) {
      var place = text.sources[line.startIndex]
      for (column, cell) in row.enumerated() {
        let width = column < widths.count ? widths[column] : 1
        result.append(column == 0 ? "| " : " | ", place)
        if isRule(line) {
          for _ in 0..<width { result.append("-", place) }
          continue
        }
        for index in cell {
          place = text.sources[index]
          result.append(text.scalars[index], place)
        }
        for _ in 0..<max(0, width - columns(text.scalars[cell])) { result.append(" ", place) }
      }
      result.append(" |", place)
      if line.endIndex < text.scalars.count { result.append("\n", text.sources[line.endIndex]) }
    }
  }

  private static func columns(_ cell: ArraySlice<Unicode.Scalar>) -> Int {
    cell.reduce(0) { $0 + (ColumnWidth.columns(of: $1) ?? 1) }
  }

  private static func isRow(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    let ink = line.drop(while: isSpace)
    return ink.first == "|" && ink.dropFirst().contains("|")
  }

  /// `|---|:-:|`: the line under a table's head.
  private static func isRule(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    line.contains("-") && line.allSatisfy { "|-−: \t\r".unicodeScalars.contains($0) }
  }

  /// The text between the bars, trimmed of blanks.
  private static func cells(_ line: ArraySlice<Unicode.Scalar>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start: Int?
    for index in line.indices where line[index] == "|" {
      if let start { cells.append(trimmed(line[start..<index])) }
      start = index + 1
    }
    if let start, line[start...].contains(where: { !isSpace($0) }) {
      cells.append(trimmed(line[start...]))
    }
    return cells
  }

  private static func trimmed(_ cell: ArraySlice<Unicode.Scalar>) -> Range<Int> {
    let first = cell.firstIndex { !isSpace($0) } ?? cell.endIndex
    let last = cell.lastIndex { !isSpace($0) } ?? first - 1
    return first..<max(first, last + 1)
  }
}
