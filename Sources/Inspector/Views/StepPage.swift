import Trajectories

/// The steps of one trajectory set for one pane: their lines, and the window over them.
struct StepPage {
  let viewport: StepViewport
  /// The lines of a step as it is drawn: the cursor's whole, others shortened to the limit.
  let text: (Int) -> WrappedText
  /// All lines of a step, or as many as are kept of one that is not under the cursor.
  let wholeText: (Int) -> WrappedText
}

/// How each step of one trajectory is set: alike, but for the room that the tag of ẑ takes.
struct StepSettings {
  var common: TextSetting
  /// ẑ, counted from 0.
  var tagged: Int?
  /// Columns of its first line that the tag takes.
  var reserved: Int
  /// What each step is, shape `(T)` or empty: its word takes room of the first line, too.
  var kinds: [StepKind] = []

  subscript(step: Int) -> TextSetting {
    var setting = common
    if step == tagged { setting.reserved = reserved }
    if kinds.indices.contains(step) {
      setting.reserved += StepTable.word(kinds[step], columns: common.columns).columns
    }
    return setting
  }
}

extension InspectorState {
  /// Lines that are kept of a step that is not under the cursor; no screen shows more of one.
  static let headLines = 120

  /// Lines that are made of a step: under the cursor somewhat more than the window has come to, so
  /// that a megabyte costs no more than what was read of it.
  func lineCount(of step: Int) -> Int {
    guard step == self.step else { return Self.headLines }
    var lines = 400
    while top.step == step, lines < top.line + 3 * bodyRows { lines *= 2 }
    return lines
  }

  func stepSettings(_ index: Int, pane: Int) -> StepSettings {
    let count = window[index].trajectory.steps.count
    let columns = FigureColumns(
      pane: pane, stepCount: count, rows: 0, compares: visibleComparison(of: index) != nil)
    let common = TextSetting(
      columns: columns.textColumns(in: pane), raw: showsRaw, search: search, checksEquations: true,
      encoding: options.encoding)
    return StepSettings(
      common: common, tagged: visibleFigures(of: index)?.firstError, reserved: columns.reserved,
      kinds: window[index].trajectory.kinds)
  }

  /// The first lines of any step, from the cache where it has them.
  private func heads(_ index: Int, pane: Int) -> (Int) -> WrappedText {
    let steps = window[index].trajectory.steps
    let settings = stepSettings(index, pane: pane)
    return { [self] step in
      let limit = lineCount(of: step)
      let setting = settings[step]
      return cache.lines(step: step, of: index, setting: setting, limit: limit)
        ?? setting.wrap(steps[step], maximumLines: limit)
    }
  }

  func stepPage(_ index: Int, pane: Int, rows: Int) -> StepPage {
    let count = window[index].trajectory.steps.count
    let settings = stepSettings(index, pane: pane)
    let cursor = step
    let head = heads(index, pane: pane)
    let heights = stepHeights(index, pane: pane, rows: rows)
    let limits = heights.map { Self.lineLimits(heights: $0, rows: rows) }
    let text = { (step: Int) in
      step == cursor ? head(step) : settings[step].shortened(head(step), to: limits?[step] ?? 1)
    }
    let viewport = StepViewport(
      stepCount: count, cursor: cursor, rows: rows, height: { max(1, text($0).count) })
    return StepPage(viewport: viewport, text: text, wholeText: head)
  }

  /// Lines of every step, none counted as more than one beyond the window; `nil` when there are
  /// more steps than the window has lines.
  private func stepHeights(_ index: Int, pane: Int, rows: Int) -> [Int]? {
    let steps = window[index].trajectory.steps
    guard steps.count <= rows else { return nil }
    let head = heads(index, pane: pane)
    return steps.indices.map { min(max(1, head($0).count), rows + 1) }
  }

  /// Lines that all steps take when they are whole; `most` when it is that or more.
  func wholeLines(_ index: Int, pane: Int, most: Int) -> Int {
    stepHeights(index, pane: pane, rows: most).map { min(most, $0.reduce(0, +)) } ?? most
  }

  /// Whether any step can be whole while the first lines of all others are in view.
  func showsEveryStep(_ index: Int, pane: Int, rows: Int) -> Bool {
    guard let heights = stepHeights(index, pane: pane, rows: rows) else { return false }
    return heights.count - 1 + (heights.max() ?? 1) <= rows
  }

  /// How many lines each step may take while it is not under the cursor, at least one.
  ///
  /// The most with which all steps are in view, wherever the cursor makes one whole; what is left
  /// over goes to the first steps that are still cut. It depends on no cursor, so that moving it
  /// moves little. A step too long to stand beside the first lines of all others fills the window
  /// in any case, and is not waited for.
  static func lineLimits(heights: [Int], rows: Int) -> [Int] {
    let room = rows - heights.count + 1
    let tallest = heights.filter { $0 <= room }.max() ?? 1
    /// Rows that are free when every step has `limit` lines and the tallest is whole.
    func spare(_ limit: Int) -> Int {
      rows - heights.reduce(0) { $0 + min($1, limit) } - max(0, tallest - limit)
    }
    let most = heights.max() ?? 1
    let limit = stride(from: most, to: 1, by: -1).first { spare($0) >= 0 } ?? 1
    var left = max(0, spare(limit))
    return heights.map { height in
      let extra = min(max(0, height - limit), left)
      left -= extra
      return limit + extra
    }
  }
}
