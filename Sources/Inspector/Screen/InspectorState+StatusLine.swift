import Drawing
import VisibleText

/// The status line: what a prompt or a question needs, else the view's facts and the news.
extension InspectorState {
  func statusLine(columns: Int, rows: Int) -> RowWriter {
    if let prompt = typing.prompt, let hint = promptHints(prompt, columns: columns).last {
      return hint
    }
    if typing.picksSort { return sortHints(columns: columns, row: 0) }
    if let question = typing.question { return questionLine(question, columns: columns) }
    var right: [RowPiece] = []
    if let work = workText {
      right.append(RowPiece(work, .heading, weight: 9))
    } else if let notice {
      right.append(
        RowPiece(
          VisibleText.excerpt(
            Self.fitting(notice.text, columns: columns), columns: columns - 2, mathematics: false),
          notice.ink, weight: 9))
    } else if judging.pending.failedCount > 0 {
      let lead: VisibleText = "not saved, tried again: "
      let reason = VisibleText.excerpt(
        judging.pending.lastFailure ?? "", columns: columns - 2 - lead.columns, mathematics: false)
      right.append(RowPiece(lead + reason, .failure, weight: 9))
    } else if let warning = options.modelWarning {
      let words = VisibleText.excerpt(warning, columns: columns / 2 - 2, mathematics: false)
      right.append(RowPiece(words, .warning, weight: 6))
    }
    let left = layers.view.type.facts(self, columns: columns, rows: rows)
    return RowWriter.line(left: left, right: right, columns: columns, gap: columns < 80 ? 2 : 3)
  }

  /// What the catalog is at: `filtering 34 % · 1,204 found`.
  private var workText: VisibleText? {
    if let request = order.request, !request.isRefresh {
      let arrangement = request.arrangement
      let act =
        arrangement.filter != nil ? "filtering" : arrangement.isSorted ? "sorting" : "grouping"
      let found: VisibleText = request.isShown ? " · \(NumberText.count(order.count)) found" : ""
      return "\(act) \(NumberText.percent(request.examined, of: request.known))\(found)"
    }
    if let finding = requests.finding {
      return "searching \(NumberText.percent(finding.examined, of: order.count)); any key stops"
    }
    guard let side = requests.side else { return nil }
    return "looking \(NumberText.percent(side.examined, of: window.count)); esc stops"
  }
}
