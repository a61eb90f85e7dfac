import Trajectories
import VisibleText

/// The list: one line per trajectory, sorted and grouped.
extension InspectorState {
  func addList(to screen: inout Screen, rows: Int) {
    let columns = ListColumns(screen: screen.size.columns, grouped: order.grouped)
    guard !order.isEmpty else {
      var pane = emptyPane(columns: screen.size.columns)
      pane.fit(rows: rows)
      screen.add(pane)
      return
    }
    screen.add(columns.header(sort: order.sort))
    let start = screen.rows.count
    let visible = listRows(rows)
    let first = listWindow(rows: visible)
    for row in 0..<visible {
      switch order.listRow(at: first + row) {
      case .group(let range): screen.add(groupLine(range, columns: screen.size.columns))
      case .item(let position):
        let isCursor = position == self.position
        screen.add(
          columns.line(listEntry(position), isCursor: isCursor), isCursor ? .cursor : .none)
        screen.answer(
          ClickArea(
            rows: start + row..<start + row + 1, columns: 0..<screen.size.columns,
            target: .position(position)))
      case nil: screen.add(RowWriter(columns: screen.size.columns))
      }
    }
    if closesList { screen.addRule() }
  }

  /// A rule between the list and what is said of it, where there is room.
  private var closesList: Bool { size.rows >= 14 }

  /// Lines of the list between its header and the rule.
  private func listRows(_ rows: Int) -> Int { max(0, rows - (closesList ? 2 : 1)) }

  /// The first visible row, so that the cursor's row is among them.
  func listWindow(rows: Int) -> Int {
    let rows = max(1, rows)
    guard let position else { return 0 }
    let row = order.row(ofPosition: position)
    // The heading above the first candidate of a question stays in sight.
    let wanted = row > 0 && isHeading(row - 1) ? row - 1 : row
    let top = min(max(listTop, row - rows + 1), wanted)
    return max(0, min(top, order.rowCount - rows))
  }

  private func isHeading(_ row: Int) -> Bool {
    if case .group = order.listRow(at: row) { true } else { false }
  }

  mutating func settleList() { listTop = listWindow(rows: listRows(bodyRows)) }

  func listEntry(_ position: Int) -> ListEntry {
    let index = order.indices[position]
    let item = collection.items[index]
    let standing = collection.standing(at: index)
    return ListEntry(
      trajectory: item.trajectory, summary: visibleSummary(of: index),
      isHidden: hidesFigures(of: index), hasFailed: item.failure != nil, verdict: standing.verdict,
      marked: standing.marked, comparison: comparison(of: index))
  }

  /// A question's candidates: how many, how good, how far judged.
  private func groupLine(_ range: Range<Int>, columns: Int) -> RowWriter {
    let indices = range.map { order.indices[$0] }
    let survivals = indices.compactMap { visibleSummary(of: $0)?.noneProbability }
    let right = indices.count { collection.items[$0].trajectory.outcome == true }
    let labelled = indices.count { collection.verdict(at: $0) != nil }
    let first = collection.items[indices[0]].trajectory
    let mean = survivals.isEmpty ? 0 : survivals.reduce(0, +) / Double(survivals.count)
    let candidates: VisibleText =
      indices.count == 1 ? "1 candidate" : "\(indices.count) candidates"
    return RowWriter.line(
      left: [
        RowPiece(
          "▾ " + .excerpt(first.problem, columns: max(16, columns - 64)), .heading, weight: 9)
      ],
      right: [
        RowPiece(candidates, .quiet, weight: 6),
        RowPiece(
          survivals.isEmpty ? "mean S(T) …" : "mean S(T) \(NumberText.probability(mean))",
          .survival,
          weight: 5),
        RowPiece("right \(right)", .quiet, weight: 3),
        RowPiece("labelled \(labelled)", labelled > 0 ? .verdict : .quiet, weight: 4),
      ], columns: columns, gap: 2)
  }

  /// What the status line says of the set: how many are shown, how many have an error.
  var listFacts: [RowPiece] {
    [
      RowPiece("\(order.count) shown", weight: 6),
      RowPiece(overview.map { "\($0.predictedRight) without error" } ?? "", .quiet, weight: 2),
      RowPiece(overview.map { "\($0.predictedWrong) with" } ?? "", .quiet, weight: 2),
      RowPiece(
        "\(collection.labelledCount) labelled", collection.labelledCount > 0 ? .verdict : .quiet,
        weight: 5),
      RowPiece(order.grouped ? "grouped" : "", .quiet, weight: 3),
      RowPiece(overview.map { $0.placeOfErrors } ?? "", .quiet, weight: 1),
    ]
  }

  // MARK: Beside the steps

  /// A narrow list at the left of a wide screen, and the position on each of its lines.
  func narrowList(
    columns: Int, rows: Int
  ) -> (pane: Pane, targets: [(line: Int, position: Int)]) {
    var pane = Pane(columns: columns)
    var targets: [(line: Int, position: Int)] = []
    let first = listWindow(rows: rows)
    for row in 0..<rows {
      switch order.listRow(at: first + row) {
      case .group(let range):
        let problem = collection.items[order.indices[range.lowerBound]].trajectory.problem
        pane.add(.excerpt(problem, columns: columns), .quiet)
      case .item(let position):
        targets.append((row, position))
        pane.add(narrowLine(position, columns: columns))
      case nil: pane.addBlank()
      }
    }
    return (pane, targets)
  }

  private func narrowLine(_ position: Int, columns: Int) -> RowWriter {
    let entry = listEntry(position)
    let isCursor = position == self.position
    var line = RowWriter(columns: columns)
    line.write(isCursor ? "▶" : " ", .cursor)
    line.write(entry.marked ? "◆" : " ", .verdict)
    let name = VisibleText.excerpt(entry.trajectory.id, columns: columns - 18, mathematics: false)
    line.write(name, isCursor ? .cursor : .plain)
    line.pad(to: columns - 15)
    line.write(entry.survivalText, .survival)
    let isWrong = entry.summary?.firstError != nil
    line.write(entry.predictionText, isWrong ? .prediction : .quiet, endingAt: columns - 6)
    line.write(entry.verdictText(short: true), .verdict, endingAt: columns)
    return line
  }
}
