import Queries

/// A command of the command line: all that help, completion and dispatch know of it.
///
/// ``all`` is the one table of them. Names of key commands can be typed too, without arguments.
public struct PromptCommand: Sendable {
  /// The first word.
  public let name: String
  /// What follows it, such as `PATH [FORMAT]`; empty when nothing does.
  public let arguments: String
  /// One line for help and manual; empty where the help of a key says it.
  public let help: String
  /// Other first words that do the same.
  let aliases: [String]
  /// The language of its argument, where it has one of its own.
  let language: Prompt.Language.Kind?
  /// What may be typed behind so many words, its name among them.
  let candidates: @Sendable (CompletionNames, _ words: Int) -> [String]
  /// Does it; the argument has no blanks at its ends.
  let run: @Sendable (inout InspectorState, _ argument: String) -> [Effect]

  init(
    _ name: String, _ arguments: String = "", help: String = "", aliases: [String] = [],
    language: Prompt.Language.Kind? = nil,
    candidates: @escaping @Sendable (CompletionNames, _ words: Int) -> [String] = { _, _ in [] },
    run: @escaping @Sendable (inout InspectorState, _ argument: String) -> [Effect]
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.aliases = aliases
    self.language = language
    self.candidates = candidates
    self.run = run
  }
}

extension PromptCommand {
  /// Those that help and manual list, in their order.
  public static let listed = all.filter { !$0.help.isEmpty }

  /// Every name that completion offers: these, and those of all key commands.
  static let names: [String] =
    listed.map(\.name)
    + InspectorCommand.allCases.map(\.rawValue).filter { name in
      !listed.contains { $0.name == name }
    }

  /// The command of a first word; `nil` when there is none.
  static func named(_ word: String) -> PromptCommand? {
    all.first { $0.name == word || $0.aliases.contains(word) }
  }
}

/// Names that the command line completes.
struct CompletionNames {
  var options: InspectorOptions
  /// Saved views.
  var views: [String]

  /// What may be typed behind these words.
  func candidates(before: String) -> [String] {
    let words = before.split(separator: " ").map(String.init)
    guard let name = words.first else { return PromptCommand.names }
    return PromptCommand.named(name)?.candidates(self, words.count) ?? []
  }
}
