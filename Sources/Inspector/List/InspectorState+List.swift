import Catalog
import Drawing
import Queries
import Trajectories
import VisibleText

/// The list: one line per trajectory, sorted and grouped.
extension InspectorState {
  func addList(to screen: inout Screen, rows: Int) {
    let columns = ListColumns(
      screen: screen.size.columns,
      grouped: order.isGrouped && order.arrangement.grouping == .question,
      compares: options.comparisonName != nil, sortedBy: order.arrangement.shownSort.first?.field)
    guard !order.isEmpty else {
      var pane = emptyPane(columns: screen.size.columns)
      pane.fit(rows: rows)
      screen.add(pane)
      return
    }
    screen.add(columns.header(sort: order.arrangement.shownSort))
    let start = screen.rows.count
    let visible = listRows(rows)
    let first = listWindow(rows: visible)
    for row in 0..<visible {
      switch order.listRow(at: first + row) {
      case .group(let group):
        let isCursor = headingUnderCursor == group
        screen.add(
          groupLine(group, isCursor: isCursor, columns: screen.size.columns),
          isCursor ? .cursor : .none)
        if order.hasQuestions {
          screen.answer(
            ClickArea(
              rows: start + row..<start + row + 1, columns: 0..<screen.size.columns,
              target: .group(group)))
        }
      case .item(let position):
        let isCursor = position == self.position && headingUnderCursor == nil
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
    guard !order.isEmpty else { return 0 }
    let row =
      order.row(ofPosition: position ?? clampedPlace) - (headingUnderCursor == nil ? 0 : 1)
    // The heading above the first candidate of a question stays in sight.
    let wanted = row > 0 && isHeading(row - 1) ? row - 1 : row
    let top = min(max(list.top, row - rows + 1), wanted)
    return max(0, min(top, order.rowCount - rows))
  }

  private func isHeading(_ row: Int) -> Bool {
    if case .group = order.listRow(at: row) { true } else { false }
  }

  /// The group whose heading the cursor is on.
  var headingUnderCursor: Int? {
    guard list.isOnHeading, order.hasQuestions, layers.view == .list, let position,
      let group = order.group(ofPosition: position),
      order.groups[group].positions.lowerBound == position
    else { return nil }
    return group
  }

  /// Moves by lines of the list, of which headings are some.
  mutating func moveListRow(by offset: Int) {
    guard !order.isEmpty else { return }
    let here =
      order.row(ofPosition: position ?? trail.place) - (headingUnderCursor == nil ? 0 : 1)
    let row = bounded(here, by: offset, in: order.rowCount)
    if row == here, offset != 0 {
      notice = Notice(text: offset > 0 ? "this is the last one" : "this is the first one")
    }
    switch order.listRow(at: row) {
    case .group(let group): gotoHeading(group)
    case .item(let position):
      list.isOnHeading = false
      goto(position: position)
    case nil: break
    }
  }

  /// Puts the cursor on the heading of a group.
  mutating func gotoHeading(_ group: Int) {
    guard order.groups.indices.contains(group) else { return }
    goto(position: order.groups[group].positions.lowerBound)
    list.isOnHeading = order.hasQuestions
  }

  mutating func settleList() { list.top = listWindow(rows: listRows(bodyRows)) }

  func listEntry(_ position: Int) -> ListEntry {
    let index = order.index(at: position) ?? -1
    let item = window[index]
    let standing = window.standing(at: index)
    return ListEntry(
      trajectory: item.trajectory, figures: visibleFigures(of: index),
      second: visibleComparison(of: index).map { second in
        SecondFigures(
          firstError: second.firstError(by: window.rule),
          noneProbability: second.curve.noneProbability)
      }, disagreement: disagreement(of: index), predictsSteps: item.score?.namesStep ?? true,
      isHidden: hidesFigures(of: index), hasFailed: item.failure != nil,
      outcome: visibleOutcome(of: index), verdict: standing.verdict,
      fileLabel: visibleFileLabel(of: index), unreadable: item.unreadable?.reason,
      marked: standing.marked,
      isInConflict: visibleConflict(of: index) != nil)
  }

  /// How far two models are apart on a step; `nil` without the hazards of both.
  private func disagreement(of index: Int) -> Double? {
    guard let first = visibleScore(of: index), let second = visibleComparison(of: index) else {
      return nil
    }
    return zip(first.curve.hazards, second.curve.hazards).map { abs($0 - $1) }.max()
  }

  /// What members of a group share; a question is said by its problem, its key may be a number.
  func groupTitle(_ group: ArrangedGroup) -> String {
    if order.arrangement.grouping == .question,
      let first = order.index(at: group.positions.lowerBound), let item = window.items[first],
      item.unreadable == nil
    {
      return item.trajectory.problem
    }
    return group.title.isEmpty ? "(none)" : group.title
  }

  /// A group: how many members, how good, how far judged.
  ///
  /// Blind, what would give them away is left out until all are judged.
  private func groupLine(_ place: Int, isCursor: Bool, columns: Int) -> RowWriter {
    let group = order.groups[place]
    let count = group.positions.count
    let isHidden = options.blind && group.labelled < count
    let members: VisibleText =
      count == 1 ? "1 candidate" : "\(NumberText.count(count)) candidates"
    let mean = group.meanSurvival.map { "mean S(T) \(NumberText.probability($0))" as VisibleText }
    let steps: VisibleText = "mean T \(NumberText.decimals(group.meanSteps, places: 1))"
    return RowWriter.line(
      left: [
        RowPiece(
          (isCursor ? "▶ " : "▾ ")
            + .excerpt(groupTitle(group), columns: max(16, columns - (columns >= 150 ? 80 : 56))),
          isCursor ? .cursor : .heading, weight: 9)
      ],
      right: [
        RowPiece(members, .quiet, weight: 6),
        RowPiece(steps, .quiet, weight: 1),
        RowPiece(isHidden ? "" : mean ?? "mean S(T) …", .survival, weight: 5),
        RowPiece(isHidden ? "" : "right \(NumberText.count(group.right))", .quiet, weight: 3),
        RowPiece(
          "labelled \(NumberText.count(group.labelled))",
          group.labelled > 0 ? .verdict : .quiet, weight: 4),
      ], columns: columns, gap: 2)
  }

  /// What the status line says of the set: how many are shown, how many have an error.
  var listFacts: [RowPiece] {
    let labelled = window.progress.labelled
    return [RowPiece("\(NumberText.count(order.count)) shown", weight: 6)] + errorFacts + [
      RowPiece(
        "\(NumberText.count(labelled)) labelled", labelled > 0 ? .verdict : .quiet, weight: 5),
      RowPiece(
        order.isGrouped ? groupCount : "", .quiet, weight: 3),
      RowPiece(overview.summary.figures.map { $0.placeOfErrors } ?? "", .quiet, weight: 1),
    ]
  }

  /// How many have an error by their labels; without any labels, by the model.
  private var errorFacts: [RowPiece] {
    guard let figures = overview.summary.figures else { return [] }
    let labels = figures.labels
    if labels.noError + labels.firstError > 0 {
      return [
        RowPiece("\(NumberText.count(labels.noError)) without error", .quiet, weight: 2),
        RowPiece("\(NumberText.count(labels.firstError)) with", .quiet, weight: 2),
      ]
    }
    guard figures.scored > 0 else { return [] }
    let (right, wrong) = (figures.predictedRight, figures.predictedWrong)
    let scored: VisibleText =
      figures.scored < figures.shown ? " of \(NumberText.count(figures.scored)) scored" : ""
    return [
      RowPiece(
        "ẑ names a step in \(NumberText.count(wrong)), none in \(NumberText.count(right))\(scored)",
        .quiet, weight: 2)
    ]
  }

  private var groupCount: VisibleText {
    let count = order.groups.count
    return count == 1 ? "1 group" : "\(NumberText.count(count)) groups"
  }

  // MARK: Beside the steps

  /// A narrow list at the left of a wide screen, and the position on each of its lines.
  func narrowList(
    columns: Int, rows: Int
  ) -> (pane: Pane, targets: [(line: Int, position: Int)]) {
    var pane = Pane(columns: columns)
    var targets: [(line: Int, position: Int)] = []
    let table = ListColumns(beside: columns)
    pane.add(table.header(sort: order.arrangement.shownSort))
    let first = listWindow(rows: rows - 1)
    for row in 0..<max(0, rows - 1) {
      switch order.listRow(at: first + row) {
      case .group(let group):
        pane.add(.excerpt(groupTitle(order.groups[group]), columns: columns), .quiet)
      case .item(let position):
        targets.append((row + 1, position))
        pane.add(table.line(listEntry(position), isCursor: position == self.position))
      case nil: pane.addBlank()
      }
    }
    return (pane, targets)
  }
}
