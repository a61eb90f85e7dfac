import Catalog
import Drawing
import VisibleText

/// How the training view is laid out: two lines of words, and the curves beside and below each other.
extension InspectorState {
  private static let gap = 3
  /// Fewer rows are no picture.
  private static let leastRows = 2
  private static let mostRows = 12

  /// Exactly what there is to see, at most `rows` lines.
  func policyTrainingLines(columns: Int, rows: Int) -> [RowWriter] {
    guard let course = policyTraining.course, !course.steps.isEmpty else {
      var line = RowWriter(columns: columns)
      line.write(
        policyTraining.course == nil && !order.isEmpty
          ? " reading rollouts …" : " no file's name states a training step, as 120.jsonl does",
        .quiet)
      return [line]
    }
    let head = trainingHead(course, columns: columns)
    return Array(
      (head + curveLines(course, columns: columns, rows: rows - head.count)).prefix(rows))
  }

  private func trainingHead(_ course: TrainingCourse, columns: Int) -> [RowWriter] {
    let rollouts = course.steps.reduce(0) { $0 + $1.count }
    var first = RowWriter(columns: columns)
    first.write(" \(NumberText.counted(course.steps.count, "training step"))", .heading)
    first.write("  \(NumberText.count(rollouts)) rollouts", .quiet)
    guard !options.blind else {
      var second = RowWriter(columns: columns)
      second.write(" blind: reward and answers are hidden", .quiet)
      return [first, second]
    }
    guard let hacking = course.hacking else { return [first] }
    return [first] + Self.warning(course, hacking, columns: columns)
  }

  private static func warning(
    _ course: TrainingCourse, _ hacking: ClosedRange<Int>, columns: Int
  ) -> [RowWriter] {
    let (before, after) = (course.steps[hacking.lowerBound], course.steps[hacking.upperBound])
    func change(_ value: (TrainingCourse.Step) -> Double?) -> VisibleText {
      FigureCurve.number(value(before) ?? 0) + " → " + FigureCurve.number(value(after) ?? 0)
    }
    let words = [
      RowPiece("reward hacking?", .warning, weight: 9),
      RowPiece("steps \(before.step)–\(after.step)", .warning, weight: 8),
      RowPiece("reward " + change { $0.reward }, weight: 7),
      RowPiece("right " + change { $0.accuracy }, .fails, weight: 7),
      RowPiece("words " + change { $0.words }, weight: 4),
      RowPiece("repeated " + change { $0.repetition }, weight: 3),
    ]
    return [RowWriter.line(left: words, columns: columns)]
  }

  private func curves(_ course: TrainingCourse) -> [FigureCurve] {
    let steps = course.steps
    let hidden = options.blind
    return [
      FigureCurve("reward", hidden ? [] : steps.map(\.reward)),
      FigureCurve("right", hidden ? [] : steps.map(\.accuracy)),
      FigureCurve("words", steps.map { $0.words }),
      FigureCurve("repeated", steps.map { $0.repetition }),
      FigureCurve("doubts", steps.map { $0.reflections }),
      FigureCurve("entropy", steps.map(\.entropy)), FigureCurve("KL", steps.map(\.divergence)),
    ].filter { !$0.isEmpty }
  }

  private func curveLines(_ course: TrainingCourse, columns: Int, rows: Int) -> [RowWriter] {
    let curves = curves(course)
    guard !curves.isEmpty else { return [] }
    let across = columns >= 150 ? 3 : columns >= 72 ? 2 : 1
    let down = (curves.count + across - 1) / across
    let height = min(Self.mostRows, rows / down - 1)
    let marked = options.blind ? nil : course.hacking
    guard height >= Self.leastRows else {
      return curves.map { $0.pane(columns: columns, cursor: policyTraining.cursor, marked: marked) }
        .flatMap(\.lines)
    }
    let width = (columns - (across - 1) * Self.gap) / across
    var lines: [RowWriter] = []
    for first in stride(from: 0, to: curves.count, by: across) {
      let row = curves[first..<min(first + across, curves.count)].map {
        $0.pane(columns: width, rows: height, cursor: policyTraining.cursor, marked: marked)
      }
      lines +=
        row.dropFirst().reduce(row[0]) { $0.beside($1, gap: .blank(columns: Self.gap)) }.lines
    }
    return lines
  }
}
