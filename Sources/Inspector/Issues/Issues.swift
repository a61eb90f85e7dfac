import Drawing
import Trajectories
import VisibleText

/// The records that could not be read.
struct Issues: Sendable {
  var known: [RecordIssue] = []
  /// Further ones, of which only the number is known.
  var more = 0
  /// Why files could not be opened or read to their end; foreign text.
  var failure: String?
  /// The first visible one.
  var top = 0

  /// How many there are.
  var count: Int { known.count + more }
}

extension Issues: ScrolledView {
  static var top: WritableKeyPath<InspectorState, Int> { \.issues.top }

  static func draw(_ state: InspectorState, on screen: inout Screen, rows: Int) {
    state.addIssues(to: &screen, rows: rows)
  }

  static func facts(_ state: InspectorState, columns: Int, rows: Int) -> [RowPiece] {
    state.issueFacts(columns: columns)
  }

  static func scroll(_ state: inout InspectorState, by lines: Int) {
    state.scrollIssues(lines: lines)
  }

  static func settle(_ state: inout InspectorState) {
    guard state.issues.top > 0 else { return }
    let columns = max(state.size.columns, InspectorState.smallest.columns)
    let list = state.issueList(columns: columns, rows: state.bodyRows)
    state.issues.top = list.first(wanted: state.issues.top)
  }
}

extension InspectorState {
  /// The list below its heading, for a body of that many lines.
  fileprivate func issueList(columns: Int, rows: Int) -> IssueList {
    let head = issueHead(columns: columns).lines.count
    return IssueList(issues: issues.known, columns: columns, rows: max(0, rows - head))
  }

  /// Files that could not be read, and how many records.
  private func issueHead(columns: Int) -> Pane {
    var pane = Pane(columns: columns)
    if let failure = issues.failure {
      for line in VisibleText(failure).wrapped(columns: max(8, columns - 2)) {
        pane.add(" " + line, .failure)
      }
    }
    pane.add(" " + issueCount, .heading)
    return pane
  }

  private var issueCount: VisibleText {
    guard issues.known.isEmpty else {
      let further = issues.more > 0 ? " of \(NumberText.count(issues.count))" : ""
      let noun = issues.count == 1 ? "issue" : "issues"
      return "\(NumberText.count(issues.known.count))\(further) \(noun)"
    }
    if issues.failure != nil { return window.count == 0 ? "no records" : "no other issues" }
    return isLoading ? "every record so far could be read" : "every record could be read"
  }

  fileprivate func addIssues(to screen: inout Screen, rows: Int) {
    var pane = issueHead(columns: screen.size.columns)
    pane.lines += issueList(columns: screen.size.columns, rows: rows).window(from: issues.top).lines
    pane.fit(rows: rows)
    screen.add(pane)
  }

  /// Which issues are visible, when not all of them are.
  fileprivate func issueFacts(columns: Int) -> [RowPiece] {
    let shown = issueList(columns: columns, rows: bodyRows).window(from: issues.top).issues
    guard shown.count < issues.known.count else { return [] }
    return [
      RowPiece(
        "issues \(shown.lowerBound + 1) to \(shown.upperBound) of \(issues.known.count)", .quiet)
    ]
  }

  fileprivate mutating func scrollIssues(lines: Int) {
    guard lines != 0 else { return }
    issues.top = issueList(columns: size.columns, rows: bodyRows)
      .scrolled(from: issues.top, lines: lines)
  }
}
