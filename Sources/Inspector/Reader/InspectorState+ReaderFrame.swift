import Drawing
import Trajectories
import VisibleText

/// The reader: the problem, its steps with their figures, and panels below or beside them.
extension InspectorState {
  func addReader(to screen: inout Screen, rows: Int) {
    let layout = ReaderLayout(columns: screen.size.columns, rows: screen.size.rows)
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
  func mainPane(
    _ index: Int, _ layout: ReaderLayout, rows: Int, screen: inout Screen
  ) -> Pane {
    var pane = Pane(columns: layout.main)
    let plan = pagePlan(index, layout, rows: rows)
    addProblem(index, lines: plan.problem, to: &pane)
    if layout.meta { pane.add(metaLine(index, columns: layout.main)) }
    if layout.rules { pane.addRule() }
    let table = stepTable(index, pane: layout.main, rows: screen.size.rows)
    if table.columns.header { pane.add(table.header) }
    let left = layout.list > 0 ? layout.list + ReaderLayout.gap : 0
    for (line, step) in stepLines(index, table: table, rows: plan.steps) {
      let row = screen.rows.count + pane.lines.count
      screen.answer(
        ClickArea(
          rows: row..<row + 1, columns: left..<left + layout.main, target: .step(step)))
      pane.add(line)
    }
    pane.fit(rows: rows - plan.panels - (layout.rules ? 1 : 0))
    if layout.rules { pane.addRule() }
    if plan.panels > 0 {
      var panels = panelPane(
        index, columns: layout.main, rows: plan.panels, fills: layout.side == 0)
      panels.fit(rows: plan.panels)
      pane.lines += panels.lines
    }
    return pane
  }

  // MARK: Division of the rows

  /// How the rows are divided on the screen the state has now, and the texts that decide it.
  func pagePlan(_ index: Int, _ layout: ReaderLayout, rows: Int) -> PagePlan {
    let header = figureColumns(index, pane: layout.main, rows: rows + 3).header
    let shared = rows - (layout.meta ? 1 : 0) - (layout.rules ? 2 : 0) - (header ? 1 : 0)
    return PagePlan(
      PagePlan.Needs(
        rows: shared, problem: problemText(index, layout.main, lines: shared).count,
        problemLimit: layout.problem, opensProblem: reader.showsWholeProblem,
        steps: stepHeights(index, pane: layout.main, rows: shared),
        panels: panelHeights(index, layout, rows: rows)))
  }

  /// The heights that the panels below the steps may have, from the largest.
  ///
  /// Panels that were asked for shrink, but stay.
  private func panelHeights(_ index: Int, _ layout: ReaderLayout, rows: Int) -> [Int] {
    if hidesFigures(of: index) { return [0] }
    if hasNoFigures(index) { return [0] }
    if layers.showsReasons { return [reasonRows(rows, layout)] }
    let smallest = Self.smallestPanels
    // Beside the steps there is room for them on a wide screen.
    guard reader.panels != .none, layout.side == 0 else { return [0] }
    // A trial is for comparing curves.
    let isAsked = reader.panels != .both || training.trial != nil
    let most = layout.panels == 0 && isAsked && rows >= 3 * smallest ? smallest : layout.panels
    let needed = reader.panels == .masses ? window[index].trajectory.steps.count + 2 : most
    let sizes = Array(stride(from: min(most, needed), through: min(most, needed, smallest), by: -1))
    return isAsked || most == 0 ? sizes : sizes + [0]
  }

  /// A title, three rows of a picture and its numbers.
  private static let smallestPanels = 5

  func problemSetting(_ columns: Int) -> TextSetting {
    TextSetting(
      columns: max(1, columns - 2), raw: reader.showsRaw, search: layers.search,
      checksEquations: false,
      encoding: options.encoding)
  }

  private func problemText(_ index: Int, _ columns: Int, lines: Int) -> WrappedText {
    let setting = problemSetting(columns)
    let limit = max(lines, bodyRows) + 1
    let text =
      reader.cache.problem(of: index, setting: setting, limit: limit)
      ?? setting.wrap(window[index].trajectory.problem, maximumLines: limit)
    return setting.shortened(text, to: max(1, lines))
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
      columns: figureColumns(index, pane: pane, rows: rows), pane: pane,
      figures: figureState(of: index))
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
    let anchor = page.viewport.resolve(reader.top)
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
    let bad = issues.count
    if order.arrangement.filter == nil, bad > 0 {
      let records: VisibleText = "\(NumberText.count(bad)) \(bad == 1 ? "record" : "records")"
      pane.add("  " + records + " could not be read; :issues lists them", .quiet)
    }
    return pane
  }
}
