/// Where the cursor goes.
extension InspectorState {
  /// Puts the cursor on a shown trajectory, where it stood in it before.
  mutating func select(_ index: Int) {
    guard index != selected, collection.items.indices.contains(index) else { return }
    leave()
    selected = index
    enter()
  }

  /// Keeps the place in the trajectory that is left.
  mutating func leave() {
    guard let selected else { return }
    stepMemory[selected] = step == 0 ? nil : step
  }

  mutating func enter() {
    step = clamped(step: selected.flatMap { stepMemory[$0] } ?? 0)
    top = StepAnchor()
  }

  func clamped(step: Int) -> Int { max(0, min(step, stepCount - 1)) }

  /// Moves by trajectories in the visible order, and stays at its ends.
  mutating func moveTrajectory(by offset: Int) {
    guard let position else { return }
    let place = bounded(position, by: offset, in: order.count)
    if place == position, offset != 0 {
      notice = Notice(text: offset > 0 ? "this is the last one" : "this is the first one")
    }
    goto(position: place)
  }

  /// A position counts from 0 in the visible order.
  mutating func goto(position: Int) {
    guard !order.isEmpty else { return }
    select(order.indices[max(0, min(position, order.count - 1))])
  }

  /// Moves by trajectories with a note, in the view that lists them; looks at all that are shown.
  mutating func moveNote(by offset: Int) {
    let noted = order.indices.filter { !collection.standing(at: $0).note.isEmpty }
    guard let last = noted.last else { return }
    let here = position ?? 0
    let before = noted.lastIndex { (order.position(of: $0) ?? 0) <= here } ?? 0
    let place = bounded(before, by: offset, in: noted.count)
    select(noted.indices.contains(place) ? noted[place] : last)
  }

  mutating func moveStep(by offset: Int) {
    step = bounded(step, by: offset, in: stepCount)
  }

  /// Puts the cursor on ẑ, or says why there is none.
  mutating func gotoPrediction() {
    guard let index = selected else { return }
    if hidesFigures(of: index) {
      notice = Notice(text: "blind: ẑ appears after your verdict")
    } else if let summary = collection.items[index].summary {
      view = .inspector
      if let first = summary.firstError {
        step = clamped(step: first)
      } else {
        notice = Notice(text: "the model finds no wrong step")
      }
    } else {
      notice = Notice(text: "no figures here yet")
    }
  }

  /// Half or whole pages: lines of the steps, rows of a list, lines of a text, issues.
  mutating func scroll(pages: Double) {
    let amount = Int((Double(bodyRows) * pages).rounded(.awayFromZero))
    switch view {
    case .inspector: scrollSteps(by: amount)
    case .list: moveTrajectory(by: amount)
    case .notes: moveNote(by: amount)
    case .help, .overview: textTop = max(0, textTop &+ amount)
    case .issues: scrollIssues(lines: amount)
    }
  }

  /// Goes to the next one without a verdict, from the cursor on and round to it again.
  ///
  /// - Returns: what is to be said of it: that it is behind the cursor, or that there is none.
  mutating func gotoNextUnlabelled() -> String? {
    guard let position else { return nil }
    for offset in 1...max(order.count, 1) {
      let place = (position + offset) % order.count
      let index = order.indices[place]
      guard collection.verdict(at: index) == nil else { continue }
      select(index)
      return place < position ? "went round to the first without a verdict" : nil
    }
    return "every shown trajectory has a verdict"
  }

  private func bounded(_ place: Int, by offset: Int, in count: Int) -> Int {
    let (sum, overflow) = place.addingReportingOverflow(offset)
    let moved = overflow ? (offset > 0 ? Int.max : 0) : sum
    return max(0, min(moved, count - 1))
  }
}
