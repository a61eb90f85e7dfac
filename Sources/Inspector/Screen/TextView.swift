import Drawing

/// A view that is scrolled as a whole and has no cursor on a trajectory.
protocol ScrolledView: ScreenView {
  /// Where the state keeps the first visible line, or whatever it scrolls by.
  static var top: WritableKeyPath<InspectorState, Int> { get }
}

extension ScrolledView {
  static var showsTrajectory: Bool { false }
  static var isPassing: Bool { true }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [.nextStep, .previousStep, .pageDown, .back, .quit]
  }

  static func enter(_ state: inout InspectorState) { state[keyPath: top] = 0 }

  static func move(_ state: inout InspectorState, by offset: Int) {
    state[keyPath: top] = max(0, state[keyPath: top] &+ offset)
  }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state[keyPath: top] = max(0, state[keyPath: top] &+ lines)
  }

  static func goto(_ state: inout InspectorState, place: Int) { state[keyPath: top] = place }
}

/// A view that is one text, of which a window is visible.
protocol TextView: ScrolledView {
  /// The whole text.
  static func lines(_ state: InspectorState, columns: Int) -> [RowWriter]
}

extension TextView {
  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    let lines = lines(state, columns: screen.size.columns)
    let top = window(state, lines: lines.count, rows: rows)
    var pane = Pane(columns: screen.size.columns)
    pane.lines = Array(lines[top..<min(lines.count, top + rows)])
    pane.fit(rows: rows)
    screen.add(pane)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    position(state, columns: columns)
  }

  /// Which lines of the text are visible, when not all of them are.
  static func position(_ state: InspectorState, columns: Int) -> [RowPiece] {
    let count = lines(state, columns: columns).count
    let rows = state.bodyRows
    guard count > rows else { return [] }
    let top = window(state, lines: count, rows: rows)
    return [RowPiece("lines \(top + 1) to \(min(count, top + rows)) of \(count)", .quiet)]
  }

  static func settle(_ state: inout InspectorState) {
    guard state[keyPath: top] > 0 else { return }
    let columns = max(state.size.columns, InspectorState.smallest.columns)
    let count = lines(state, columns: columns).count
    state[keyPath: top] = window(state, lines: count, rows: state.bodyRows)
  }

  /// The first visible line.
  private static func window(_ state: InspectorState, lines: Int, rows: Int) -> Int {
    max(0, min(state[keyPath: top], lines - rows))
  }
}
