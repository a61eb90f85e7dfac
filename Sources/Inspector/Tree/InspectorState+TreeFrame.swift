import Drawing
import Trajectories
import VisibleText

/// The tree: problem, how it was searched, its branches, and the node under the cursor.
extension InspectorState {
  func addTree(to screen: inout Screen, rows: Int) {
    let columns = screen.size.columns
    guard let whole = tree.tree, !options.blind else {
      var pane = Pane(columns: columns)
      let words: VisibleText =
        options.blind ? " blind: the tree shows after your verdicts" : " no tree here"
      pane.add(item == nil ? " reading …" : words, .quiet)
      pane.fit(rows: rows)
      return screen.add(pane)
    }
    let layout = TreeLayout(columns: columns, rows: screen.size.rows)
    var head = Pane(columns: columns)
    addExcerpt(whole.header.problem, lines: layout.problem, to: &head)
    head.add(RowWriter.line(left: tree.summary, columns: columns, gap: 2))
    if layout.rules { head.addRule() }
    screen.add(head)
    var body = branches(layout, on: &screen)
    var pane = nodePane(columns: layout.side > 0 ? layout.side : columns, rows: layout.pane)
    pane.fit(rows: layout.pane)
    if layout.side > 0 {
      body = body.beside(pane, gap: " │ ")
    } else {
      if layout.rules { body.addRule() }
      body.lines += pane.lines
    }
    screen.add(body)
    if layout.rules { screen.addRule() }
    while screen.rows.count < rows + 1 { screen.add(RowWriter(columns: columns)) }
  }

  /// A text in its first lines.
  private func addExcerpt(_ text: String, lines: Int, to pane: inout Pane) {
    guard lines > 0 else { return }
    let wrapped = problemSetting(pane.columns).excerpt(text, lines: lines)
    for place in 0..<lines {
      var line = RowWriter(columns: pane.columns)
      line.write(" ")
      for run in wrapped.indices.contains(place) ? wrapped[place] : [] {
        line.write(run.text, run.tag?.ink ?? .plain)
      }
      pane.add(line)
    }
  }

  // MARK: Branches

  private func branches(_ layout: TreeLayout, on screen: inout Screen) -> Pane {
    let columns = TreeColumns(columns: layout.main)
    let shift = columns.shift(depth: tree.depths[tree.node])
    var pane = Pane(columns: layout.main)
    pane.add(treeHeader(columns, layout.main))
    let first = screen.rows.count
    for line in 0..<layout.rows {
      guard tree.rows.indices.contains(tree.top + line) else { break }
      let node = tree.rows[tree.top + line]
      screen.answer(
        ClickArea(
          rows: first + line + 1..<first + line + 2, columns: 0..<layout.main, target: .node(node)))
      pane.add(branch(node, columns, shift: shift, width: layout.main))
    }
    pane.fit(rows: layout.rows + 1)
    return pane
  }

  private func treeHeader(_ columns: TreeColumns, _ width: Int) -> RowWriter {
    var line = RowWriter(columns: width)
    line.pad(to: TreeColumns.signs)
    line.write(tree.figureName.truncated(columns: TreeColumns.figure), .heading)
    line.pad(to: width - columns.text)
    line.write("step", .quiet)
    return line
  }

  private func branch(
    _ node: Int, _ columns: TreeColumns, shift: Int, width: Int
  ) -> RowWriter {
    let isCursor = node == tree.node
    let ink = isCursor ? Ink.cursor : tree.ink(of: node)
    var line = RowWriter(columns: width)
    line.write(isCursor ? "▶" : " ", .cursor)
    line.write(tree.showsChosen && tree.tree?.chosen == node ? "★" : " ", .heading)
    line.pad(to: TreeColumns.signs)
    line.write(tree.figureText(node), tree.isDropped(node) ? .faded : .survival)
    line.pad(to: TreeColumns.signs + TreeColumns.figure + 1)
    if columns.bar > 0 {
      let end = line.used + columns.bar + 1
      let share = tree.hasShares ? tree.value(of: node) ?? 0 : 0
      line.write(
        Bar.text(fraction: share, columns: columns.bar), tree.isDropped(node) ? .faded : .survival)
      line.pad(to: end)
    }
    if columns.fate > 0 {
      line.write(tree.word(of: node), ink)
      line.pad(to: width - columns.text)
    }
    line.write(guides(node, unit: columns.unit, shift: shift), .quiet)
    line.write(tree.sign(of: node), ink)
    line.write(" ")
    line.write(text(of: node, columns: line.room), ink)
    return line
  }

  /// Lines that lead from what a node continues to it.
  private func guides(_ node: Int, unit: Int, shift: Int) -> VisibleText {
    guard let whole = tree.tree, whole.nodes[node].parent != nil else { return .empty }
    var pieces: [VisibleText] = []
    var place = node
    while let parent = whole.nodes[place].parent, tree.depths[place] > shift {
      let isLast = tree.isLast(place)
      let sign: VisibleText =
        place == node ? (isLast ? "└" : "├") : (isLast ? " " : "│")
      let tail: VisibleText = unit == 1 ? "" : place == node ? "─" : " "
      pieces.append(sign + tail)
      place = parent
    }
    let cut: VisibleText = shift > 0 ? (unit == 1 ? "<" : "< ") : ""
    return cut + pieces.reversed().joined()
  }

  private func text(of node: Int, columns: Int) -> VisibleText {
    guard let whole = tree.tree else { return .empty }
    let text = node == 0 ? whole.header.problem : whole.nodes[node].steps.joined(separator: " ")
    let count = tree.folded.contains(node) ? tree.children[node].count : 0
    let folded: VisibleText = count > 0 ? " ⟨+\(count)⟩" : ""
    let words =
      text.isEmpty
      ? (whole.nodes[node].isComplete ? "(the end)" : "(nothing)")
      : VisibleText.excerpt(
        text, columns: max(1, columns - folded.columns), mathematics: !reader.showsRaw)
    return words + folded
  }

  // MARK: The node under the cursor

  private func nodePane(columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    guard let whole = tree.tree else { return pane }
    let node = whole.nodes[tree.node]
    pane.lines.append(RowWriter.line(left: nodeTitle(node), columns: columns, gap: 2))
    if tree.node > 0, rows > 2 {
      for line in tree.reason(for: tree.node).wrapped(columns: columns - 2).prefix(rows > 6 ? 3 : 1)
      {
        pane.add(" " + line, tree.isDropped(tree.node) ? .warning : .plain)
      }
    }
    if rows > 6, tree.node > 0 { pane.lines.append(pathLine(columns: columns)) }
    if rows > 8 { pane.addBlank() }
    let setting = TextSetting(
      columns: max(1, columns - 2), raw: reader.showsRaw, search: layers.search,
      checksEquations: tree.node > 0, encoding: options.encoding)
    let text = tree.node == 0 ? whole.header.problem : node.steps.joined(separator: "\n")
    for runs in setting.excerpt(text, lines: max(1, rows - pane.lines.count)) {
      var line = RowWriter(columns: columns)
      line.write(" ")
      for run in runs { line.write(run.text, run.tag?.ink ?? .plain) }
      pane.add(line)
    }
    return pane
  }

  private func nodeTitle(_ node: SearchTree.Node) -> [RowPiece] {
    guard tree.node > 0 else {
      let count = tree.visibleChildren(of: 0).count
      let words = VisibleText(NumberText.counted(count, "first step"))
      return [
        RowPiece("the problem", .heading, weight: 9),
        RowPiece(words, .quiet, weight: 4),
      ]
    }
    var pieces = [RowPiece("step \(tree.depths[tree.node])", .heading, weight: 9)]
    if node.fate != nil { pieces.append(RowPiece("round \(node.round)", .quiet, weight: 3)) }
    if tree.tree?.header.method == "dvts" {
      pieces.append(RowPiece("tree \(node.subtree + 1)", .quiet, weight: 3))
    }
    let figure: VisibleText = "\(tree.figureName) \(tree.figureText(tree.node))"
    pieces.append(RowPiece(figure, .survival, weight: 8))
    if let answer = node.answer {
      let words: VisibleText = "answer " + .excerpt(answer, columns: 20)
      pieces.append(RowPiece(words, weight: 7))
      if let isRight = node.isRight {
        pieces.append(RowPiece(isRight ? "✓" : "✗", isRight ? .holds : .fails, weight: 7))
      }
    }
    if let tokens = node.tokens {
      pieces.append(
        RowPiece(VisibleText(NumberText.counted(tokens, "token")), .quiet, weight: 1))
    }
    let count = tree.visibleChildren(of: tree.node).count
    if count > 0 { pieces.append(RowPiece("continued \(count) ×", .quiet, weight: 2)) }
    return pieces
  }

  /// The figures on the way to the node.
  private func pathLine(columns: Int) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" \(tree.figureName) ", .quiet)
    let path = tree.tree?.path(to: tree.node) ?? []
    let room = max(1, (line.room - 2) / 7)
    if path.count > room { line.write("… ", .quiet) }
    for (place, node) in path.suffix(room).enumerated() {
      if place > 0 { line.write(" → ", .quiet) }
      let text = VisibleText(tree.figureText(node).string.filter { $0 != " " })
      line.write(text, node == tree.node ? .survival : .quiet)
    }
    return line
  }

  // MARK: Facts

  var treeFacts: [RowPiece] {
    guard let whole = tree.tree, !options.blind else { return [] }
    var facts: [RowPiece] = []
    if let live = tree.live, !live.isOver, live.record == tree.record {
      let words: VisibleText = "searching: round \(whole.lastRound + 1)"
      facts.append(RowPiece(words, .prediction, weight: 9))
    }
    if let replay = tree.replay {
      let words: VisibleText = "replay: round \(replay.round) of \(whole.lastRound)"
      facts.append(RowPiece(words, .prediction, weight: 8))
    }
    let row = (tree.row ?? 0) + 1
    facts.append(RowPiece("row \(row) of \(NumberText.count(tree.rows.count))", weight: 6))
    let solutions = whole.nodes.count { $0.fate == .finished }
    if solutions > 0, tree.replay == nil {
      facts.append(
        RowPiece(VisibleText(NumberText.counted(solutions, "solution")), .quiet, weight: 5))
      let right = whole.nodes.count { $0.fate == .finished && $0.isRight == true }
      if whole.header.referenceAnswer != nil {
        facts.append(RowPiece("\(right) right", right > 0 ? .holds : .fails, weight: 4))
      }
    }
    if tree.hidesDropped { facts.append(RowPiece("only what was kept", .warning, weight: 7)) }
    return facts
  }
}
