extension KeyTable {
  /// The table as Markdown, section by section: docs/keys.md from its first heading on.
  public var markdown: String {
    var text = ""
    for section in Section.allCases {
      text += "## \(section.rawValue)\n\n| keys | command | does |\n|---|---|---|\n"
      for binding in bindings where binding.section == section {
        let keys = binding.spellings.map { "`\($0)`" }.joined(separator: " ")
        text += "| \(keys) | `\(binding.command.rawValue)` | \(binding.help) |\n"
      }
      text += "\n"
    }
    text += "## Command line\n\n| after `:` | does |\n|---|---|\n"
    for entry in CommandLine.entries {
      let call = "\(entry.name) \(entry.arguments)".trimmingBlanks
        .replacingBars
      text += "| `\(call)` | \(entry.help) |\n"
    }
    return text
  }

  /// The table as plain lines for `misstep keys`: keys, the command's name, what it does.
  public var lines: [String] {
    let keyWidth = (bindings.map { $0.spellings.joined(separator: " ").count }.max() ?? 0) + 2
    let nameWidth = (bindings.map(\.command.rawValue.count).max() ?? 0) + 2
    return Section.allCases.flatMap { section in
      let lines = bindings.filter { $0.section == section }.map { binding in
        let keys = binding.spellings.joined(separator: " ")
        return "  " + keys.filled(to: keyWidth) + binding.command.rawValue.filled(to: nameWidth)
          + binding.help
      }
      return [section.rawValue] + lines + [""]
    }.dropLast()
  }
}

extension String {
  fileprivate func filled(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// A bar would end the table's cell.
  fileprivate var replacingBars: String { String(map { $0 == "|" ? "/" : $0 }) }
}
