/// What keys do to the reader: moving and scrolling in a trajectory.
extension InspectorState {
  mutating func moveStep(by offset: Int) {
    step = bounded(step, by: offset, in: stepCount)
  }

  /// Puts the cursor on ẑ, or says why there is none.
  mutating func gotoPrediction() {
    guard let index = selected else { return }
    if hidesFigures(of: index) {
      notice = Notice(text: "blind: ẑ appears after your verdict")
    } else if let figures = window[index].figures {
      layers.view = .reader
      if let first = figures.firstError.step {
        step = clamped(step: first)
      } else {
        notice = Notice(text: "the model finds no wrong step")
      }
    } else {
      notice = Notice(text: "no figures here yet")
    }
  }

  /// Puts the cursor on the first error that the file names, or says why there is none.
  mutating func gotoFileLabel() {
    guard let index = selected, window.has(index) else { return }
    if hidesFigures(of: index) {
      notice = Notice(text: "blind: the file's label appears after your verdict")
      return
    }
    switch window[index].trajectory.label {
    case .known(.step(let first)):
      layers.view = .reader
      step = clamped(step: first)
    case .known(.noError): notice = Notice(text: "the file says that no step is wrong")
    case .unsure, .badProblem: notice = Notice(text: "the file's label names no step")
    case nil: notice = Notice(text: "the file has no label here")
    }
  }

  // MARK: Which lines are visible

  /// Wraps what the next frame will show and keeps the window where the cursor is.
  mutating func settleReader() {
    guard let index = selected, window.has(index),
      size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows
    else { return settleList() }
    step = clamped(step: step)
    let layout = ReaderLayout(columns: size.columns, rows: size.rows)
    keepWrapped(index, pane: layout.main)
    let rows = pagePlan(index, layout, rows: bodyRows).steps
    reader.top = stepPage(index, pane: layout.main, rows: rows).viewport.resolve(reader.top)
    if layout.list > 0 { settleList() }
  }

  /// Fills the cache with the problem and the steps near the cursor.
  private mutating func keepWrapped(_ index: Int, pane: Int) {
    keepProblem(index, pane: pane)
    let steps = window[index].trajectory.steps
    let settings = stepSettings(index, pane: pane)
    let rows = bodyRows
    reader.cache.prepare(trajectory: index, setting: settings.common)
    let first = steps.count <= rows ? 0 : max(0, step - rows)
    let last = steps.count <= rows ? steps.count : min(steps.count, step + rows + 1)
    for near in first..<last {
      let limit = lineCount(of: near)
      let known = reader.cache.lines(step: near, of: index, setting: settings.common, limit: limit)
      guard known == nil else { continue }
      let lines = settings[near].wrap(steps[near], maximumLines: limit)
      reader.cache.keep(lines, step: near, limit: limit)
    }
  }

  private mutating func keepProblem(_ index: Int, pane: Int) {
    let setting = problemSetting(pane)
    let limit = bodyRows + 1
    guard reader.cache.problem(of: index, setting: setting, limit: limit) == nil else { return }
    let lines = setting.wrap(window[index].trajectory.problem, maximumLines: limit)
    reader.cache.keep(problem: lines, of: index, setting: setting, limit: limit)
  }

  /// Scrolls inside a step that is longer than the window, else moves by steps that add up.
  mutating func scrollSteps(by amount: Int) {
    guard let index = selected, stepCount > 0, amount != 0 else { return }
    let layout = ReaderLayout(columns: size.columns, rows: size.rows)
    let rows = pagePlan(index, layout, rows: bodyRows).steps
    let page = stepPage(index, pane: layout.main, rows: rows)
    let hidden = page.viewport.height(step) - rows
    let line = reader.top.step == step ? reader.top.line : 0
    if hidden > 0, amount > 0 ? line < hidden : line > 0 {
      reader.top = StepAnchor(step: step, line: max(0, min(hidden, line + amount)))
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
    if amount < 0, height > rows { reader.top = StepAnchor(step: step, line: height - rows) }
  }
}
