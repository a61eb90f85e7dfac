import Annotations
import Trajectories

/// Says how work that could not be stored can be given again, so that it is never lost silently.
enum UnsavedWork {
  /// One line for each entry: the command that repeats it, or what it was.
  static func lines(_ entries: [AnnotationEntry]) -> [String] {
    entries.map { entry in
      guard let option = option(for: entry.change) else {
        return "\(entry.origin.file) \(entry.origin.id): \(entry.change)"
      }
      let place = "\(quoted(entry.origin.file)) --id \(quoted(entry.origin.id))"
      return "misstep label \(place) \(option) --annotator \(quoted(entry.annotator))"
    }
  }

  private static func option(for change: AnnotationEntry.Change) -> String? {
    switch change {
    case .verdict(.noError): "--no-error"
    case .verdict(.firstError(let step)): "--first-error \(step + 1)"
    case .verdict(.unsure): "--unsure"
    case .verdict(.badProblem): "--bad-problem"
    case .note(let note): "--note \(quoted(note))"
    case .rating, .mark, .undo, .redo: nil
    }
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
