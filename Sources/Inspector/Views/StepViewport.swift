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
