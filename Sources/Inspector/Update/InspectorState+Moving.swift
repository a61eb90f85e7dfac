/// Where the cursor goes.
extension InspectorState {
  /// Puts the cursor on a shown trajectory, where it stood in it before.
  mutating func select(_ index: Int) {
    guard index != selected, index >= 0, index < window.count else { return }
    leave()
    selected = index
    enter()
  }

  /// Keeps the place in the trajectory that is left.
  mutating func leave() {
    guard let selected else { return }
    trail.steps[selected] = step == 0 ? nil : step
  }

  mutating func enter() {
    step = clamped(step: selected.flatMap { trail.steps[$0] } ?? 0)
    reader.top = StepAnchor()
    list.isOnHeading = false
  }

  /// A step of the trajectory under the cursor; while that is not read, any.
  func clamped(step: Int) -> Int { item == nil ? max(0, step) : max(0, min(step, stepCount - 1)) }

  /// Moves by trajectories in the visible order, and stays at its ends.
  mutating func moveTrajectory(by offset: Int) {
    guard !order.isEmpty else { return }
    // What is under the cursor may have turned out to be unreadable: the next took its place.
    let here = position ?? (offset > 0 ? trail.place - 1 : trail.place)
    let goal = bounded(here, by: offset, in: order.count)
    if goal == position, offset != 0 {
      notice = Notice(text: offset > 0 ? "this is the last one" : "this is the first one")
    }
    goto(position: goal)
  }

  /// A position counts from 0 in the visible order.
  mutating func goto(position: Int) {
    guard let index = order.index(at: max(0, min(position, order.count - 1))) else { return }
    select(index)
  }

  /// Half or whole pages, of whatever the view scrolls.
  mutating func scroll(pages: Double) {
    let lines = Int((Double(bodyRows) * pages).rounded(.awayFromZero))
    layers.view.type.scroll(&self, by: lines)
  }

  /// A place moved within a list of so many, without overflow.
  func bounded(_ place: Int, by offset: Int, in count: Int) -> Int {
    let (sum, overflow) = place.addingReportingOverflow(offset)
    let moved = overflow ? (offset > 0 ? Int.max : 0) : sum
    return max(0, min(moved, count - 1))
  }
}
