import Trajectories

/// The steps of one trajectory set for one pane: their lines, and the window over them.
struct StepPage {
  let viewport: StepViewport
  /// The lines of a step as it is drawn: the cursor's whole, others shortened to what they get.
  let text: (Int) -> WrappedText
  /// All lines of a step, or as many as are kept of one that is not under the cursor.
  let wholeText: (Int) -> WrappedText
}

/// How each step of one trajectory is set: alike, but for the word that says what a step is.
struct StepSettings {
  var common: TextSetting
  /// What each step is, shape `(T)` or empty: its word takes room of the first line.
  var kinds: [StepKind] = []

  subscript(step: Int) -> TextSetting {
    guard kinds.indices.contains(step) else { return common }
    var setting = common
    setting.reserved += StepTable.word(kinds[step], columns: common.columns).columns
    return setting
  }
}

extension InspectorState {
  /// Lines that are kept of a step that is not under the cursor; no usual screen shows more of one.
  static let headLines = 120

  /// Lines that are made of a step: under the cursor somewhat more than the window has come to, so
  /// that a megabyte costs no more than what was read of it.
  func lineCount(of step: Int) -> Int {
    guard step == self.step else { return max(Self.headLines, bodyRows + 1) }
    var lines = 400
    while reader.top.step == step, lines < reader.top.line + 3 * bodyRows { lines *= 2 }
    return lines
  }

  /// How steps are set: all alike, and the same whether their figures have come or not.
  func stepSettings(_ index: Int, pane: Int) -> StepSettings {
    let columns = figureColumns(index, pane: pane, rows: 0)
    let common = TextSetting(
      columns: columns.textColumns(in: pane), reserved: columns.reserved, raw: reader.showsRaw,
      search: layers.search, checksEquations: true, encoding: options.encoding)
    return StepSettings(common: common, kinds: window[index].trajectory.kinds)
  }

  func figureColumns(_ index: Int, pane: Int, rows: Int) -> StepColumns {
    StepColumns(
      pane: pane, stepCount: window[index].trajectory.steps.count, rows: rows,
      compares: options.comparisonName != nil, showsFigures: !hidesFigures(of: index))
  }

  /// The first lines of any step, from the cache where it has them.
  private func heads(_ index: Int, pane: Int) -> (Int) -> WrappedText {
    let steps = window[index].trajectory.steps
    let settings = stepSettings(index, pane: pane)
    return { [self] step in
      let limit = lineCount(of: step)
      return reader.cache.lines(step: step, of: index, setting: settings.common, limit: limit)
        ?? settings[step].wrap(steps[step], maximumLines: limit)
    }
  }

  func stepPage(_ index: Int, pane: Int, rows: Int) -> StepPage {
    let count = window[index].trajectory.steps.count
    let settings = stepSettings(index, pane: pane)
    let cursor = step
    let head = heads(index, pane: pane)
    let limits = stepHeights(index, pane: pane, rows: rows).map {
      Self.lineLimits(heights: $0, rows: rows, cursor: cursor)
    }
    let text = { (step: Int) in
      step == cursor ? head(step) : settings[step].shortened(head(step), to: limits?[step] ?? 1)
    }
    let viewport = StepViewport(
      stepCount: count, cursor: cursor, rows: rows, height: { max(1, text($0).count) })
    return StepPage(viewport: viewport, text: text, wholeText: head)
  }

  /// Lines of every step, none counted as more than one beyond the window; `nil` when there are
  /// more steps than the window has lines.
  func stepHeights(_ index: Int, pane: Int, rows: Int) -> [Int]? {
    let steps = window[index].trajectory.steps
    guard steps.count <= rows else { return nil }
    let head = heads(index, pane: pane)
    return steps.indices.map { min(max(1, head($0).count), rows + 1) }
  }

  /// How many lines each step gets, at least one.
  ///
  /// The cursor's is whole. What is left over beside the first lines of all others makes the cursor's
  /// neighbours whole, the next one first, then theirs; so nothing is cut while rows stay blank.
  /// Where not even the first lines of all have room, every other step has one line.
  static func lineLimits(heights: [Int], rows: Int, cursor: Int) -> [Int] {
    var limits = heights.map { min($0, 1) }
    guard heights.indices.contains(cursor) else { return limits }
    limits[cursor] = heights[cursor]
    var left = rows - limits.reduce(0, +)
    var distance = 1
    while left > 0, distance < heights.count {
      for step in [cursor + distance, cursor - distance] where heights.indices.contains(step) {
        let extra = max(0, min(heights[step] - limits[step], left))
        limits[step] += extra
        left -= extra
      }
      distance += 1
    }
    return limits
  }
}

/// Which lines of the steps are visible: a window that follows the cursor and moves no more than
/// it must.
struct StepViewport {
  let stepCount: Int
  let cursor: Int
  let rows: Int
  /// Lines of a step as it is drawn; asked only for steps near the window.
  let height: (Int) -> Int

  /// The anchor nearest to `anchor` from which the cursor's step is whole, or at least fills the
  /// window.
  func resolve(_ anchor: StepAnchor) -> StepAnchor {
    guard stepCount > 0, rows > 0 else { return StepAnchor() }
    var anchor = StepAnchor(step: max(0, min(anchor.step, stepCount - 1)), line: anchor.line)
    if anchor.step >= cursor {
      let hidden = anchor.step == cursor ? anchor.line : 0
      anchor = StepAnchor(step: cursor, line: max(0, min(hidden, height(cursor) - rows)))
    } else {
      // The cursor went on from a step that was scrolled: from here on it is shown from its top.
      anchor.line = 0
      if !reachesCursorEnd(from: anchor) {
        anchor = StepAnchor(step: firstStep(endingWith: cursor))
      }
    }
    return pulledBack(anchor)
  }

  private func reachesCursorEnd(from anchor: StepAnchor) -> Bool {
    var used = min(height(cursor), rows) - anchor.line
    var step = anchor.step
    while step < cursor, used <= rows {
      used += height(step)
      step += 1
    }
    return used <= rows
  }

  /// The earliest step from which `last` is still whole.
  private func firstStep(endingWith last: Int) -> Int {
    var room = rows - min(height(last), rows)
    var step = last
    while step > 0, height(step - 1) <= room {
      step -= 1
      room -= height(step)
    }
    return step
  }

  /// No blank lines below the last step while there are steps above.
  private func pulledBack(_ anchor: StepAnchor) -> StepAnchor {
    var used = -anchor.line
    var step = anchor.step
    while step < stepCount, used < rows {
      used += height(step)
      step += 1
    }
    guard step == stepCount, used < rows, anchor.line == 0 else { return anchor }
    return StepAnchor(step: min(anchor.step, firstStep(endingWith: stepCount - 1)))
  }
}
