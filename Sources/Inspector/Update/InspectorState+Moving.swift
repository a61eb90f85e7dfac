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
    stepMemory[selected] = step == 0 ? nil : step
  }

  mutating func enter() {
    step = clamped(step: selected.flatMap { stepMemory[$0] } ?? 0)
    top = StepAnchor()
  }

  /// A step of the trajectory under the cursor; while that is not read, any.
  func clamped(step: Int) -> Int { item == nil ? max(0, step) : max(0, min(step, stepCount - 1)) }

  /// Moves by trajectories in the visible order, and stays at its ends.
  mutating func moveTrajectory(by offset: Int) {
    guard !order.isEmpty else { return }
    // What is under the cursor may have turned out to be unreadable: the next took its place.
    let here = position ?? (offset > 0 ? place - 1 : place)
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

  /// Moves by trajectories with a note, in the view that lists them.
  mutating func moveNote(by offset: Int) {
    guard !notes.isEmpty else { return }
    select(notes[bounded(notedPlace, by: offset, in: notes.count)])
  }

  /// The cursor's place among the notes: the last one at it or before it.
  var notedPlace: Int { max(0, notes.lowerBound(of: (selected ?? 0) + 1) - 1) }

  mutating func moveStep(by offset: Int) {
    step = bounded(step, by: offset, in: stepCount)
  }

  /// Puts the cursor on ẑ, or says why there is none.
  mutating func gotoPrediction() {
    guard let index = selected else { return }
    if hidesFigures(of: index) {
      notice = Notice(text: "blind: ẑ appears after your verdict")
    } else if let figures = window[index].figures {
      view = .inspector
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
      view = .inspector
      step = clamped(step: first)
    case .known(.noError): notice = Notice(text: "the file says that no step is wrong")
    case .unsure, .badProblem: notice = Notice(text: "the file's label names no step")
    case nil: notice = Notice(text: "the file has no label here")
    }
  }

  /// Half or whole pages: lines of the steps, rows of a list, lines of a text, issues.
  mutating func scroll(pages: Double) {
    let amount = Int((Double(bodyRows) * pages).rounded(.awayFromZero))
    switch view {
    case .inspector: scrollSteps(by: amount)
    case .list: moveTrajectory(by: amount)
    case .notes: moveNote(by: amount)
    case .help, .overview, .views: textTop = max(0, textTop &+ amount)
    case .issues: scrollIssues(lines: amount)
    }
  }

  private func bounded(_ place: Int, by offset: Int, in count: Int) -> Int {
    let (sum, overflow) = place.addingReportingOverflow(offset)
    let moved = overflow ? (offset > 0 ? Int.max : 0) : sum
    return max(0, min(moved, count - 1))
  }
}
