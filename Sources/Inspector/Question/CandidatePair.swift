import Drawing
import Selection
import VisibleText

/// Two candidates side by side: at the left the one under the cursor, at the right another.
struct CandidatePair: Sendable {
  /// The index of the one at the left, which the lines were made for.
  var left: Int
  /// The index of the one at the right.
  var right: Int
  var alignment: StepAlignment
  /// The line under the cursor, and the first visible one.
  var row = 0
  var top = 0
}

/// What keys do while two candidates stand side by side.
extension InspectorState {
  /// Shows the steps of the one under the cursor beside those of the choice, or the ranking again.
  ///
  /// Beside the choice itself stands the next in the ranking.
  mutating func toggleSideBySide() -> [Effect] {
    guard layers.view == .question else {
      return refusing(
        "candidates stand side by side: \(options.keys.spelling(of: .toggleQuestion)) shows them")
    }
    if question.pair != nil {
      question.pair = nil
      return []
    }
    guard question.members.count > 1, let selected else {
      return refusing("there is only one candidate")
    }
    let choice = questionFigures?.choice.map { question.members[$0.candidate] }
    let ranked = question.ranking.map { question.members[$0] }
    let other = choice == selected ? nil : choice
    pair(with: other ?? ranked.first { $0 != selected } ?? selected)
    return []
  }

  private mutating func pair(with other: Int) {
    guard let selected else { return }
    let alignment = StepAlignment(
      window[selected].trajectory.steps, window[other].trajectory.steps)
    let row = alignment.lines.firstIndex { $0.left == step } ?? 0
    question.pair = CandidatePair(left: selected, right: other, alignment: alignment, row: row)
  }

  /// Another candidate at the right.
  mutating func changeOther(by offset: Int) {
    guard let pair = question.pair else { return }
    let others = question.ranking.map { question.members[$0] }.filter { $0 != selected }
    guard let here = others.firstIndex(of: pair.right) else { return }
    self.pair(with: others[bounded(here, by: offset, in: others.count)])
  }

  mutating func movePairRow(by offset: Int) {
    guard let pair = question.pair, !pair.alignment.lines.isEmpty else { return }
    gotoPairRow(bounded(pair.row, by: offset, in: pair.alignment.lines.count))
  }

  mutating func gotoPairRow(_ row: Int) {
    guard let pair = question.pair, !pair.alignment.lines.isEmpty else { return }
    let row = max(0, min(row, pair.alignment.lines.count - 1))
    question.pair?.row = row
    if let left = pair.alignment.lines[row].left { step = left }
  }

  /// The step at the left that a verdict would name; `nil` on a line that only the right one has.
  var pairStep: Int? {
    guard let pair = question.pair, pair.alignment.lines.indices.contains(pair.row) else {
      return nil
    }
    return pair.alignment.lines[pair.row].left
  }

  /// Keeps the pair to the candidate under the cursor, and its line in sight.
  mutating func settlePair() {
    guard let pair = question.pair else { return }
    guard pair.left == selected, window.has(pair.right) else { return question.pair = nil }
    let rows = questionLayout.body - 1
    var top = min(pair.top, pair.row)
    var used = pairHeights(pair, top...pair.row)
    while top < pair.row, used.reduce(0, +) > rows {
      used.removeFirst()
      top += 1
    }
    question.pair?.top = top
  }
}
