import Drawing
import Queries
import VisibleText

/// Views that are texts: help, notes, and the set at a glance.
extension InspectorState {
  /// The lines of the view that is scrolled as a whole.
  func textLines(columns: Int) -> [RowWriter] {
    switch view {
    case .help: helpLines(columns: columns)
    case .overview: overviewLines(columns: columns)
    case .views: viewLines(columns: columns)
    case .inspector, .list, .notes, .issues: []
    }
  }

  /// Which lines of the text are visible, when not all of them are.
  func textFacts(columns: Int) -> [RowPiece] {
    let count = textLines(columns: columns).count
    let rows = bodyRows
    guard count > rows else { return [] }
    let top = textWindow(lines: count, rows: rows)
    return [RowPiece("lines \(top + 1) to \(min(count, top + rows)) of \(count)", .quiet)]
  }

  /// Keeps the first visible line among those there are.
  mutating func settleText() {
    guard textTop > 0 else { return }
    let columns = max(size.columns, Self.smallest.columns)
    if view == .issues {
      textTop = issueList(columns: columns, rows: bodyRows).first(wanted: textTop)
      return
    }
    let count = textLines(columns: columns).count
    textTop = textWindow(lines: count, rows: bodyRows)
  }

  /// The saved views, by name.
  private func viewLines(columns: Int) -> [RowWriter] {
    var pane = Pane(columns: columns)
    let names = (views ?? [:]).keys.sorted()
    pane.add(
      names.isEmpty
        ? " no saved views; :view save NAME keeps filter, sort and grouping" : " saved views",
      .heading)
    for name in names {
      var line = RowWriter(columns: columns)
      line.write("   ")
      line.write(.excerpt(name, columns: 20, mathematics: false), .key)
      line.pad(to: 24)
      let view = try? SavedView(views?[name] ?? "")
      let words = view?.summary ?? "cannot be understood any more"
      line.write(
        .excerpt(words, columns: max(4, columns - 25), mathematics: false),
        view == nil ? .warning : .plain)
      pane.add(line)
    }
    return pane.lines
  }

  // MARK: Notes

  /// Shows the notes, or closes them.
  mutating func toggleNotes() -> [Effect] {
    toggle(.notes)
    return view == .notes ? askForNotes() : []
  }

  /// Asks which of the shown ones have a note.
  mutating func askForNotes() -> [Effect] {
    let shown = order.wanted.filter.map { "(\($0.source)) and noted" } ?? "noted"
    return trying { $0.ask(.notes, try Query(shown)) }
  }

  /// Which places of the notes are visible.
  func visibleNotes(rows: Int) -> Range<Int> {
    let first = max(0, notedPlace - rows + 1)
    return first..<max(first, min(notes.count, max(rows, notedPlace + 1)))
  }

  /// The trajectories with a note; the cursor moves over all that are shown.
  func addNotes(to screen: inout Screen, rows: Int) {
    var pane = Pane(columns: screen.size.columns)
    if notes.isEmpty { pane.add(side == nil ? " no notes here yet" : " looking …", .quiet) }
    for place in visibleNotes(rows: rows) {
      let index = notes[place]
      var line = RowWriter(columns: screen.size.columns)
      line.write(index == selected ? "▶ " : "  ", .cursor)
      line.write(.name(window[index].trajectory.id, columns: 20))
      line.pad(to: 24)
      let room = max(4, screen.size.columns - 25)
      line.write(
        .excerpt(window.standing(at: index).note, columns: room, mathematics: false), .verdict)
      pane.add(line)
    }
    pane.fit(rows: rows)
    screen.add(pane)
  }
}
