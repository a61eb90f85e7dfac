import Annotations
import Survival
import Trajectories
import VisibleText

// The inspector's words for what a person decided; steps count from 1 in them.

extension AnnotationEntry {
  /// What was decided of which trajectory, such as `z = 3 of gsm8k-12`; a long id is cut inside.
  var words: String {
    "\(change.words) of \(VisibleText.name(origin.id, columns: Self.idColumns).string)"
  }

  private static let idColumns = 28
}

extension AnnotationEntry.Change {
  var words: String {
    switch self {
    case .verdict(let label): label.words
    case .rating(let step, let rating): "step \(step + 1) \(rating?.words ?? "not rated")"
    case .note(let text): text.isEmpty ? "note removed" : "note"
    case .mark(let isMarked): isMarked ? "marked" : "mark removed"
    case .undo: "undo"
    case .redo: "redo"
    }
  }
}

extension Label {
  var words: String {
    switch self {
    case .known(.noError): "no error"
    case .known(.step(let step)): "z = \(step + 1)"
    case .unsure: "unsure"
    case .badProblem: "bad problem"
    }
  }
}

extension Conflict {
  /// Who says what: `kim z = 3 ≠ lee unsure`.
  var words: String {
    verdicts.map { "\($0.annotator) \($0.change.words)" }.joined(separator: " ≠ ")
  }
}

extension FirstError {
  /// The step from 1, or `none`.
  var number: VisibleText { step.map { VisibleText(String($0 + 1)) } ?? "none" }
}

extension StepRating {
  var words: String {
    switch self {
    case .great: "rated great"
    case .okay: "rated okay"
    case .bad: "rated bad"
    }
  }
}
