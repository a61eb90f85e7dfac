import Drawing
import Selection
import VisibleText

/// What stands beside or below the ranking: all curves over each other, and the votes.
extension InspectorState {
  /// Curves above, votes below.
  func questionSide(_ figures: QuestionFigures?, columns: Int, rows: Int) -> Pane {
    let votes = min(figures?.votes.count ?? 0, max(0, rows - 12), 12)
    let height = votes > 0 ? min(16, rows - votes - 2) : min(18, rows)
    var pane = candidateCurves(figures, columns: columns, rows: height)
    guard votes > 0, let figures else { return pane }
    pane.addBlank()
    pane.lines += voteLines(figures, columns: columns, most: votes)
    return pane
  }

  /// S(t) of all candidates, the choice bold, the one under the cursor whole.
  func candidateCurves(_ figures: QuestionFigures?, columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    let legend =
      hidesQuestion
      ? []
      : [
        RowPiece("bold: the choice ★", .quiet, weight: 4),
        RowPiece("whole: under the cursor", .quiet, weight: 3),
      ]
    let title = RowPiece("\(questionKind.survivalName) of all", .heading, weight: 9)
    pane.lines.append(RowWriter.line(left: [title] + legend, columns: columns, gap: 2))
    guard !hidesQuestion else {
      pane.add(" hidden until your verdicts", .quiet)
      return pane
    }
    let scores = question.members.map { visibleScore(of: $0)?.curve.survival ?? [] }
    let overlay = SurvivalOverlay(
      curves: scores, chosen: figures?.choice?.candidate,
      looked: selected.flatMap { question.members.firstIndex(of: $0) })
    for row in overlay.rows(columns: columns - 1, rows: rows - 1) {
      var line = RowWriter(columns: columns)
      line.write(" ")
      line.write(row)
      pane.add(line)
    }
    return pane
  }

  /// The answers with most votes, each with a bar.
  private func voteLines(_ figures: QuestionFigures, columns: Int, most: Int) -> [RowWriter] {
    let order = figures.votes.indices.sorted { left, right in
      figures.votes[left] == figures.votes[right]
        ? left < right : figures.votes[left] > figures.votes[right]
    }
    let largest = Double(figures.votes.max() ?? 1)
    let names = min(20, columns / 3)
    var title = RowWriter(columns: columns)
    title.write("votes", .heading)
    return [title]
      + order.prefix(most).map { group in
        let first = figures.pool.candidates[figures.pool.answers.firsts[group]]
        var line = RowWriter(columns: columns)
        line.write(" ")
        line.write(.excerpt(first.answer ?? "", columns: names))
        line.pad(to: names + 2)
        if !hidesQuestion, let isRight = first.outcome.known {
          line.write(isRight ? "✓" : "✗", isRight ? .holds : .fails)
        }
        line.write("\(figures.votes[group])", endingAt: names + 9)
        line.write(" ")
        line.write(
          Bar.text(fraction: Double(figures.votes[group]) / largest, columns: line.room - 1), .quiet
        )
        return line
      }
  }
}
