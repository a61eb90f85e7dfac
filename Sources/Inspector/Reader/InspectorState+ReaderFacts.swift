import Drawing
import Trajectories
import VisibleText

/// What the status line says of the trajectory on screen.
extension InspectorState {
  func figureFacts(columns: Int, rows: Int) -> [RowPiece] {
    guard let index = selected, window.has(index) else { return [] }
    guard window[index].unreadable == nil else {
      return [RowPiece("this record cannot be read", .failure)]
    }
    let narrow = columns < 80
    var facts: [RowPiece] = []
    switch figureState(of: index) {
    case .shown(let figures):
      facts = Self.facts(of: figures, narrow: narrow)
      if !showsPanels(columns: columns, rows: rows) {
        let curve = Sparkline.text([1] + figures.survival, columns: 12)
        facts.insert(RowPiece("S \(curve)", .survival, weight: 3), at: 0)
      }
    case .waiting: facts = [RowPiece("scoring …", .quiet, weight: 2)]
    case .hidden: facts = [RowPiece("blind: figures after your verdict", .quiet, weight: 2)]
    case .failed(let reason):
      let words = reason.isEmpty ? "no figures" : "no figures: \(reason)"
      facts = [
        RowPiece(
          // Beside a verdict, rather than a label, which steps show too.
          VisibleText.excerpt(words, columns: max(60, columns - 30), mathematics: false),
          reason.isEmpty ? .quiet : .warning, weight: 6)
      ]
    }
    if !narrow, let second = visibleComparison(of: index) {
      let name = second.firstError(by: window.rule).number
      facts.append(RowPiece("ẑ₂ = \(name)", .quiet, weight: 3))
    }
    return facts + labelFacts(of: index, narrow: narrow)
  }

  /// What people say, apart from what the model says.
  private func labelFacts(of index: Int, narrow: Bool) -> [RowPiece] {
    var facts: [RowPiece] = []
    if let verdict = window.verdict(at: index) {
      let sign: VisibleText = verdict.firstError?.step == nil ? "" : "● "
      facts.append(RowPiece("\(sign)you: \(verdict.words)", .verdict, weight: narrow ? 7 : 8))
    }
    if let label = visibleFileLabel(of: index) {
      let sign: VisibleText = label.firstError?.step == nil ? "" : "○ "
      facts.append(RowPiece("\(sign)file: \(label.words)", .fileLabel, weight: 5))
    }
    switch comparison(of: index) {
    case .differ:
      facts.append(RowPiece(narrow ? "≠" : "model and label differ", .heading, weight: 6))
    case .agree where isFitted(index):
      let words: VisibleText = narrow ? "= fitted" : "model and label agree: fitted to it"
      facts.append(RowPiece(words, .quiet, weight: 3))
    case .agree: facts.append(RowPiece(narrow ? "=" : "model and label agree", .quiet, weight: 3))
    case nil: break
    }
    guard !narrow, !facts.isEmpty else { return facts }
    return [RowPiece("│", .quiet, weight: 4)] + facts
  }

  /// Whether the curve is on the screen; else a small one stands in the status line.
  private func showsPanels(columns: Int, rows: Int) -> Bool {
    guard let index = selected, window.has(index), rows < .max else { return true }
    let layout = ReaderLayout(columns: columns, rows: rows)
    return layout.side > 0
      || pagePlan(index, layout, rows: bodyRows(of: ScreenSize(columns: columns, rows: rows)))
        .panels > 0
  }

  /// Whether the model was fitted to the very label that it is compared with.
  private func isFitted(_ index: Int) -> Bool {
    guard let fitting = model.fitting, let item = window.items[index] else { return false }
    let label = window.verdict(at: index) ?? visibleFileLabel(of: index)
    return label != nil && fitting.labels[item.digest] == label
  }

  func comparison(of index: Int) -> Comparison? {
    let label = window.verdict(at: index) ?? visibleFileLabel(of: index)
    // One probability for all names no step, nor does a base rate.
    guard window[index].score?.namesStep ?? true else { return nil }
    return Comparison(label: label, prediction: visibleFigures(of: index).map { $0.firstError })
  }

  /// A model of the outcome predicts no step.
  private static func outcomeFacts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    let probability = NumberText.probability(figures.noneProbability)
    return [
      RowPiece("S(T) = \(probability)", .survival, weight: 7),
      RowPiece(figures.kind.words(short: narrow), .quiet, weight: 5),
    ]
  }

  /// A base rate predicts no step either.
  private static func outsideFacts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    let words: VisibleText =
      narrow ? "outside the model" : "outside what this model knows: base rate only"
    return [
      RowPiece(words, .warning, weight: 7),
      RowPiece("S(T) = \(NumberText.probability(figures.noneProbability))", .quiet, weight: 3),
    ]
  }

  static func facts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    if figures.kind == .orm { return outcomeFacts(of: figures, narrow: narrow) }
    if figures.isOutside { return outsideFacts(of: figures, narrow: narrow) }
    let name = figures.firstError.number
    let ink: Ink = figures.firstError == .noError ? .survival : .prediction
    let probability = NumberText.probability(figures.predictedProbability)
    let none: VisibleText = "none \(NumberText.probability(figures.noneProbability))"
    let kind = RowPiece(figures.kind.words(short: narrow), .quiet, weight: 5)
    if narrow {
      let words: VisibleText = "ẑ \(name) (\(probability))"
      return [RowPiece(words, ink, weight: 8), RowPiece(none, .quiet, weight: 2), kind]
    }
    guard figures.kind.isProbability else {
      return [RowPiece("ẑ = \(name)", ink, weight: 7), kind]
    }
    var facts = [RowPiece("ẑ = \(name)  p \(probability)", ink, weight: 7)]
    if figures.firstError != .noError { facts.append(RowPiece(none, weight: 4)) }
    facts.append(RowPiece("entropy \(NumberText.probability(figures.entropy)) nats", weight: 2))
    return facts + [kind]
  }
}
