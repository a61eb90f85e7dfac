import Annotations
import Catalog
import Drawing
import Scoring
import Survival
import Trajectories
import VisibleText

/// One trajectory as a page of text: the inspector without a screen, for `show` and the pager.
public enum PageText {
  /// The whole problem, every step whole with its figures, curve, masses and what is known.
  ///
  /// - Parameters:
  ///   - trajectory: what is drawn.
  ///   - score: the model's figures; `nil` leaves their columns empty.
  ///   - standing: what the annotator said of it.
  ///   - rule: overrides the score's own rule.
  ///   - width: columns of the page, at least 40.
  ///   - raw: leaves LaTeX as it is written.
  ///   - encoding: how the page will be spelled.
  /// - Returns: the page's lines, none wider than `width`.
  public static func render(
    _ trajectory: Trajectory, score: TrajectoryScore?, standing: Standing = Standing(),
    rule: PredictionRule? = nil, width: Int, raw: Bool = false,
    encoding: TextEncoding = .utf8
  ) -> [Row] {
    var options = InspectorOptions(predict: rule)
    options.encoding = encoding
    options.modelName = score?.model ?? ""
    var state = InspectorState(options: options)
    let digest = trajectory.digest
    state.window.insert(
      [
        0: CatalogItem(
          trajectory: trajectory, digest: digest, score: score, failure: score == nil ? "" : nil)
      ], keeping: [0])
    state.window.setStanding(standing, for: digest)
    state.selected = 0
    state.reader.showsRaw = raw
    return state.page(0, columns: max(40, width)).map { $0.row() }
  }
}

extension InspectorState {
  /// The page of a trajectory, with no line left out.
  func page(_ index: Int, columns: Int) -> [RowWriter] {
    let trajectory = window[index].trajectory
    var pane = Pane(columns: columns)
    let setting = TextSetting(
      columns: columns - 2, raw: reader.showsRaw, search: nil, checksEquations: false,
      encoding: options.encoding)
    for runs in setting.wrap(trajectory.problem) {
      var line = RowWriter(columns: columns)
      line.write(" ")
      for run in runs { line.write(run.text) }
      pane.add(line)
    }
    let note = window.standing(at: index).note
    let hidesNote = !fits(note, columns: columns / 2)
    pane.add(metaLine(index, columns: columns, hidesNote: hidesNote))
    if hidesNote {
      let words = VisibleText.excerpt("note: " + note, columns: 4096, mathematics: false)
      for line in words.wrapped(columns: columns - 2) { pane.add(" " + line, .verdict) }
    }
    pane.addRule()
    addSteps(index, to: &pane)
    pane.addRule()
    let rows = max(5, min(trajectory.steps.count + 3, 13))
    let panels = panelPane(index, columns: columns, rows: rows, fills: true)
    pane.lines += panels.lines
    pane.add(statusLine(columns: columns, rows: .max))
    return pane.lines
  }

  private func addSteps(_ index: Int, to pane: inout Pane) {
    let steps = window[index].trajectory.steps
    let settings = stepSettings(index, pane: pane.columns)
    let table = stepTable(index, pane: pane.columns, rows: 100)
    if table.columns.header { pane.add(table.header) }
    for (number, step) in steps.enumerated() {
      let lines = table.lines(step: number, text: settings[number].wrap(step), isCursor: false)
      pane.lines += lines
    }
    if steps.isEmpty { pane.add("   no steps", .quiet) }
  }

  /// The page under the cursor as plain text, for a pager.
  func pageAsText() -> String {
    guard let selected else { return "" }
    return page(selected, columns: max(40, min(size.columns, 120)))
      .map { $0.spans.map(\.text).joined().string + "\n" }.joined()
  }
}
