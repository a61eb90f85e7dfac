/// What can be typed after `:`, beside the names of all key commands.
public struct PromptCommand: Equatable, Sendable {
  /// The first word.
  public let name: String
  /// What follows it, such as `PATH [FORMAT]`; empty when nothing does.
  public let arguments: String
  /// One line for help and manual.
  public let help: String

  /// In the order of the help screen.
  public static let all = [
    PromptCommand(name: "goto", arguments: "NUMBER|ID", help: "that trajectory; :12 for short"),
    PromptCommand(name: "step", arguments: "NUMBER", help: "that step"),
    PromptCommand(
      name: "label", arguments: "NUMBER|none|unsure|bad", help: "a verdict without its key"),
    PromptCommand(name: "note", arguments: "[TEXT]", help: "a note; without text the editor"),
    PromptCommand(
      name: "search", arguments: "TEXT|/REGEX/", help: "search problems and steps"),
    PromptCommand(
      name: "filter", arguments: "QUERY",
      help: "show what matches, such as S < 0.3 and outcome = right and not labelled"),
    PromptCommand(
      name: "sort", arguments: "FIELDS", help: "such as S, steps desc; file for the files' order"),
    PromptCommand(
      name: "group", arguments: "FIELD|none",
      help: "by question, generator, file or training_step"),
    PromptCommand(
      name: "view", arguments: "[save|delete] NAME",
      help: "a saved view: filter, sort, grouping and blind"),
    PromptCommand(name: "views", arguments: "", help: "all saved views"),
    PromptCommand(
      name: "predict", arguments: "map|median|threshold=x|model", help: "how ẑ is read off"),
    PromptCommand(name: "theme", arguments: "NAME", help: "dark, light, mono or colorblind"),
    PromptCommand(name: "blind", arguments: "[on|off]", help: "hide the model until your verdict"),
    PromptCommand(
      name: "set", arguments: "OPTION=VALUE", help: "advance, blind, raw, tail, theme, predict"),
    PromptCommand(name: "model", arguments: "NAME", help: "score by another model"),
    PromptCommand(name: "train", arguments: "", help: "fit the built-in model to the labels"),
    PromptCommand(name: "export", arguments: "PATH [FORMAT]", help: "write the corrected data"),
    PromptCommand(name: "notes", arguments: "", help: "all notes"),
    PromptCommand(name: "issues", arguments: "", help: "records that could not be read"),
    PromptCommand(
      name: "write", arguments: "", help: "nothing to do: every verdict is saved at once"),
    PromptCommand(name: "q", arguments: "", help: "leave"),
  ]

  /// Every name that can be typed: these, and those of all key commands.
  static let names: [String] =
    all.map(\.name)
    + InspectorCommand.allCases.map(\.rawValue).filter { name in
      !all.contains { $0.name == name }
    }
}
