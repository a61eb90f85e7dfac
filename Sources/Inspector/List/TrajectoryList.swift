import Drawing

/// The list: one line per trajectory, sorted and grouped.
struct TrajectoryList: Sendable {
  /// The first visible row.
  var top = 0
}

extension TrajectoryList: ScreenView {
  static let showsTrajectory = true
  static let isPassing = false

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addList(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.listFacts
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [
      .open, .chooseSort, .startFilter, .toggleGroups, .toggleMark, .toggleHelp,
      .toggleOverview, .startSearch, .startCommand,
    ]
  }

  static func move(_ state: inout InspectorState, by offset: Int) {
    state.moveTrajectory(by: offset)
  }

  static func goto(_ state: inout InspectorState, place: Int) { state.goto(position: place) }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state.moveTrajectory(by: lines)
  }

  /// ``InspectorState/settle()`` does it for every view.
  static func settle(_ state: inout InspectorState) {}
}
