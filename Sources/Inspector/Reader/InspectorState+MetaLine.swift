import Answers
import Drawing
import Trajectories
import VisibleText

/// The line below the problem: id, generator, answer, mark and note.
extension InspectorState {
  func metaLine(_ index: Int, columns: Int) -> RowWriter {
    let trajectory = window[index].trajectory
    let standing = window.standing(at: index)
    var pieces = [
      RowPiece(.name(trajectory.id, columns: columns / 3), weight: 9)
    ]
    if let generator = trajectory.generator {
      pieces.append(
        RowPiece(
          "· \(VisibleText.excerpt(generator, columns: 32, mathematics: false))", .quiet, weight: 5)
      )
    }
    pieces += answerPieces(index)
    if let conflict = visibleConflict(of: index) {
      pieces.append(
        RowPiece(
          "! \(VisibleText.excerpt(conflict.words, columns: columns / 2, mathematics: false))",
          .warning, weight: 8))
    }
    if standing.marked { pieces.append(RowPiece("◆ marked", .verdict, weight: 8)) }
    if !standing.note.isEmpty {
      let note = VisibleText.excerpt(standing.note, columns: columns / 2, mathematics: false)
      pieces.append(RowPiece("note: \(note)", .verdict, weight: 7))
    }
    return RowWriter.line(left: pieces, columns: columns, gap: 1)
  }

  /// What the last steps mark as the answer; a number that merely comes last is not said to be one.
  private func statedAnswer(_ trajectory: Trajectory) -> String? {
    // For every frame: so little is read.
    FinalAnswer.find(
      in: trajectory.steps.suffix(3), marks: [.boxed, .marker, .statement, .choice], bytes: 4096
    )?.text
  }

  /// The answer given, the right one, and whether the file finds them equal; blind, only the first.
  private func answerPieces(_ index: Int) -> [RowPiece] {
    let trajectory = window[index].trajectory
    let outcome = visibleOutcome(of: index)
    let answer = statedAnswer(trajectory).map { VisibleText.excerpt($0, columns: 20) }
    let known = hidesFigures(of: index) ? nil : trajectory.referenceAnswer
    let reference = known.map { VisibleText.excerpt($0, columns: 20) }
    let words: VisibleText? =
      switch (answer, reference) {
      case (let answer?, let reference?): "· answer \(answer), reference \(reference)"
      case (let answer?, nil): "· answer \(answer)"
      case (nil, let reference?): "· reference \(reference)"
      case (nil, nil): outcome.map { "· answer \($0 ? "right" : "wrong")" }
      }
    guard let words else { return [] }
    let sign = outcome.map { outcome in
      RowPiece(outcome ? "✓" : "✗", outcome ? .holds : .fails, weight: 6)
    }
    return [RowPiece(words, .quiet, weight: 5)] + (sign.map { [$0] } ?? [])
  }
}
