import Answers
import Drawing
import Trajectories
import VisibleText

/// The line below the problem: id, generator, answer, mark and note.
extension InspectorState {
  ///
  /// A note without room is cut, and the key that shows it whole is named; `hidesNote` leaves it out.
  func metaLine(_ index: Int, columns: Int, hidesNote: Bool = false) -> RowWriter {
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
    if !standing.note.isEmpty, !hidesNote {
      let note = VisibleText.excerpt(standing.note, columns: columns / 2, mathematics: false)
      pieces.append(RowPiece("note: \(note)", .verdict, weight: 7))
      if !fits(standing.note, columns: columns / 2) {
        pieces.append(RowPiece(wholeNoteHint, .quiet, weight: 7))
      }
    }
    return RowWriter.line(left: pieces, columns: columns, gap: 1)
  }

  /// Whether a note is shown whole in that many columns.
  func fits(_ note: String, columns: Int) -> Bool {
    VisibleText.excerpt(note, columns: columns + 1, mathematics: false).columns <= columns
  }

  /// The key that shows a note whole.
  var wholeNoteHint: VisibleText {
    "\(VisibleText(options.keys.spelling(of: .openPager))) shows it whole"
  }

  /// What the last steps mark as the answer; a number that merely comes last is not said to be one.
  private func statedAnswer(_ trajectory: Trajectory) -> String? {
    // For every frame: so little is read.
    FinalAnswer.find(
      in: trajectory.steps.suffix(3), marks: [.boxed, .marker, .statement, .choice], bytes: 4096
    )?.text
  }

  /// The answer and whether the file finds it right, then the reference; blind, only the answer.
  private func answerPieces(_ index: Int) -> [RowPiece] {
    let trajectory = window[index].trajectory
    let outcome = visibleOutcome(of: index)
    let answer = statedAnswer(trajectory).map { VisibleText.excerpt($0, columns: 20) }
    var pieces: [RowPiece] = []
    if let answer {
      pieces.append(RowPiece("· answer \(answer)", .quiet, weight: 5))
    } else if let outcome {
      pieces.append(RowPiece("· answer \(outcome ? "right" : "wrong")", .quiet, weight: 5))
    }
    if let outcome {
      pieces.append(RowPiece(outcome ? "✓" : "✗", outcome ? .holds : .fails, weight: 6))
    }
    if let reference = trajectory.referenceAnswer, !hidesFigures(of: index) {
      let text = VisibleText.excerpt(reference, columns: 20)
      pieces.append(RowPiece("· reference \(text)", .quiet, weight: 5))
    }
    return pieces
  }
}
