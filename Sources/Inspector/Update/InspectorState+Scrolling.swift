/// Which lines are in view: what is settled after every message, and what scrolling moves.
extension InspectorState {
  /// Wraps what the next frame will show and keeps the window where the cursor is.
  mutating func settle() {
    guard let index = selected, window.has(index), view == .inspector,
      size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows
    else {
      settleList()
      settleText()
      return
    }
    step = clamped(step: step)
    let layout = InspectorLayout(columns: size.columns, rows: size.rows)
    keepWrapped(index, pane: layout.main)
    let rows = pagePlan(index, layout, rows: bodyRows).steps
    top = stepPage(index, pane: layout.main, rows: rows).viewport.resolve(top)
    if layout.list > 0 { settleList() }
  }

  /// Fills the cache with the problem and the steps near the cursor.
  private mutating func keepWrapped(_ index: Int, pane: Int) {
    keepProblem(index, pane: pane)
    let steps = window[index].trajectory.steps
    let settings = stepSettings(index, pane: pane)
    let rows = bodyRows
    cache.prepare(trajectory: index, setting: settings.common)
    let first = steps.count <= rows ? 0 : max(0, step - rows)
    let last = steps.count <= rows ? steps.count : min(steps.count, step + rows + 1)
    for near in first..<last {
      let limit = lineCount(of: near)
      let known = cache.lines(step: near, of: index, setting: settings.common, limit: limit)
      guard known == nil else { continue }
      let lines = settings[near].wrap(steps[near], maximumLines: limit)
      cache.keep(lines, step: near, limit: limit)
    }
  }

  private mutating func keepProblem(_ index: Int, pane: Int) {
    let setting = problemSetting(pane)
    let limit = bodyRows + 1
    guard cache.problem(of: index, setting: setting, limit: limit) == nil else { return }
    let lines = setting.wrap(window[index].trajectory.problem, maximumLines: limit)
    cache.keep(problem: lines, of: index, setting: setting, limit: limit)
  }

  /// Scrolls inside a step that is longer than the window, else moves by steps that add up.
  mutating func scrollSteps(by amount: Int) {
    guard let index = selected, stepCount > 0, amount != 0 else { return }
    let layout = InspectorLayout(columns: size.columns, rows: size.rows)
    let rows = pagePlan(index, layout, rows: bodyRows).steps
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
