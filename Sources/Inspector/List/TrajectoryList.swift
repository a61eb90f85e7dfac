import Drawing

/// The list: one line per trajectory, sorted and grouped.
struct TrajectoryList: Sendable {
  /// The first visible row.
  var top = 0
  /// The cursor is on the heading above the trajectory under it, where questions are grouped.
  var isOnHeading = false
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
    let questions: [InspectorCommand] = [.toggleQuestion]
    return [.open] + (state.order.hasQuestions ? questions : []) + [
      .chooseSort, .startFilter, .toggleGroups, .toggleMark, .toggleHelp, .toggleOverview,
    ] + (state.order.hasQuestions ? [] : questions) + [.startSearch, .startCommand]
  }

  static func move(_ state: inout InspectorState, by offset: Int) {
    if state.order.hasQuestions {
      state.moveListRow(by: offset)
    } else {
      state.moveTrajectory(by: offset)
    }
  }

  static func moveAcross(_ state: inout InspectorState, by offset: Int) {
    state.list.isOnHeading = false
    state.moveTrajectory(by: offset)
  }

  static func goto(_ state: inout InspectorState, place: Int) {
    state.list.isOnHeading = false
    state.goto(position: place)
  }

  static func scroll(_ state: inout InspectorState, by lines: Int) { move(&state, by: lines) }

  /// A heading opens the candidates of its question.
  static func open(_ state: inout InspectorState) -> [Effect] {
    guard state.list.isOnHeading else {
      state.layers.view = .reader
      return []
    }
    return state.toggleQuestion()
  }

  /// ``InspectorState/settle()`` does it for every view.
  static func settle(_ state: inout InspectorState) {}
}
