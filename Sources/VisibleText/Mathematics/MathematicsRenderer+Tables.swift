/// Environments with cells: `cases`, `array`, `tabular`, matrices.
extension MathematicsRenderer {
  /// Cells wider than this are not aligned, so that one long cell does not widen every row of a
  /// hostile table.
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

  /// The cells of each row: the parts between `&` and `\\\\` outside groups and inner environments.
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

extension MathematicsRenderer {
  /// `\begin{…} … \end{…}` of known environments; their rows become lines or are separated by `;`.
  mutating func renderEnvironment(
    _ name: String, from start: Int, at position: inout Int, _ end: Int, _ style: Style,
    into output: inout MathematicsOutput
  ) -> Bool {
    guard name == "begin", let environment = rawArgument(at: &position, end),
      let fences = Symbols.environments[environment],
      let stop = environmentEnds[start], stop < end
    else { return false }
    skipColumnLayout(environment, at: &position, stop)
    var inner = style.inner
    inner.rowSeparator = fences.rows
    var body = MathematicsOutput()
    if fences.columns == .blanks {
      renderMathematics(position..<stop, inner, into: &body)
    } else {
      renderTable(position..<stop, inner, fences, into: &body)
    }
    body.removeTrailingBlanks()
    if inner.rowSeparator == "; ", body.last == ";" { body.removeLast() }
    output.append(fences.opening, offsets[start])
    output.append(body)
    output.append(fences.closing, offsets[stop])
    position = stop + "\\end{}".utf8.count + environment.unicodeScalars.count
    return true
  }

  /// Pairs each `\begin` with its `\end` in one pass; crossed or open ones have no pair.
  static func matchEnvironments(_ input: [Unicode.Scalar]) -> [Int: Int] {
    var ends: [Int: Int] = [:]
    var open: [(name: [Unicode.Scalar], position: Int)] = []
    var position = 0
    while position < input.count {
      guard input[position] == "\\" else {
        position += 1
        continue
      }
      if let name = environmentName(after: "begin", at: position, input) {
        open.append((name, position))
      } else if let name = environmentName(after: "end", at: position, input),
        open.last?.name == name, let begin = open.popLast()
      {
        ends[begin.position] = position
      }
      position += 2
    }
    return ends
  }

  /// The name in `\begin{name}` at `position`, at most 16 letters and a star.
  private static func environmentName(
    after word: String, at position: Int, _ input: [Unicode.Scalar]
  ) -> [Unicode.Scalar]? {
    var position = position + 1
    for scalar in (word + "{").unicodeScalars {
      guard position < input.count, input[position] == scalar else { return nil }
      position += 1
    }
    let stop = input[min(position, input.count)...].prefix(17).firstIndex(of: "}")
    return stop.map { Array(input[position..<$0]) }
  }

  /// The `{cc|c}` of an array is typesetting only.
  private func skipColumnLayout(_ environment: String, at position: inout Int, _ end: Int) {
    _ = optionalArgument(at: &position, end)
    let takesLayout = ["array", "tabular", "alignat", "alignat*", "alignedat"].contains(environment)
    if takesLayout { _ = rawArgument(at: &position, end) }
  }
}
