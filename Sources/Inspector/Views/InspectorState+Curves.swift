import VisibleText

/// The survival curve and the masses of the trajectory on screen.
extension InspectorState {
  func curvePane(_ figures: StepFigures, columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    pane.add(" S(t) \(Figure.spark(figures.survival, columns: columns - 8))", .survival)
    pane.fit(rows: rows)
    return pane
  }

  /// p(t) by step, then "none"; the largest of them when there is no room for all.
  func massPane(_ figures: StepFigures, columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    let room = max(1, rows - 1)
    let largest = figures.mass.indices
      .sorted { (figures.mass[$0], $1) > (figures.mass[$1], $0) }
      .prefix(room).sorted()
    let digits = max(4, String(figures.mass.count).count + 2)
    for step in largest {
      let isPredicted = step == figures.firstError
      let name = isPredicted ? "\(step + 1) ẑ" : "\(step + 1)"
      addMass(
        figures.mass[step], VisibleText(name), digits, isPredicted ? .prediction : .plain, &pane)
    }
    let ink: Ink = figures.firstError == nil ? .prediction : .survival
    addMass(figures.noneProbability, "none", digits, ink, &pane)
    return pane
  }

  private func addMass(
    _ mass: Double, _ name: VisibleText, _ width: Int, _ ink: Ink, _ pane: inout Pane
  ) {
    var line = RowWriter(columns: pane.columns)
    line.write(" ")
    line.write(name.padded(columns: width), ink == .plain ? .quiet : ink)
    line.write(" ")
    line.write(Figure.probability(mass), ink)
    line.write(" ")
    line.write(Figure.bar(mass, cells: max(1, pane.columns - line.used - 1)), ink)
    pane.add(line)
  }
}
