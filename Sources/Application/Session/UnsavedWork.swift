import Annotations
import Trajectories

/// Says how work that could not be stored can be given again, so that it is never lost silently.
enum UnsavedWork {
  /// What stands above the lines.
  static func heading(_ count: Int) -> String {
    count == 1
      ? "1 entry could not be stored. This command gives it again:"
      : "\(count) entries could not be stored. These commands give them again:"
  }

  /// One line for each entry: the command that repeats it, or what it was.
  static func lines(
    _ entries: [AnnotationEntry], labels: LabelStoreLocation
  ) -> [String] {
    var store = ""
    if case .file(let path) = labels { store = " --labels=\(quoted(path))" }
    return entries.map { entry in
      guard let option = option(for: entry.change) else {
        return "by hand: \(words(for: entry.change)) \(entry.origin.id) in \(entry.origin.file)"
      }
      let place = "\(quoted(entry.origin.file)) --id=\(quoted(entry.origin.id))"
      return "misstep label \(place) \(option) --annotator=\(quoted(entry.annotator))\(store)"
    }
  }

  private static func option(for change: AnnotationEntry.Change) -> String? {
    switch change {
    case .verdict(.known(.noError)): "--no-error"
    case .verdict(.known(.step(let step))): "--first-error \(step + 1)"
    case .verdict(.unsure): "--unsure"
    case .verdict(.badProblem): "--bad-problem"
    case .note(let note): "--note=\(quoted(note))"
    case .rating, .mark, .undo, .redo: nil
    }
  }

  /// What no command can give.
  private static func words(for change: AnnotationEntry.Change) -> String {
    switch change {
    case .rating(let step, let rating?): "rate step \(step + 1) \(rating.rawValue) in"
    case .rating(let step, nil): "take back the rating of step \(step + 1) of"
    case .mark(true): "mark"
    case .mark(false): "take back the mark of"
    case .undo, .redo: "take back or put back a verdict on"
    case .verdict, .note: "judge"
    }
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
