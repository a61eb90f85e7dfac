import Queries

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
  /// Why Enter was refused.
  var refused: QueryError?
  /// The completions that Tab is going through.
  var completion: Completion?
  /// How far back in the history the line is; 0 is the line being typed.
  var recalled = 0

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    line = LineEditor(text)
  }
}

extension Prompt {
  /// A part of the line that is written in the language of filters or of sorts.
  struct Language: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
      case filter, sort
    }
    var kind: Kind
    /// Where it begins, in UTF-8 bytes of the line.
    var start: Int
  }

  var language: Language? {
    switch kind {
    case .filter: Language(kind: .filter, start: 0)
    case .command: Self.language(ofCommand: line.text)
    case .search, .note: nil
    }
  }

  /// Whether something is typed that a filter or a sort begins with.
  var hasWords: Bool { language.map { line.text.utf8.count > $0.start } ?? false }

  private static func language(ofCommand text: String) -> Language? {
    guard let blank = text.firstIndex(of: " "),
      let kind = PromptCommand.named(String(text[..<blank]))?.language
    else { return nil }
    return Language(kind: kind, start: text[...blank].utf8.count)
  }

  /// Why what is typed cannot be understood; ranges count in UTF-8 bytes of the line.
  var fault: QueryError? {
    do throws(QueryError) {
      if let language {
        let text = String(decoding: Array(line.text.utf8)[language.start...], as: UTF8.self)
        guard text.contains(where: { $0 != " " }) else { return nil }
        switch language.kind {
        case .filter: _ = try Query(text)
        case .sort: _ = try SortTerm.terms(typed: text)
        }
      } else if kind == .search, !line.characters.isEmpty {
        if let fault = TextPattern.fault(in: line.text) { throw fault }
      }
      return nil
    } catch {
      return error.moved(by: language?.start ?? 0)
    }
  }
}

extension QueryError {
  func moved(by offset: Int) -> QueryError {
    QueryError(
      range: range.lowerBound + offset..<range.upperBound + offset, reason: reason, remedy: remedy)
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
