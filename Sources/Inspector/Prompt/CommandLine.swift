/// What can be typed after `:`, beside the names of all key commands.
enum CommandLine {
  struct Entry: Sendable {
    var name: String
    var arguments: String
    var help: String
  }

  /// In the order of the help screen.
  static let entries = [
    Entry(name: "goto", arguments: "NUMBER|ID", help: "that trajectory; :12 for short"),
    Entry(name: "step", arguments: "NUMBER", help: "that step"),
    Entry(
      name: "label", arguments: "NUMBER|none|unsure|bad", help: "a verdict without its key"),
    Entry(name: "note", arguments: "[TEXT]", help: "a note; without text the editor"),
    Entry(name: "search", arguments: "TEXT", help: "search problems and steps"),
    Entry(
      name: "filter", arguments: "WORDS",
      help: "show what matches: words, labelled, differs, !marked, id:…"),
    Entry(name: "sort", arguments: "COLUMN [up|down]", help: "sort the list"),
    Entry(name: "predict", arguments: "map|median|threshold=x|model", help: "how ẑ is read off"),
    Entry(name: "theme", arguments: "NAME", help: "dark, light, mono or colorblind"),
    Entry(name: "blind", arguments: "[on|off]", help: "hide the model until your verdict"),
    Entry(name: "set", arguments: "OPTION=VALUE", help: "advance, blind, raw, theme, predict"),
    Entry(name: "model", arguments: "NAME", help: "score by another model"),
    Entry(name: "train", arguments: "", help: "fit the built-in model to the labels"),
    Entry(name: "export", arguments: "PATH [FORMAT]", help: "write the corrected data"),
    Entry(name: "notes", arguments: "", help: "all notes"),
    Entry(name: "issues", arguments: "", help: "records that could not be read"),
    Entry(name: "write", arguments: "", help: "nothing to do: every verdict is saved at once"),
    Entry(name: "q", arguments: "", help: "leave"),
  ]

  static let names: [String] =
    entries.map(\.name)
    + InspectorCommand.allCases.map(\.rawValue).filter { name in
      !entries.contains { $0.name == name }
    }

  /// Candidates for the last word of what was typed; `nil` when there are none.
  static func completion(of prompt: Prompt, options: InspectorOptions) -> Completion? {
    let text = prompt.line.text
    let blank = text.lastIndex(of: " ")
    let before = blank.map { String(text[...$0]) } ?? ""
    let word = blank.map { String(text[text.index(after: $0)...]) } ?? text
    let all = candidates(for: prompt.kind, before: before, options: options)
    let fitting = all.filter { $0.hasPrefix(word) && $0 != word }
    guard !fitting.isEmpty else { return nil }
    return Completion(before: before, candidates: fitting, chosen: 0)
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
    guard let name = words.first else { return names }
    switch name {
    case "theme": return InspectorOptions.themes
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
