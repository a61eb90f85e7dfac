import Catalog
import Drawing
import Queries
import VisibleText

/// All notes: the trajectories that have one.
struct Notes: Sendable {
  var found = IndexList.all(count: 0)
}

extension Notes: ScreenView {
  static let showsTrajectory = true
  static let isPassing = true

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addNotes(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.noteFacts(columns: columns)
  }

  static func hints(_ state: InspectorState, columns: Int) -> [InspectorCommand] {
    [.open, .editNote, .openPager, .nextStep, .back, .toggleHelp]
  }

  static func move(_ state: inout InspectorState, by offset: Int) { state.moveNote(by: offset) }

  static func goto(_ state: inout InspectorState, place: Int) { state.goto(position: place) }

  static func scroll(_ state: inout InspectorState, by lines: Int) { state.moveNote(by: lines) }

  static func settle(_ state: inout InspectorState) {}

  static func shown(_ state: InspectorState) -> [Int] {
    state.visibleNotes(rows: state.bodyRows).map { state.notes.found[$0] }
  }
}

extension InspectorState {
  /// Shows the notes, or closes them.
  mutating func toggleNotes() -> [Effect] {
    toggle(.notes)
    return layers.view == .notes ? askForNotes() : []
  }

  /// Asks which of the shown ones have a note.
  mutating func askForNotes() -> [Effect] {
    let noted = Query.flag(.noted)
    return ask(.notes, order.wanted.filter?.and(noted) ?? noted)
  }

  /// Which places of the notes are visible.
  fileprivate func visibleNotes(rows: Int) -> Range<Int> {
    let first = max(0, notedPlace - rows + 1)
    return first..<max(first, min(notes.found.count, max(rows, notedPlace + 1)))
  }

  /// The trajectories with a note; the cursor moves over all that are shown.
  fileprivate func addNotes(to screen: inout Screen, rows: Int) {
    var pane = Pane(columns: screen.size.columns)
    if notes.found.isEmpty {
      pane.add(requests.side == nil ? " no notes here yet" : " looking …", .quiet)
    }
    for place in visibleNotes(rows: rows) {
      let index = notes.found[place]
      var line = RowWriter(columns: screen.size.columns)
      line.write(index == selected ? "▶ " : "  ", .cursor)
      line.write(.name(window[index].trajectory.id, columns: 20))
      line.pad(to: 24)
      let room = noteColumns(screen.size.columns)
      line.write(
        .excerpt(window.standing(at: index).note, columns: room, mathematics: false), .verdict)
      pane.add(line)
    }
    pane.fit(rows: rows)
    screen.add(pane)
  }

  private func noteColumns(_ columns: Int) -> Int { max(4, columns - 25) }

  /// How to see a note that is cut.
  fileprivate func noteFacts(columns: Int) -> [RowPiece] {
    guard !notes.found.isEmpty, notes.found[notedPlace] == selected, let selected,
      !fits(window.standing(at: selected).note, columns: noteColumns(columns))
    else { return [] }
    return [RowPiece(wholeNoteHint, .quiet)]
  }

  /// Moves by trajectories with a note, in the view that lists them.
  fileprivate mutating func moveNote(by offset: Int) {
    guard !notes.found.isEmpty else { return }
    select(notes.found[bounded(notedPlace, by: offset, in: notes.found.count)])
  }

  /// The cursor's place among the notes: the last one at it or before it.
  private var notedPlace: Int { max(0, notes.found.lowerBound(of: (selected ?? 0) + 1) - 1) }
}
