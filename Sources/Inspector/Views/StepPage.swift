/// The steps of one trajectory set for one pane: their lines, and the window over them.
struct StepPage {
  let viewport: StepViewport
  /// The lines of a step as it is drawn: the cursor's whole, others shortened to the limit.
  let text: (Int) -> WrappedText
  /// All lines of a step, or as many as are kept of one that is not under the cursor.
  let wholeText: (Int) -> WrappedText
}

extension InspectorState {
  /// Lines that are kept of a step that is not under the cursor; no screen shows more of one.
  static let headLines = 120

  /// Lines that are made of a step: under the cursor somewhat more than the window has come to, so
  /// that a megabyte costs no more than what was read of it.
  private func lineCount(of step: Int, rows: Int) -> Int {
    guard step == self.step else { return Self.headLines }
    var lines = 400
    while top.step == step, lines < top.line + 3 * rows { lines *= 2 }
    return lines
  }

  func stepSetting(pane: Int, stepCount: Int) -> TextSetting {
    let columns = FigureColumns(pane: pane, stepCount: stepCount, rows: 0)
    return TextSetting(
      columns: columns.textColumns(in: pane), raw: showsRaw, search: search, checksEquations: true)
  }

  func stepPage(_ index: Int, pane: Int, rows: Int) -> StepPage {
    let steps = collection.items[index].trajectory.steps
    let setting = stepSetting(pane: pane, stepCount: steps.count)
    let cursor = step
    let cache = cache
    let head = { (step: Int) in
      let limit = lineCount(of: step, rows: rows)
      return cache.lines(step: step, of: index, setting: setting, limit: limit)
        ?? setting.wrap(steps[step], maximumLines: limit)
    }
    let limit = lineLimit(stepCount: steps.count, pane: pane, rows: rows, head: head)
    let text = { (step: Int) in
      step == cursor ? head(step) : setting.shortened(head(step), to: limit)
    }
    let viewport = StepViewport(
      stepCount: steps.count, cursor: cursor, rows: rows, height: { max(1, text($0).count) })
    return StepPage(viewport: viewport, text: text, wholeText: head)
  }

  /// How many lines a step that is not under the cursor may take: all of them while everything
  /// fits the window, else the first one or two.
  private func lineLimit(
    stepCount: Int, pane: Int, rows: Int, head: (Int) -> WrappedText
  ) -> Int {
    let short = pane < 80 ? 1 : 2
    guard stepCount <= rows else { return short }
    var used = 0
    for step in 0..<stepCount {
      used += max(1, head(step).count)
      if used > rows { return short }
    }
    return Self.headLines
  }

  /// Wraps what the next frame will show and keeps the window where the cursor is.
  mutating func settle() {
    guard let index = selected, view == .inspector,
      size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows
    else {
      settleList()
      settleText()
      return
    }
    step = clamped(step: step)
    let layout = InspectorLayout(columns: size.columns, rows: size.rows)
    let rows = parts(index, layout, rows: bodyRows).steps
    keepWrapped(index, pane: layout.main, rows: rows)
    top = stepPage(index, pane: layout.main, rows: rows).viewport.resolve(top)
    if layout.list > 0 { settleList() }
    overview = nil
  }

  /// Fills the cache with the steps near the cursor.
  private mutating func keepWrapped(_ index: Int, pane: Int, rows: Int) {
    let steps = collection.items[index].trajectory.steps
    let setting = stepSetting(pane: pane, stepCount: steps.count)
    cache.prepare(trajectory: index, setting: setting)
    let first = steps.count <= rows ? 0 : max(0, step - rows)
    let last = steps.count <= rows ? steps.count : min(steps.count, step + rows + 1)
    for near in first..<last {
      let limit = lineCount(of: near, rows: rows)
      let known = cache.lines(step: near, of: index, setting: setting, limit: limit)
      guard known == nil else { continue }
      cache.keep(setting.wrap(steps[near], maximumLines: limit), step: near, limit: limit)
    }
  }

  /// Scrolls inside a step that is longer than the window, else moves by steps that add up.
  mutating func scrollSteps(by amount: Int) {
    guard let index = selected, stepCount > 0, amount != 0 else { return }
    let layout = InspectorLayout(columns: size.columns, rows: size.rows)
    let rows = parts(index, layout, rows: bodyRows).steps
    let page = stepPage(index, pane: layout.main, rows: rows)
    let hidden = page.viewport.height(step) - rows
    let line = top.step == step ? top.line : 0
    if hidden > 0, amount > 0 ? line < hidden : line > 0 {
      top = StepAnchor(step: step, line: max(0, min(hidden, line + amount)))
      return
    }
    var moved = 0
    let direction = amount > 0 ? 1 : -1
    while moved < abs(amount), clamped(step: step + direction) != step {
      step += direction
      moved += page.viewport.height(step)
      if page.wholeText(step).count > rows { break }
    }
    let height = page.wholeText(step).count
    if amount < 0, height > rows { top = StepAnchor(step: step, line: height - rows) }
  }
}
