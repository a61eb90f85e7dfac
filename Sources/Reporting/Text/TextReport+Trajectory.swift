import VisibleText

extension TextReport {
  /// A trajectory as its id, facts, problem and steps with their figures.
  static func lines(of trajectory: TrajectoryPage, columns: Int) -> [VisibleText] {
    var lines = [trajectory.title]
    let width = trajectory.facts.map(\.name.columns).max() ?? 0
    lines += trajectory.facts.map { "  " + $0.name.padded(columns: width + 2) + $0.value }
    lines += wrapped(trajectory.problem, columns: columns - 2).map { "  " + $0 }
    let hasFigures = trajectory.steps.contains { $0.figures != nil }
    let numbers = hasFigures ? 28 : 8
    if hasFigures { lines.append("     t  h(t)   r(t)  S(t)") }
    for (place, step) in trajectory.steps.enumerated() {
      let text = wrapped(step.lines, columns: max(20, columns - numbers))
      var head = VisibleText("\(place + 1)").padded(columns: 6, .trailing)
      if let figures = step.figures {
        head += CellText.figure(figures.hazard, places: 2).padded(columns: 6, .trailing)
        head += CellText.figure(figures.reward, places: 2).padded(columns: 7, .trailing)
        head += CellText.figure(figures.survival, places: 2).padded(columns: 6, .trailing)
      }
      head = head.padded(columns: numbers - 2) + "  "
      for (number, line) in text.enumerated() {
        lines.append((number == 0 ? head : .blank(columns: numbers)) + line)
      }
      if !step.signs.isEmpty {
        lines.append(.blank(columns: numbers) + step.signs.joined(separator: "  "))
      }
    }
    return lines
  }

  private static func wrapped(_ lines: [VisibleText], columns: Int) -> [VisibleText] {
    lines.flatMap { $0.wrapped(columns: columns) }
  }
}
