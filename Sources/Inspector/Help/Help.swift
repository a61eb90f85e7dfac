import Drawing
import VisibleText

/// The help: keys, command line and signs.
struct Help: Sendable {
  /// The first visible line.
  var top = 0
}

extension Help: TextView {
  static var top: WritableKeyPath<InspectorState, Int> { \.help.top }

  static func lines(_ state: InspectorState, columns: Int) -> [RowWriter] {
    HelpText(keys: state.options.keys).lines(columns: columns)
  }
}

/// What the help says of a table of keys.
struct HelpText {
  let keys: KeyTable

  /// The key table and the command line, in two columns where they fit.
  func lines(columns: Int) -> [RowWriter] {
    guard columns >= 120 else {
      return Array(
        (keyHelp(columns: columns) + commandHelp(columns: columns) + signHelp(columns: columns))
          .joined())
    }
    let half = columns / 2 - 1
    let sections = keyHelp(columns: half)
    var left = Pane(columns: half)
    var right = Pane(columns: half)
    left.lines = Array((sections.prefix(2) + signHelp(columns: half)).joined())
    right.lines = Array((sections.dropFirst(2) + commandHelp(columns: half)).joined())
    return left.beside(right, gap: "  ").lines
  }

  /// The lines of each section.
  private func keyHelp(columns: Int) -> [[RowWriter]] {
    let keyWidth = columns >= 56 ? 23 : 12
    return KeyTable.Section.allCases.map { section in
      let bindings = keys.bindings.filter { $0.section == section }
      let lines = bindings.flatMap { binding in
        let keys = VisibleText(binding.spellings.joined(separator: "  "))
        return helpEntry(keys, VisibleText(binding.help), keyWidth, columns)
      }
      return [helpHeading(section.rawValue, columns)] + lines + [RowWriter(columns: columns)]
    }
  }

  private func commandHelp(columns: Int) -> [[RowWriter]] {
    let lines = PromptCommand.listed.flatMap { entry in
      let call = VisibleText(":\(entry.name) \(entry.arguments)".trimmingBlanks)
      return helpEntry(call, VisibleText(entry.help), columns >= 56 ? 23 : 12, columns)
    }
    return [[helpHeading("Command line", columns)] + lines]
  }

  /// What stands on the screen and what it means.
  private func signHelp(columns: Int) -> [[RowWriter]] {
    let signs: [(VisibleText, VisibleText)] = [
      ("t  T", "a step, and how many there are"),
      ("h(t)", "hazard: how likely step t is wrong if all before it are right"),
      ("S(t)", "survival: how likely no step up to t is wrong"),
      ("r(t)", "reward: log(1 − h(t))"),
      ("p", "mass: how likely step t is the first wrong one"),
      ("ẑ  none", "the first wrong step as the model predicts it, or none"),
      ("●  ○", "the first wrong step as you say, and as the file says"),
      ("✓  ✗", "an equation holds or fails; an answer is right or wrong"),
      ("=  ≠", "model and label agree, or differ"),
      ("◆  !", "marked; annotators judge it differently"),
      ("↑  ↓", "the step goes on; ctrl-d and ctrl-u scroll in it"),
    ]
    let lines = signs.flatMap { helpEntry($0, $1, columns >= 56 ? 23 : 12, columns) }
    return [[helpHeading("Signs", columns)] + lines]
  }

  private func helpHeading(_ title: String, _ columns: Int) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" \(VisibleText(title))", .heading)
    return line
  }

  private func helpEntry(
    _ keys: VisibleText, _ help: VisibleText, _ keyWidth: Int, _ columns: Int
  ) -> [RowWriter] {
    let start = keyWidth + 4
    let text = help.wrapped(columns: max(8, columns - start - 1))
    // Keys that are too long for their column get a line of their own.
    let ownLine = keys.columns > keyWidth
    var lines: [RowWriter] = []
    if ownLine {
      var line = RowWriter(columns: columns)
      line.write("   ")
      line.write(keys, .key)
      lines.append(line)
    }
    for (number, part) in text.enumerated() {
      var line = RowWriter(columns: columns)
      if number == 0, !ownLine {
        line.write("   ")
        line.write(keys, .key)
      }
      line.pad(to: start)
      line.write(part)
      lines.append(line)
    }
    return lines
  }
}
