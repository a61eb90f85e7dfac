import VisibleText

/// The survival curve and the masses of the trajectory on screen.
extension InspectorState {
  func curvePane(_ index: Int, _ figures: StepFigures, columns: Int, rows: Int) -> Pane {
    var staircase = SurvivalStaircase(survival: figures.survival, predicted: figures.firstError)
    staircase.comparison = visibleComparison(of: index)?.curve.survival ?? []
    return pane(of: staircase.rows(columns: columns - 1, rows: rows), columns: columns)
  }

  /// p(t) by step, then "none"; the largest of them when there is no room for all.
  func massPane(_ figures: StepFigures, columns: Int, rows: Int) -> Pane {
    let bars = MassBars(
      mass: figures.mass, none: figures.noneProbability, predicted: figures.firstError)
    return pane(of: bars.rows(columns: columns - 1, rows: rows), columns: columns)
  }

  private func pane(of rows: [Row], columns: Int) -> Pane {
    var pane = Pane(columns: columns)
    for row in rows {
      var line = RowWriter(columns: columns)
      line.write(" ")
      line.write(row)
      pane.add(line)
    }
    return pane
  }
}
