import Drawing
import Scoring
import Survival
import VisibleText

/// The survival curve and the masses of the trajectory on screen.
///
/// Before the figures come, their axes and names stand there already.
extension InspectorState {
  /// S(t) from S(0) = 1 on, under what it is made of.
  func curvePane(_ index: Int, _ figures: StepFigures?, columns: Int, rows: Int) -> Pane {
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
  func massPane(_ index: Int, _ figures: StepFigures?, columns: Int, rows: Int) -> Pane {
    let steps = window[index].trajectory.steps.count
    var bars = MassBars(
      mass: figures?.mass ?? Array(repeating: 0, count: steps),
      none: figures?.noneProbability ?? 0, predicted: figures?.firstError.step)
    bars.isPending = figures == nil
    let rule = figures?.kind == .orm ? nil : ruleInForce(index)
    let title = (figures?.kind ?? .crm).massTitle
    return pane(title: title, rule: rule == .map ? rule : nil, columns: columns, rows: rows) {
      bars.rows(columns: columns - 1, rows: $0)
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
}

extension PredictionRule {
  /// What S(t) must fall below for step t to be ẑ; `nil` where another thing decides.
  var survivalThreshold: Double? {
    switch self {
    case .map: nil
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
    }
  }
}
