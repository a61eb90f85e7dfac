import RewardModels
import VisibleText

/// The panels: the survival curve, the masses, the reasons; below the steps or beside them.
extension InspectorState {
  /// What stands below the steps.
  func panelPane(_ index: Int, columns: Int, rows: Int) -> Pane {
    guard case .shown(let figures) = figureState(of: index) else { return Pane(columns: columns) }
    if showsReasons { return reasonPane(index, figures, columns: columns, rows: rows) }
    switch panels {
    case .curve: return curvePane(index, figures, columns: columns, rows: rows)
    case .masses: return massPane(figures, columns: columns, rows: rows)
    case .none: return Pane(columns: columns)
    case .both:
      let left = columns / 2 - 2
      let curve = curvePane(index, figures, columns: left, rows: rows)
      let mass = massPane(figures, columns: columns - left - 4, rows: rows)
      return curve.beside(mass, gap: "    ")
    }
  }

  /// What stands beside the steps on a wide screen: curve and masses, one below the other.
  func sidePane(_ index: Int, columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    guard case .shown(let figures) = figureState(of: index) else {
      let item = window.items[index]
      guard let item, item.unreadable == nil else { return pane }
      let hidden = hidesFigures(of: index)
      pane.add(hidden ? "hidden until your verdict" : "scoring …", .quiet)
      return pane
    }
    if panels == .both || panels == .curve {
      pane.lines += curvePane(index, figures, columns: columns, rows: min(10, rows / 3)).lines
      pane.addBlank()
    }
    if panels == .both || panels == .masses {
      let room = rows - pane.lines.count
      pane.lines += massPane(figures, columns: columns, rows: max(3, room)).lines
    }
    return pane
  }

  /// Why the hazard of the step under the cursor is what it is.
  private func reasonPane(
    _ index: Int, _ figures: StepFigures, columns: Int, rows: Int
  ) -> Pane {
    let columns = min(columns, Self.longestReason)
    var pane = Pane(columns: columns)
    guard figures.hazards.indices.contains(step) else { return pane }
    let title: VisibleText = "why h(\(step + 1)) = \(NumberText.probability(figures.hazards[step]))"
    pane.lines.append(
      RowWriter.line(
        left: [RowPiece(title, .heading)],
        right: [RowPiece(VisibleText(options.modelName).truncated(columns: 24), .quiet, weight: 1)],
        columns: columns))
    let all = visibleScore(of: index)?.reasons ?? []
    guard all.indices.contains(step), !all[step].isEmpty else {
      pane.add("   this model gives no reasons", .quiet)
      return pane
    }
    let reasons = all[step]
    let shown = reasons.prefix(max(1, rows - 2))
    let strongest = reasons.map { abs($0.contribution) }.max() ?? 1
    for reason in shown { pane.add(Self.reasonLine(reason, strongest, columns: columns)) }
    let sum = reasons.reduce(0) { $0 + $1.contribution }
    let more: VisibleText =
      shown.count < reasons.count ? "   and \(reasons.count - shown.count) more" : ""
    pane.add(
      "   sum \(NumberText.signed(sum, showsPlus: true)) → σ = \(NumberText.probability(figures.hazards[step]))\(more)",
      .quiet)
    return pane
  }

  /// Wider, and the eye loses the number on its way from the words.
  private static let longestReason = 88

  private static func reasonLine(
    _ reason: HazardReason, _ strongest: Double, columns: Int
  ) -> RowWriter {
    let bar = max(4, min(16, columns / 6))
    let number = 7
    var line = RowWriter(columns: columns)
    line.write("   ")
    line.write(.excerpt(reason.text, columns: columns - bar - number - 8))
    let ink: Ink = reason.contribution > 0 ? .hazard(0.9) : .holds
    line.write(
      NumberText.signed(reason.contribution, showsPlus: true), ink, endingAt: columns - bar - 3)
    line.write("  ")
    line.write(
      Bar.text(fraction: abs(reason.contribution) / max(strongest, 1e-9), columns: bar), ink)
    return line
  }
}
