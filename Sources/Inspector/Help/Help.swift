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
      let sections = keyHelp(columns: columns)
      return Array(
        (sections.prefix(2) + [signHelp(columns: columns)] + sections.dropFirst(2)
          + [commandHelp(columns: columns)]).joined())
    }
    let half = columns / 2 - 1
    let sections = keyHelp(columns: half)
    var left = Pane(columns: half)
    var right = Pane(columns: half)
    left.lines = Array((sections.prefix(2) + [signHelp(columns: half)]).joined())
    right.lines = Array((sections.dropFirst(2) + [commandHelp(columns: half)]).joined())
    return left.beside(right, gap: "  ").lines
  }

  /// The lines of each section.
  private func keyHelp(columns: Int) -> [[RowWriter]] {
    KeyTable.Section.allCases.map { section in
      let bindings = keys.bindings.filter { $0.section == section }
      return helpSection(
        section.rawValue,
        bindings.map {
          (VisibleText($0.spellings.joined(separator: "  ")), VisibleText($0.help))
        }, columns)
    }
  }

  private func commandHelp(columns: Int) -> [RowWriter] {
    helpSection(
      "Command line",
      PromptCommand.listed.map {
        (VisibleText(":\($0.name) \($0.arguments)".trimmingBlanks), VisibleText($0.help))
      }, columns)
  }

  /// What stands on the screen and what it means.
  private func signHelp(columns: Int) -> [RowWriter] {
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
      ("★", "among candidates, the one that the rule takes"),
      ("◆  !", "marked; annotators judge it differently"),
      ("↑  ↓", "the step goes on; ctrl-d and ctrl-u scroll in it"),
    ]
    return helpSection("Signs", signs, columns)
  }

  /// A heading, the entries, and a blank line; the first column is as wide as its entries need.
  private func helpSection(
    _ title: String, _ entries: [(VisibleText, VisibleText)], _ columns: Int
  ) -> [RowWriter] {
    var heading = RowWriter(columns: columns)
    heading.write(" \(VisibleText(title))", .heading)
    let most = columns >= 56 ? 23 : 12
    let width = entries.map { $0.0.columns }.filter { $0 <= most }.max() ?? most
    return [heading] + entries.flatMap { helpEntry($0, $1, width, columns) }
      + [RowWriter(columns: columns)]
  }

  private func helpEntry(
    _ keys: VisibleText, _ help: VisibleText, _ keyWidth: Int, _ columns: Int
  ) -> [RowWriter] {
    let start = keyWidth + 5
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
