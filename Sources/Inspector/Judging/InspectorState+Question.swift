/// Something that is done only when the next key is `y`.
enum Question: Equatable, Sendable {
  /// The first bad-problem verdict of a session, on the trajectory with this index.
  case badProblem(Int)
  /// An export would replace a file.
  case overwrite(path: String, format: String)

  /// The key that does it: none that scrolls in any pager.
  static let yes = Key.character("y")

  /// What is asked.
  var words: String {
    switch self {
    case .badProblem: "is the problem itself bad?"
    case .overwrite(let path, _): "\(path) exists already: replace it?"
    }
  }

  /// What `y` does.
  var deed: String {
    switch self {
    case .badProblem: "says so"
    case .overwrite: "replaces it"
    }
  }
}

extension InspectorState {
  /// Asks before the first bad-problem verdict: `b` is a page up in pagers.
  mutating func judgeBadProblem() -> [Effect] {
    guard let index = judged else { return nothingHere() }
    guard !judging.hasSaidBadProblem else { return judge(.badProblem) }
    typing.question = .badProblem(index)
    return []
  }

  /// Does what was asked, or nothing.
  mutating func answer(_ question: Question, with key: Key) -> [Effect] {
    typing.question = nil
    notice = nil
    guard key == Question.yes else {
      notice = Notice(text: "cancelled, nothing was done")
      return []
    }
    switch question {
    case .badProblem(let index):
      guard judged == index else { return nothingHere() }
      judging.hasSaidBadProblem = true
      return judge(.badProblem)
    case .overwrite(let path, let format):
      notice = Notice(text: "exporting to \(path)…")
      return [.export(path: path, format: format, replaces: true)]
    }
  }

  /// An export met a file; nobody is asked while something else is typed.
  mutating func offerOverwriting(_ path: String, _ format: String) {
    guard typing.prompt == nil, typing.question == nil else {
      notice = Notice(text: "\(path) exists already", severity: .warning)
      return
    }
    notice = nil
    typing.question = .overwrite(path: path, format: format)
  }
}
