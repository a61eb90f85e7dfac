import Queries

/// Candidates for the word before the cursor, and which of them stands there now.
struct Completion: Equatable, Sendable {
  /// What precedes the word that is completed, and what follows it.
  var before: String
  var after = ""
  var candidates: [String]
  var chosen: Int
}

extension Completion {
  /// What can be typed at the cursor, or completes the word before it; `nil` when nothing does.
  init?(of prompt: Prompt, names: CompletionNames) {
    if let language = prompt.language {
      self.init(of: prompt, language: language)
    } else {
      self.init(ofWordIn: prompt, names: names)
    }
    candidates = candidates.filter { $0 != word(in: prompt) }
    guard !candidates.isEmpty else { return nil }
  }

  /// The candidates of a filter or a sort.
  private init(of prompt: Prompt, language: Prompt.Language) {
    let text = Array(prompt.line.text.utf8)
    let cursor = prompt.line.textBeforeCursor.utf8.count - language.start
    let source = String(decoding: text[language.start...], as: UTF8.self)
    let place = max(0, cursor)
    let found =
      language.kind == .filter
      ? QueryCompletion(source, cursor: place) : QueryCompletion(sort: source, cursor: place)
    let low = min(max(language.start + found.range.lowerBound, 0), text.count)
    let high = min(max(language.start + found.range.upperBound, low), text.count)
    self.init(
      before: String(decoding: text[..<low], as: UTF8.self),
      after: String(decoding: text[high...], as: UTF8.self), candidates: found.candidates, chosen: 0
    )
  }

  /// The candidates of the last word.
  private init(ofWordIn prompt: Prompt, names: CompletionNames) {
    let text = prompt.line.text
    let blank = text.lastIndex(of: " ")
    let before = blank.map { String(text[...$0]) } ?? ""
    let word = blank.map { String(text[text.index(after: $0)...]) } ?? text
    let all = prompt.kind == .command ? names.candidates(before: before) : []
    self.init(before: before, candidates: all.filter { $0.hasPrefix(word) }, chosen: 0)
  }

  private func word(in prompt: Prompt) -> String {
    String(prompt.line.text.dropFirst(before.count).dropLast(after.count))
  }
}
