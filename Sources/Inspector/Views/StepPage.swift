/// The steps of one trajectory set for one pane: their lines, and the window over them.
struct StepPage {
  let viewport: StepViewport
  /// The lines of a step as it is drawn: the cursor's whole, others shortened to the limit.
  let text: (Int) -> WrappedText
}

extension InspectorState {
  /// Lines that are kept of a step that is not under the cursor; no screen shows more of one.
  static let headLines = 120

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
      cache.lines(step: step, of: index, setting: setting)
        ?? setting.wrap(
          steps[step], maximumLines: step == cursor ? .max : Self.headLines)
    }
    let limit = lineLimit(stepCount: steps.count, pane: pane, rows: rows, head: head)
    let text = { (step: Int) in
      step == cursor ? head(step) : setting.shortened(head(step), to: limit)
    }
    let viewport = StepViewport(
      stepCount: steps.count, cursor: cursor, rows: rows, height: { max(1, text($0).count) })
    return StepPage(viewport: viewport, text: text)
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
  }

  /// Fills the cache with the steps near the cursor.
  private mutating func keepWrapped(_ index: Int, pane: Int, rows: Int) {
    let steps = collection.items[index].trajectory.steps
    let setting = stepSetting(pane: pane, stepCount: steps.count)
    cache.prepare(trajectory: index, setting: setting)
    let first = steps.count <= rows ? 0 : max(0, step - rows)
    let last = steps.count <= rows ? steps.count : min(steps.count, step + rows + 1)
    for near in first..<last {
      let known = cache.lines(step: near, of: index, setting: setting)
      let isShort = near == step && known?.count == Self.headLines
      guard known == nil || isShort else { continue }
      let limit = near == step ? Int.max : Self.headLines
      cache.keep(setting.wrap(steps[near], maximumLines: limit), step: near)
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
    }
    let height = stepPage(index, pane: layout.main, rows: rows).viewport.height(step)
    if amount < 0, height > rows { top = StepAnchor(step: step, line: height - rows) }
  }
}
