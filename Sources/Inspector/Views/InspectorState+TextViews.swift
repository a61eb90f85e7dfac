import VisibleText

/// Views that are texts: help, notes, and the set at a glance.
extension InspectorState {
  /// The lines of the view that is scrolled as a whole.
  func textLines(columns: Int) -> [RowWriter] {
    switch view {
    case .help: helpLines(columns: columns)
    case .overview: (overview ?? Overview(state: self)).lines(columns: columns)
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
    if view == .overview || view == .list {
      if overview == nil { overview = Overview(state: self) }
    } else {
      overview = nil
    }
    guard textTop > 0 else { return }
    let columns = max(size.columns, Self.smallest.columns)
    if view == .issues {
      textTop = issueList(columns: columns, rows: bodyRows).first(wanted: textTop)
      return
    }
    let count = textLines(columns: columns).count
    textTop = textWindow(lines: count, rows: bodyRows)
  }

  // MARK: Notes

  /// The trajectories with a note; the cursor moves over all that are shown.
  func addNotes(to screen: inout Screen, rows: Int) {
    var pane = Pane(columns: screen.size.columns)
    let noted = order.indices.filter { !collection.standing(at: $0).note.isEmpty }
    if noted.isEmpty { pane.add(" no notes here yet", .quiet) }
    let cursor = noted.lastIndex { (order.position(of: $0) ?? 0) <= (position ?? 0) } ?? 0
    for place in max(0, cursor - rows + 1)..<min(noted.count, max(rows, cursor + 1)) {
      let index = noted[place]
      var line = RowWriter(columns: screen.size.columns)
      line.write(index == selected ? "▶ " : "  ", .cursor)
      line.write(.excerpt(collection.items[index].trajectory.id, columns: 20, mathematics: false))
      line.pad(to: 24)
      let room = max(4, screen.size.columns - 25)
      line.write(
        .excerpt(collection.standing(at: index).note, columns: room, mathematics: false), .verdict)
      pane.add(line)
    }
    pane.fit(rows: rows)
    screen.add(pane)
  }
}
