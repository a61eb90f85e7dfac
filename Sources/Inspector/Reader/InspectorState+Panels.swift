import Drawing
import Scoring
import Survival
import VisibleText

/// The panels: the survival curve, the masses, the reasons; below the steps or beside them.
extension InspectorState {
  /// What stands below the steps; with `fills`, curve and masses take what reasons leave over.
  func panelPane(_ index: Int, columns: Int, rows: Int, fills: Bool) -> Pane {
    let figures: StepFigures?
    switch figureState(of: index) {
    case .shown(let known): figures = known
    case .waiting: figures = nil
    case .hidden, .failed: return Pane(columns: columns)
    }
    guard layers.showsReasons else {
      return curvesPane(index, figures, columns: columns, rows: rows)
    }
    var pane = reasonPane(index, figures, columns: columns, rows: rows)
    let left = rows - pane.lines.count
    if fills, left > 1, figures != nil || !model.givesReasons {
      pane.lines += curvesPane(index, figures, columns: columns, rows: left).lines
    }
    return pane
  }

  private func curvesPane(
    _ index: Int, _ figures: StepFigures?, columns: Int, rows: Int
  ) -> Pane {
    switch reader.panels {
    case .curve: return curvePane(index, figures, columns: columns, rows: rows)
    case .masses: return massPane(index, figures, columns: columns, rows: rows)
    case .none: return Pane(columns: columns)
    case .both:
      let left = columns / 2 - 2
      let curve = curvePane(index, figures, columns: left, rows: rows)
      let mass = massPane(index, figures, columns: columns - left - 4, rows: rows)
      return curve.beside(mass, gap: "    ")
    }
  }

  /// What stands beside the steps on a wide screen: curve and masses, one below the other.
  func sidePane(_ index: Int, columns: Int, rows: Int) -> Pane {
    var pane = Pane(columns: columns)
    let state = figureState(of: index)
    if case .hidden = state {
      pane.add("hidden until your verdict", .quiet)
      return pane
    }
    guard !hasNoFigures(index), window.has(index) else { return pane }
    if reader.panels == .both || reader.panels == .curve {
      let height = min(11, rows / 3 + 1)
      pane.lines += curvePane(index, state.figures, columns: columns, rows: height).lines
      pane.addBlank()
    }
    if reader.panels == .both || reader.panels == .masses {
      let room = rows - pane.lines.count
      pane.lines += massPane(index, state.figures, columns: columns, rows: max(3, room)).lines
    }
    return pane
  }

  // MARK: Curve and masses; before their figures come, axes and names stand there already

  /// S(t) from S(0) = 1 on, under what it is made of.
  private func curvePane(_ index: Int, _ figures: StepFigures?, columns: Int, rows: Int) -> Pane {
    let steps = window[index].trajectory.steps.count
    var staircase = SurvivalStaircase(
      survival: figures?.survival ?? Array(repeating: 1, count: steps),
      predicted: figures?.firstError.step)
    staircase.isPending = figures == nil
    staircase.comparison = visibleComparison(of: index)?.curve.survival ?? []
    let rule = figures?.kind == .orm ? nil : ruleInForce(index)
    staircase.threshold = rule?.survivalThreshold
    let title = (figures?.kind ?? .crm).curveTitle
    return pane(
      title: title, rule: rule?.survivalThreshold == nil ? nil : rule, columns: columns, rows: rows
    ) { staircase.rows(columns: columns - 1, rows: $0) }
  }

  /// p(t) by step, then "none"; the largest of them when there is no room for all.
  private func massPane(_ index: Int, _ figures: StepFigures?, columns: Int, rows: Int) -> Pane {
    let steps = window[index].trajectory.steps.count
    var bars = MassBars(
      mass: figures?.mass ?? Array(repeating: 0, count: steps),
      none: figures?.noneProbability ?? 0, predicted: figures?.firstError.step)
    bars.isPending = figures == nil
    let rule = figures?.kind == .orm ? nil : ruleInForce(index)
    let title = (figures?.kind ?? .crm).massTitle
    return pane(title: title, rule: rule == .map ? rule : nil, columns: columns, rows: rows) {
      // A blank stays between the longest bar and the edge.
      bars.rows(columns: columns - 2, rows: $0)
    }
  }

  /// How ẑ is read off the curve: as it was asked for, else as the model brings it.
  private func ruleInForce(_ index: Int) -> PredictionRule? {
    window.rule ?? visibleScore(of: index)?.rule
  }

  /// A picture under its title, which names the rule for ẑ if that can be read off the picture.
  private func pane(
    title: (formula: VisibleText, meaning: VisibleText), rule: PredictionRule?, columns: Int,
    rows: Int, picture: (Int) -> [Row]
  ) -> Pane {
    var pane = Pane(columns: columns)
    let hasTitle = rows > 3
    if hasTitle {
      pane.lines.append(
        RowWriter.line(
          left: [
            RowPiece(title.formula, .heading, weight: 9),
            RowPiece(title.meaning, .quiet, weight: 3),
          ], right: [RowPiece(rule.map { "ẑ: \($0.words)" } ?? "", .quiet, weight: 6)],
          columns: columns, gap: 2))
    }
    for row in picture(rows - (hasTitle ? 1 : 0)) {
      var line = RowWriter(columns: columns)
      line.write(" ")
      line.write(row)
      pane.add(line)
    }
    return pane
  }

  // MARK: Reasons

  /// Rows that the reasons get, whatever the model says of the step: title, terms, the rest, sum.
  func reasonRows(_ rows: Int, _ layout: ReaderLayout) -> Int {
    guard model.givesReasons else { return max(layout.panels, 2) }
    return max(layout.panels, min(Self.mostReasons + 3, max(4, rows / 3)))
  }

  private static let mostReasons = 8

  /// Why the hazard of the step under the cursor is what it is.
  private func reasonPane(
    _ index: Int, _ figures: StepFigures?, columns: Int, rows: Int
  ) -> Pane {
    var pane = Pane(columns: columns)
    let width = min(columns, Self.longestReason)
    let hazard = figures.flatMap { $0.hazards.indices.contains(step) ? $0.hazards[step] : nil }
    let number = hazard.map { NumberText.probability($0) } ?? "…"
    pane.lines.append(
      RowWriter.line(
        left: [RowPiece("why h(\(step + 1)) = \(number)", .heading)],
        right: [RowPiece(VisibleText(model.name).truncated(columns: 24), .quiet, weight: 1)],
        columns: width))
    guard let hazard, let score = visibleScore(of: index) else { return pane }
    guard score.reasons.indices.contains(step), !score.reasons[step].isEmpty else {
      pane.add("   this model gives no reasons", .quiet)
      return pane
    }
    let room = rows < 4 ? rows - 1 : rows - 2
    let column = ReasonColumn(
      score.reasons[step], sum: score.curve.logits[step], rows: max(1, room))
    let strongest = column.lines.map { abs($0.contribution) }.max() ?? 1
    for line in column.lines { pane.add(Self.line(line, strongest, columns: width)) }
    if rows > 3 { pane.add(Self.sumLine(column.sum, hazard, columns: width)) }
    return pane
  }

  /// Wider, and the eye loses the number on its way from the words.
  private static let longestReason = 88

  private static func reasonBar(_ columns: Int) -> Int { max(4, min(16, columns / 6)) }

  private static func line(
    _ reason: ReasonColumn.Line, _ strongest: Double, columns: Int
  ) -> RowWriter {
    let bar = reasonBar(columns)
    var line = RowWriter(columns: columns)
    line.write("   ")
    let isRest = reason.text == ReasonColumn.rest
    line.write(
      .excerpt(reason.text, columns: columns - bar - NumberText.signedColumns - 9),
      isRest ? .quiet : .plain)
    let ink: Ink = isRest ? .quiet : reason.contribution > 0 ? .hazard(0.9) : .holds
    line.write(
      NumberText.signed(reason.contribution, showsPlus: true), ink, endingAt: columns - bar - 3)
    line.write("  ")
    line.write(
      Bar.text(fraction: abs(reason.contribution) / max(strongest, 1e-9), columns: bar), ink)
    return line
  }

  /// The sum under its terms, and the hazard that it makes.
  private static func sumLine(_ sum: Double, _ hazard: Double, columns: Int) -> RowWriter {
    let bar = reasonBar(columns)
    var line = RowWriter(columns: columns)
    line.write("   sum", .quiet)
    line.write(NumberText.signed(sum, showsPlus: true), .plain, endingAt: columns - bar - 3)
    let probability = NumberText.probability(hazard)
    // A terminal without Unicode spells the signs out, and the number must not be cut then.
    let words: VisibleText =
      bar < 6 ? "  \(probability)" : bar < 14 ? "  → \(probability)" : "  → σ = \(probability)"
    line.write(words, .quiet)
    return line
  }
}

extension PredictionRule {
  /// What S(t) must fall below for step t to be ẑ; `nil` where another thing decides.
  var survivalThreshold: Double? {
    switch self {
    case .map, .hazard: nil
    case .median: 0.5
    case .threshold(let value): value
    }
  }

  /// Which outcome is ẑ, in few words.
  var words: VisibleText {
    switch self {
    case .map: "largest p"
    case .median: "median, S < 0.5"
    case .threshold(let value): "S < \(NumberText.plain(value))"
    case .hazard(let value): "h > \(NumberText.plain(value))"
    }
  }
}
