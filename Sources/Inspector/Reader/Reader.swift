import Drawing

/// The reader: one trajectory with its problem, its steps, their figures, and panels.
struct Reader: Sendable {
  /// What stands below the steps, or beside them on a wide screen.
  enum Panels: String, CaseIterable, Equatable, Sendable {
    case both = "curve and masses"
    case curve, masses, none
  }

  /// The first visible line of the steps.
  var top = StepAnchor()
  var panels = Panels.both
  var showsRaw = false
  var showsWholeProblem = false
  var cache = WrapCache()
}

/// The first visible line of the steps: a step, and how many of its lines are above the screen.
struct StepAnchor: Equatable, Sendable {
  var step = 0
  var line = 0
}

extension Reader: ScreenView {
  static let showsTrajectory = true
  static let isPassing = false

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addReader(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.figureFacts(columns: columns, rows: rows)
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    if state.selected == nil {
      return [.back, .startFilter, .startCommand, .toggleHelp, .quit]
    }
    if state.layers.search != nil {
      return [
        .nextMatch, .previousMatch, .firstErrorHere, .allRight, .nextTrajectory, .toggleHelp, .back,
      ]
    }
    if columns < 80 { return [.firstErrorHere, .allRight, .undo, .nextTrajectory, .toggleHelp] }
    return [
      .firstErrorHere, .allRight, .undo, .nextTrajectory, .toggleReasons, .nextUnlabelled,
      .startSearch, .startCommand, .toggleHelp, .toggleList, .editNote, .unsure,
    ]
  }

  static func move(_ state: inout InspectorState, by offset: Int) { state.moveStep(by: offset) }

  static func goto(_ state: inout InspectorState, place: Int) { state.goto(position: place) }

  static func gotoEnd(_ state: inout InspectorState, last: Bool) {
    state.step = last ? state.clamped(step: .max) : 0
  }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state.scrollSteps(by: lines)
  }

  static func open(_ state: inout InspectorState) -> [Effect] {
    state.reader.showsWholeProblem.toggle()
    return []
  }

  static func settle(_ state: inout InspectorState) { state.settleReader() }
}
