import Drawing
import Scoring
import Selection
import VisibleText

/// Two candidates side by side: where they agree, and from where they part.
extension InspectorState {
  func pairPane(
    _ pair: CandidatePair, _ figures: QuestionFigures?, columns: Int, rows: Int
  ) -> Pane {
    let sides = PairSides(columns: columns)
    var pane = Pane(columns: columns)
    pane.add(
      joined(
        pairHead(pair.left, figures, columns: sides.width),
        pairHead(pair.right, figures, columns: sides.width), sides, columns))
    for row in pair.top..<max(pair.top, pair.alignment.lines.count) where pane.lines.count < rows {
      if row == pair.alignment.parting, row > 0 || pair.alignment.lines.isEmpty {
        pane.add(partingLine(columns))
      }
      for line in pairLines(pair, row, sides, columns) where pane.lines.count < rows {
        pane.add(line)
      }
    }
    if pair.alignment.parting == pair.alignment.lines.count, pane.lines.count < rows {
      pane.add(" they never part: every step is the same", .quiet)
    }
    return pane
  }

  /// Rank, answer and figure of one of the two.
  private func pairHead(_ index: Int, _ figures: QuestionFigures?, columns: Int) -> RowWriter {
    guard let place = question.members.firstIndex(of: index) else {
      return RowWriter(columns: columns)
    }
    let rank = question.ranking.firstIndex(of: place).map { $0 + 1 } ?? 0
    let isChosen = figures?.choice?.candidate == place
    let reading = question.readings[index]
    let answer = reading?.answer.map { VisibleText.excerpt($0, columns: 16) } ?? "no answer"
    let outcome = hidesFigures(of: index) ? nil : reading?.outcome.known
    let survival = visibleFigures(of: index).map { NumberText.probability($0.noneProbability) }
    let verdict = window.verdict(at: index)
    return RowWriter.line(
      left: [
        RowPiece(isChosen ? "★ #\(rank)" : "#\(rank)", .heading, weight: 8),
        RowPiece(answer, weight: 9),
        RowPiece(
          outcome.map { $0 ? "✓" : "✗" } ?? "", outcome == true ? .holds : .fails, weight: 7),
        RowPiece(survival.map { "S(T) \($0)" } ?? "", .survival, weight: 5),
        RowPiece(verdict.map { "you: \($0.words)" } ?? "", .verdict, weight: 6),
        RowPiece(.name(window[index].trajectory.id, columns: 20), .quiet, weight: 2),
      ], columns: columns, gap: 1)
  }

  private func partingLine(_ columns: Int) -> RowWriter {
    let words: VisibleText = " from here they part "
    var line = RowWriter(columns: columns)
    line.write("──", .quiet)
    line.write(words, .heading)
    line.write(VisibleText("─", times: max(0, line.room)), .quiet)
    return line
  }

  // MARK: One line of steps

  /// How many lines each row takes, the parting line counted with the row below it.
  func pairHeights(_ pair: CandidatePair, _ rows: ClosedRange<Int>) -> [Int] {
    let sides = PairSides(columns: size.columns)
    return rows.map { row in
      guard pair.alignment.lines.indices.contains(row) else { return 0 }
      let line = pair.alignment.lines[row]
      let heights = [
        line.left.map { pairText(pair.left, $0, sides).count } ?? 0,
        line.right.map { pairText(pair.right, $0, sides).count } ?? 0,
      ]
      return max(1, heights.max() ?? 1) + (row == pair.alignment.parting && row > 0 ? 1 : 0)
    }
  }

  private func pairText(_ index: Int, _ step: Int, _ sides: PairSides) -> WrappedText {
    let steps = window[index].trajectory.steps
    guard steps.indices.contains(step) else { return [] }
    let setting = TextSetting(
      columns: max(4, sides.text), raw: reader.showsRaw, search: layers.search,
      checksEquations: false, encoding: options.encoding)
    return setting.excerpt(steps[step], lines: max(1, questionLayout.body - 2))
  }

  private func pairLines(
    _ pair: CandidatePair, _ row: Int, _ sides: PairSides, _ columns: Int
  ) -> [RowWriter] {
    let line = pair.alignment.lines[row]
    let isCursor = row == pair.row
    let left = sideLines(pair.left, line.left, line.isSame, isCursor, sides)
    let right = sideLines(pair.right, line.right, line.isSame, isCursor, sides)
    return (0..<max(1, left.count, right.count)).map { place in
      joined(
        left.indices.contains(place) ? left[place] : RowWriter(columns: sides.width),
        right.indices.contains(place) ? right[place] : RowWriter(columns: sides.width), sides,
        columns, isSame: line.isSame)
    }
  }

  private func sideLines(
    _ index: Int, _ step: Int?, _ isSame: Bool, _ isCursor: Bool, _ sides: PairSides
  ) -> [RowWriter] {
    guard let step else {
      var line = RowWriter(columns: sides.width)
      line.write(isCursor ? "▶" : " ", .cursor)
      return [line]
    }
    let score = visibleScore(of: index)
    let text = pairText(index, step, sides)
    let verdict = window.verdict(at: index)?.firstError?.step
    return (0..<max(1, text.count)).map { number in
      var line = RowWriter(columns: sides.width)
      if number == 0 {
        line.write(isCursor ? "▶" : " ", .cursor)
        line.write(verdict == step ? "●" : " ", .verdict)
        line.write("\(step + 1)", isCursor ? .cursor : .quiet, endingAt: PairSides.number)
        if sides.showsHazard {
          line.pad(to: PairSides.number + 1)
          if let score, score.curve.hazards.indices.contains(step) {
            let hazard = score.curve.hazards[step]
            let ink: Ink =
              score.firstError(by: window.rule).step == step ? .prediction : .hazard(hazard)
            line.write(NumberText.probability(hazard), ink)
          }
        }
      }
      line.pad(to: sides.textStart)
      for run in text.indices.contains(number) ? text[number] : [] {
        line.write(run.text, run.tag?.ink ?? (isSame ? .faded : .plain))
      }
      return line
    }
  }

  private func joined(
    _ left: RowWriter, _ right: RowWriter, _ sides: PairSides, _ columns: Int, isSame: Bool = false
  ) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(left)
    line.pad(to: sides.width)
    line.write(isSame ? " = " : " │ ", .quiet)
    line.write(right)
    return line
  }
}

/// The columns of two candidates side by side.
struct PairSides {
  /// Of each of the two.
  let width: Int
  /// Where a step's number ends.
  static let number = 5

  init(columns: Int) { width = max(1, (columns - 3) / 2) }

  /// Whether h(t) has room beside the text.
  var showsHazard: Bool { width >= 30 }
  var textStart: Int { Self.number + 1 + (showsHazard ? NumberText.probabilityColumns + 1 : 0) }
  var text: Int { width - textStart }
}
