/// Candidates for the word before the cursor, and which of them stands there now.
struct Completion: Equatable, Sendable {
  /// What precedes the word that is completed.
  var before: String
  var candidates: [String]
  var chosen: Int
}

extension Completion {
  /// Candidates for the last word of what was typed; `nil` when there are none.
  init?(of prompt: Prompt, options: InspectorOptions) {
    let text = prompt.line.text
    let blank = text.lastIndex(of: " ")
    let before = blank.map { String(text[...$0]) } ?? ""
    let word = blank.map { String(text[text.index(after: $0)...]) } ?? text
    let all = Self.candidates(for: prompt.kind, before: before, options: options)
    let fitting = all.filter { $0.hasPrefix(word) && $0 != word }
    guard !fitting.isEmpty else { return nil }
    self.init(before: before, candidates: fitting, chosen: 0)
  }

  private static func candidates(
    for kind: Prompt.Kind, before: String, options: InspectorOptions
  ) -> [String] {
    switch kind {
    case .filter: return filterWords
    case .search, .note: return []
    case .command: break
    }
    let words = before.split(separator: " ").map(String.init)
    guard let name = words.first else { return PromptCommand.names }
    switch name {
    case "theme": return Theme.names
    case "sort":
      return words.count > 1 ? ["up", "down"] : SortOrder.Column.allCases.map(\.rawValue)
    case "predict": return ["map", "median", "threshold=", "model"]
    case "blind": return ["on", "off"]
    case "label": return ["none", "unsure", "bad"]
    case "filter": return filterWords
    case "model": return options.modelNames
    case "export": return words.count > 1 ? options.exportFormats : []
    case "set": return ["advance=", "blind=", "raw=", "theme=", "predict="]
    default: return []
    }
  }

  private static let filterWords =
    Filter.Status.allCases.map(\.rawValue) + Filter.Status.allCases.map { "!\($0.rawValue)" }
    + Filter.Field.allCases.map { "\($0.rawValue):" }
}
