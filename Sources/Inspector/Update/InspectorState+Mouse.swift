/// The mouse: a click selects, a double click opens, the wheel scrolls.
extension InspectorState {
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    guard question == nil else {
      if event.action == .press { question = nil }
      return []
    }
    switch event.action {
    case .wheelUp: wheel(-3)
    case .wheelDown: wheel(3)
    case .press: click(event)
    case .doublePress:
      click(event)
      if view == .list { view = .inspector }
    }
    return []
  }

  private mutating func wheel(_ lines: Int) {
    switch view {
    case .inspector: scrollSteps(by: lines)
    case .list: moveTrajectory(by: lines)
    case .notes: moveNote(by: lines)
    case .help, .overview, .views: textTop = max(0, textTop &+ lines)
    case .issues: scrollIssues(lines: lines)
    }
  }

  private mutating func click(_ event: MouseEvent) {
    picksSort = false
    switch screen(size: size).target(column: event.column, row: event.row) {
    case .step(let step): self.step = clamped(step: step)
    case .position(let position): goto(position: position)
    case nil: break
    }
  }
}
