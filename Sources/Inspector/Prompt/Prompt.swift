/// A line at the bottom that takes text instead of keys.
struct Prompt: Equatable, Sendable {
  enum Kind: Equatable, Hashable, Sendable {
    case command, search, filter
    /// A note on the trajectory with this index.
    case note(Int)

    /// What stands before the text.
    var lead: String {
      switch self {
      case .command: ":"
      case .search: "/"
      case .filter: "filter "
      case .note: "note "
      }
    }
  }

  let kind: Kind
  var line: LineEditor
  /// The completions that Tab is going through.
  var completion: Completion?
  /// How far back in the history the line is; 0 is the line being typed.
  var recalled = 0

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    line = LineEditor(text)
  }
}

/// What was typed into each kind of prompt, oldest first.
struct PromptHistory: Equatable, Sendable {
  private var lines: [String: [String]] = [:]
  private static let limit = 200

  mutating func remember(_ text: String, of kind: Prompt.Kind) {
    guard !text.isEmpty else { return }
    var known = lines[kind.lead, default: []].filter { $0 != text }
    known.append(text)
    lines[kind.lead] = known.suffix(Self.limit)
  }

  /// The line `back` steps before the present one; `nil` beyond the oldest.
  func line(back: Int, of kind: Prompt.Kind) -> String? {
    let known = lines[kind.lead] ?? []
    return back >= 1 && back <= known.count ? known[known.count - back] : nil
  }
}
