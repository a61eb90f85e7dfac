import Trajectories
import VisibleText

/// The inspector: the problem, its steps with their figures, and panels below or beside them.
extension InspectorState {
  func addInspector(to screen: inout Screen, rows: Int) {
    let layout = InspectorLayout(columns: screen.size.columns, rows: screen.size.rows)
    guard let index = selected else {
      var pane = emptyPane(columns: screen.size.columns)
      pane.fit(rows: rows)
      screen.add(pane)
      return
    }
    // What does not come at once leaves an empty page under the same bars.
    let start = screen.rows.count
    var body = mainPane(index, layout, rows: rows, screen: &screen)
    if layout.side > 0 {
      var side = sidePane(index, columns: layout.side, rows: rows)
      side.fit(rows: rows)
      body = body.beside(side, gap: " │ ")
    }
    if layout.list > 0 {
      var list = narrowList(columns: layout.list, rows: rows)
      for row in list.targets {
        screen.answer(
          ClickArea(
            rows: start + row.line..<start + row.line + 1, columns: 0..<layout.list,
            target: .position(row.position)))
      }
      list.pane.fit(rows: rows)
      body = list.pane.beside(body, gap: " │ ")
    }
    screen.add(body)
    if layout.side == 0, layout.list == 0 { screen.drawBand(behind: .step(step)) }
  }

  /// Problem, meta line, steps, and panels where they stand below.
  private func mainPane(
    _ index: Int, _ layout: InspectorLayout, rows: Int, screen: inout Screen
  ) -> Pane {
    var pane = Pane(columns: layout.main)
    let parts = parts(index, layout, rows: rows)
    addProblem(index, lines: parts.problem, to: &pane)
    if parts.meta { pane.add(metaLine(index, columns: layout.main)) }
    pane.fit(rows: parts.problem + (parts.meta ? 1 : 0))
    if layout.rules { pane.addRule() }
    let table = stepTable(index, pane: layout.main, rows: screen.size.rows)
    if table.columns.header { pane.add(table.header) }
    let left = layout.list > 0 ? layout.list + InspectorLayout.gap : 0
    for (line, step) in stepLines(index, table: table, rows: parts.steps) {
      let row = screen.rows.count + pane.lines.count
      screen.answer(
        ClickArea(
          rows: row..<row + 1, columns: left..<left + layout.main, target: .step(step)))
      pane.add(line)
    }
    pane.fit(rows: rows - parts.panels - (parts.panels > 0 && layout.rules ? 1 : 0) - parts.rule)
    if parts.panels > 0 {
      if layout.rules { pane.addRule() }
      var panels = panelPane(index, columns: layout.main, rows: parts.panels)
      panels.fit(rows: parts.panels)
      pane.lines += panels.lines
    } else if parts.rule > 0 {
      pane.addRule()
    }
    return pane
  }

  /// How many lines each part of the main pane gets.
  struct Parts {
    var problem: Int
    var meta: Bool
    var steps: Int
    var panels: Int
    /// A rule closes the steps when no panels do.
    var rule: Int
  }

  func parts(_ index: Int, _ layout: InspectorLayout, rows: Int) -> Parts {
    let panels = panelRows(index, layout, rows: rows)
    return parts(index, layout, rows: rows, panels: panels)
  }

  private func parts(
    _ index: Int, _ layout: InspectorLayout, rows: Int, panels: Int
  ) -> Parts {
    let rule = panels == 0 && layout.rules ? 1 : 0
    let header = FigureColumns(pane: layout.main, stepCount: 1, rows: rows + 3).header ? 1 : 0
    let fixed =
      (layout.meta ? 1 : 0) + (layout.rules ? 1 : 0) + header
      + (panels > 0 ? panels + (layout.rules ? 1 : 0) : rule)
    let free = rows - fixed
    let most = problemLimit(index, layout, free: free)
    let problem = problemText(index, layout.main, lines: most).count
    return Parts(
      problem: problem, meta: layout.meta, steps: max(1, free - problem), panels: panels,
      rule: rule)
  }

  /// Lines that the problem may take: those of the layout, and what whole steps leave over.
  private func problemLimit(_ index: Int, _ layout: InspectorLayout, free: Int) -> Int {
    if showsWholeProblem { return max(1, min(free - 3, free * 3 / 4)) }
    let left = free - wholeLines(index, pane: layout.main, most: max(0, free))
    return max(layout.problem, left)
  }

  private func panelRows(_ index: Int, _ layout: InspectorLayout, rows: Int) -> Int {
    // Beside the steps there is too little room for the words of reasons.
    if layout.side > 0, !showsReasons { return 0 }
    if hidesFigures(of: index) { return 0 }
    if case .failed = figureState(of: index) { return 0 }
    if showsReasons {
      let reasons = visibleScore(of: index)?.reasons ?? []
      let wanted = reasons.indices.contains(step) ? min(reasons[step].count, 8) + 2 : 2
      return max(layout.panels, min(wanted, rows / 3))
    }
    switch panels {
    case .none: return 0
    case .curve, .masses: return layout.panels
    case .both: return roomForPanels(index, layout, rows: rows)
    }
  }

  /// On a small screen the panels give way, unless they were asked for, until the longest step
  /// can stand whole among the first lines of the others.
  private func roomForPanels(_ index: Int, _ layout: InspectorLayout, rows: Int) -> Int {
    guard layout.panels > 0, rows < Self.roomyRows else { return layout.panels }
    for panels in stride(from: layout.panels, through: Self.smallestPanels, by: -1) {
      let steps = parts(index, layout, rows: rows, panels: panels).steps
      if showsEveryStep(index, pane: layout.main, rows: steps) { return panels }
    }
    return 0
  }

  private static let roomyRows = 31
  private static let smallestPanels = 4

  private func problemText(_ index: Int, _ columns: Int, lines: Int) -> WrappedText {
    let setting = TextSetting(
      columns: max(1, columns - 2), raw: showsRaw, search: search, checksEquations: false,
      encoding: options.encoding)
    return setting.excerpt(window[index].trajectory.problem, lines: max(1, lines))
  }

  private func addProblem(_ index: Int, lines: Int, to pane: inout Pane) {
    let text = problemText(index, pane.columns, lines: lines)
    for runs in text {
      var line = RowWriter(columns: pane.columns)
      line.write(" ")
      for run in runs { line.write(run.text, run.tag?.ink ?? .plain) }
      pane.add(line)
    }
  }

  // MARK: Steps

  func stepTable(_ index: Int, pane: Int, rows: Int) -> StepTable {
    let trajectory = window[index].trajectory
    let standing = window.standing(at: index)
    var table = StepTable(
      columns: FigureColumns(
        pane: pane, stepCount: trajectory.steps.count, rows: rows,
        compares: visibleComparison(of: index) != nil),
      pane: pane, figures: figureState(of: index))
    table.comparison = visibleComparison(of: index)?.curve.hazards
    table.kind = window[index].score?.kind ?? .crm
    table.verdict = standing.verdict
    table.fileLabel = visibleFileLabel(of: index)
    table.ratings = standing.ratings
    if !hidesFigures(of: index) { table.fileRatings = trajectory.ratings }
    table.kinds = trajectory.kinds
    return table
  }

  /// The visible lines of the steps, and which step each belongs to.
  private func stepLines(
    _ index: Int, table: StepTable, rows: Int
  ) -> [(line: RowWriter, step: Int)] {
    let page = stepPage(index, pane: table.pane, rows: rows)
    let anchor = page.viewport.resolve(top)
    var lines: [(line: RowWriter, step: Int)] = []
    var step = anchor.step
    while step < page.viewport.stepCount, lines.count < rows {
      let text = page.text(step)
      let first = step == anchor.step ? anchor.line : 0
      let drawn = table.lines(
        step: step, text: text, isCursor: step == self.step, from: first,
        most: rows - lines.count)
      lines += drawn.map { ($0, step) }
      step += 1
    }
    if let issue = window[index].unreadable {
      return unreadableLines(issue, columns: table.pane).map { ($0, 0) }
    }
    if page.viewport.stepCount == 0, window.has(index) {
      var line = RowWriter(columns: table.pane)
      line.write("   no steps", .quiet)
      lines.append((line, 0))
    }
    return lines
  }

  /// Why a record cannot be read, how to mend it, and where it stands.
  private func unreadableLines(_ issue: RecordIssue, columns: Int) -> [RowWriter] {
    IssueList(issues: [issue], columns: columns, rows: bodyRows).lines(of: issue)
  }

  func emptyPane(columns: Int) -> Pane {
    var pane = Pane(columns: columns)
    pane.addBlank()
    var line = RowWriter(columns: columns)
    line.write(" ")
    if order.request != nil {
      line.write("looking …", .quiet)
    } else if order.arrangement.filter != nil, window.count > 0 {
      let progress = scoringText.map { " so far (\($0))" } ?? ""
      line.write("nothing matches\(VisibleText(progress)); esc clears the filter", .warning)
    } else if isLoading {
      line.write("loading …", .quiet)
    } else {
      line.write("no trajectories in \(fileTitle)", .warning)
    }
    pane.add(line)
    // All of it: the status line has room for its beginning only.
    if window.count == 0, let notice, notice.severity == .failure {
      for part in VisibleText(notice.text).wrapped(columns: max(8, columns - 4)) {
        pane.add("  " + part, .failure)
      }
    }
    let bad = issues.count + moreIssues
    if order.arrangement.filter == nil, bad > 0 {
      pane.add("  \(NumberText.count(bad)) records could not be read; :issues lists them", .quiet)
    }
    return pane
  }
}
