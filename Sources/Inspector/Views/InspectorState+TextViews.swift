import Trajectories
import VisibleText

/// Views that are texts: help, issues, notes, and the set at a glance.
extension InspectorState {
  // MARK: Help

  /// The key table and the command line, in as many columns as fit.
  func helpLines(columns: Int) -> [RowWriter] {
    var lines: [RowWriter] = []
    func add(_ text: VisibleText, _ ink: Ink = .plain) {
      var line = RowWriter(columns: columns)
      line.write(" ")
      line.write(text, ink)
      lines.append(line)
    }
    let keyWidth = columns >= 64 ? 22 : 12
    for section in KeyTable.Section.allCases {
      if !lines.isEmpty { lines.append(RowWriter(columns: columns)) }
      add(VisibleText(section.rawValue), .heading)
      for binding in options.keys.bindings where binding.section == section {
        let keys = VisibleText(binding.spellings.joined(separator: "  "))
        lines += helpEntry(keys, VisibleText(binding.help), keyWidth, columns)
      }
    }
    lines.append(RowWriter(columns: columns))
    add("Command line", .heading)
    for entry in CommandLine.entries {
      let call = VisibleText(":\(entry.name) \(entry.arguments)".trimmingBlanks)
      lines += helpEntry(call, VisibleText(entry.help), keyWidth + (columns >= 80 ? 18 : 0), columns)
    }
    return lines
  }

  private func helpEntry(
    _ keys: VisibleText, _ help: VisibleText, _ keyWidth: Int, _ columns: Int
  ) -> [RowWriter] {
    let start = keyWidth + 4
    let text = help.wrapped(columns: max(8, columns - start - 1))
    // Keys that are too long for their column get a line of their own.
    let ownLine = keys.columns > keyWidth
    var lines: [RowWriter] = []
    if ownLine {
      var line = RowWriter(columns: columns)
      line.write("   ")
      line.write(keys, .key)
      lines.append(line)
    }
    for (number, part) in text.enumerated() {
      var line = RowWriter(columns: columns)
      if number == 0, !ownLine {
        line.write("   ")
        line.write(keys, .key)
      }
      line.pad(to: start)
      line.write(part)
      lines.append(line)
    }
    return lines
  }

  // MARK: Issues

  func issueLines(columns: Int) -> [RowWriter] {
    var lines: [RowWriter] = []
    func add(_ text: VisibleText, _ ink: Ink, indent: Int) {
      for part in text.wrapped(columns: max(8, columns - indent - 1)) {
        var line = RowWriter(columns: columns)
        line.pad(to: indent)
        line.write(part, ink)
        lines.append(line)
      }
    }
    add(issues.isEmpty ? "every record could be read" : "\(issues.count) issues", .heading, indent: 1)
    for issue in issues.prefix(Self.longestIssueList) {
      let place: VisibleText =
        "\(VisibleText(issue.file)):\(issue.line)  record \(issue.record), byte \(issue.byte)"
      add(place, issue.severity == .bad ? .failure : .warning, indent: 1)
      add("\(VisibleText(issue.reason)). \(VisibleText(issue.remedy))", .plain, indent: 4)
    }
    if issues.count > Self.longestIssueList {
      add("and \(issues.count - Self.longestIssueList) more; `misstep check` lists all", .quiet, indent: 1)
    }
    return lines
  }

  private static let longestIssueList = 500

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

  // MARK: Overview

  /// Where first errors lie, by the model and by labels, and how far the work is.
  func overviewLines(columns: Int) -> [RowWriter] {
    Overview(state: self).lines(columns: columns)
  }
}
