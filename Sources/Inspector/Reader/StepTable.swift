import Drawing
import Scoring
import Trajectories
import VisibleText

/// Draws steps: their figures in columns, their text beside them.
struct StepTable: Sendable {
  let columns: StepColumns
  /// Width of the whole table.
  let pane: Int
  let figures: FigureState
  /// What the figures are made from; the columns' names say it.
  var kind = TrajectoryScore.Kind.crm
  /// The second model's hazards, shape `(T)`.
  var comparison: [Double]?
  var verdict: Label?
  /// What the file says; `nil` also when it is hidden.
  var fileLabel: Label?
  var ratings: [Int: StepRating] = [:]
  /// The file's, shape `(T)` or empty; empty also when they are hidden.
  var fileRatings: [StepRating?] = []
  /// What each step is, shape `(T)` or empty.
  var kinds: [StepKind] = []

  /// The names of the columns.
  var header: RowWriter {
    var line = RowWriter(columns: pane)
    line.write("t", .quiet, endingAt: 2 + columns.number)
    guard columns.showsFigures else { return line }
    line.pad(to: columns.hazardStart)
    line.write(kind.hazardName, .quiet)
    if columns.compares {
      line.pad(to: columns.comparisonStart)
      line.write("h₂", .quiet)
    }
    if columns.showsReward { line.write(kind.rewardName, .quiet, endingAt: columns.rewardEnd) }
    line.pad(to: columns.survivalStart)
    line.write(kind.survivalName, .quiet)
    return line
  }

  /// The lines of one step, from `first` on and at most `most` of them; arrows say that the step
  /// under the cursor goes on above or below them.
  func lines(
    step: Int, text: WrappedText, isCursor: Bool, from first: Int = 0, most: Int = .max
  ) -> [RowWriter] {
    let end = max(text.count, first + 1)
    let last = end - first > most ? first + most - 1 : end
    return (first..<min(end, last + 1)).map { number in
      var line = RowWriter(columns: pane)
      if number == 0 {
        writeFigures(step, isCursor, to: &line)
      } else if isCursor, number == first {
        line.write("↑", .cursor)
      } else if isCursor, number == last {
        line.write("↓", .cursor)
      }
      line.pad(to: columns.textStart)
      if number == 0, kinds.indices.contains(step) {
        line.write(Self.word(kinds[step], columns: columns.textColumns(in: pane)), .quiet)
      }
      if number < text.count { write(text[number], step, isCursor, to: &line) }
      if number == 0 { writeTag(step, to: &line) }
      return line
    }
  }

  private func isFaded(_ step: Int) -> Bool { figures.figures?.isFaded(step) ?? false }

  private func write(
    _ runs: WrappedText.Element, _ step: Int, _ isCursor: Bool, to line: inout RowWriter
  ) {
    let ink: Ink = isFaded(step) && !isCursor ? .faded : .plain
    for run in runs { line.write(run.text, run.tag?.ink ?? ink) }
  }

  private func writeFigures(_ step: Int, _ isCursor: Bool, to line: inout RowWriter) {
    line.write(isCursor ? "▶" : " ", .cursor)
    writeMark(step, to: &line)
    let number = VisibleText(String(step + 1))
    line.write(number, isCursor ? .cursor : .quiet, endingAt: 2 + columns.number)
    writeRating(step, to: &line)
    guard columns.showsFigures else { return }
    guard let figures = figures.figures, figures.hazards.indices.contains(step) else {
      writePlaceholder(to: &line)
      return
    }
    let faded = figures.isFaded(step)
    let hazard: Ink = faded ? .faded : .hazard(figures.hazards[step])
    line.pad(to: columns.hazardStart)
    line.write(NumberText.probability(figures.hazards[step]), hazard)
    line.pad(to: columns.hazardStart + StepColumns.probability + 1)
    line.write(Bar.text(fraction: figures.hazards[step], columns: columns.hazardBar), hazard)
    writeComparison(step, to: &line)
    if columns.showsReward {
      let reward = NumberText.signed(figures.rewards[step])
      line.write(reward, faded ? .faded : .plain, endingAt: columns.rewardEnd)
    }
    line.pad(to: columns.survivalStart)
    let survival = figures.survival[step]
    line.write(NumberText.probability(survival), faded ? .faded : .survival)
    line.pad(to: columns.survivalStart + StepColumns.probability + 1)
    line.write(
      Bar.text(fraction: survival, columns: columns.survivalBar), faded ? .faded : .survival)
  }

  private func writeComparison(_ step: Int, to line: inout RowWriter) {
    guard columns.compares, let comparison, comparison.indices.contains(step) else { return }
    line.pad(to: columns.comparisonStart)
    line.write(
      NumberText.probability(comparison[step]),
      isFaded(step) ? .faded : .hazard(comparison[step]))
  }

  /// The person's rating, else the file's, in a column of its own: `2` and `0` are no `20`.
  private func writeRating(_ step: Int, to line: inout RowWriter) {
    line.pad(to: columns.ratingStart)
    if let rating = ratings[step] {
      line.write(Self.sign(rating), .verdict)
    } else if fileRatings.indices.contains(step), let rating = fileRatings[step] {
      line.write(Self.sign(rating), .fileLabel)
    }
  }

  /// ● for the person's first error, ○ for the file's.
  private func writeMark(_ step: Int, to line: inout RowWriter) {
    if verdict == .firstError(step) {
      line.write("●", .verdict)
    } else if fileLabel == .firstError(step) {
      line.write("○", .fileLabel)
    } else {
      line.write(" ")
    }
  }

  private func writePlaceholder(to line: inout RowWriter) {
    let sign: VisibleText =
      switch figures {
      case .failed: "–"
      case .hidden, .waiting, .shown: "…"
      }
    line.pad(to: columns.hazardStart)
    line.write(sign, .quiet)
    line.pad(to: columns.survivalStart)
    line.write(sign, .quiet)
  }

  private func writeTag(_ step: Int, to line: inout RowWriter) {
    guard let figures = figures.figures, figures.firstError == .step(step) else { return }
    let end = columns.textStart + columns.textColumns(in: pane)
    var tag: VisibleText = columns.tag > 1 ? "◀ ẑ" : "ẑ"
    if columns.tag > 1, figures.kind.isProbability {
      let full: VisibleText = "\(tag) \(NumberText.probability(figures.predictedProbability))"
      if line.used + columns.gap + full.columns <= end { tag = full }
    }
    line.write(tag, .prediction, endingAt: end)
  }

  /// Stands before the text of a step that is no part of the answer, with the blank behind it.
  static func word(_ kind: StepKind, columns: Int) -> VisibleText {
    let isNarrow = columns < 40
    return switch kind {
    case .answer: .empty
    case .thought: isNarrow ? "· " : "thought "
    case .toolCall: isNarrow ? "> " : "call "
    case .toolResult: isNarrow ? "< " : "result "
    }
  }

  /// No digit, as it stands beside numbers.
  private static func sign(_ rating: StepRating) -> VisibleText {
    switch rating {
    case .great: "+"
    case .okay: "~"
    case .bad: "−"
    }
  }
}
