import Drawing
import VisibleText

/// The bottom row: what the next key can do.
extension InspectorState {
  func hints(columns: Int) -> RowWriter {
    if typing.picksSort { return sortHints(columns: columns, row: 1) }
    if typing.question != nil { return questionHints(columns: columns) }
    if !typing.keys.isEmpty { return sequenceHints(columns: columns) }
    if let count = typing.count { return countHints(count, columns: columns) }
    if isRevealed { return revealHints(columns: columns) }
    return hints(of: layers.view.type.hints(self, columns: columns), columns: columns)
  }

  /// As many of them as fit; the help key is always among them.
  private func hints(of commands: [InspectorCommand], columns: Int) -> RowWriter {
    let bindings = commands.compactMap(options.keys.binding).filter { !$0.keys.isEmpty }
    let words = bindings.map { (key: VisibleText($0.spellings[0]), hint: hint($0, columns)) }
    var line = RowWriter(columns: columns)
    let gap = columns < 80 ? 2 : 3
    let help = VisibleText(options.keys.spelling(of: .toggleHelp))
    var reserved = words.contains { $0.key == help } ? gap + help.columns + " help".count : 0
    for (key, hint) in words {
      if key == help { reserved = 0 }
      let room = columns - reserved - line.used
      guard gap + key.columns + 1 + hint.columns <= room else { continue }
      line.pad(to: line.used + (line.used == 0 ? 1 : gap))
      line.write(key, .key)
      line.write(" ")
      line.write(hint, .quiet)
    }
    return line
  }

  private func hint(_ binding: KeyTable.Binding, _ columns: Int) -> VisibleText {
    let first = binding.hint.split(separator: " ").first.map(String.init) ?? binding.hint
    let shortens = [.firstErrorHere, .allRight].contains(binding.command)
    guard columns < 80, shortens else { return VisibleText(binding.hint) }
    return binding.command == .firstErrorHere
      ? "error" : VisibleText(first == "all" ? "right" : first)
  }

  /// What can be sorted by takes the status line and the bottom row.
  func sortHints(columns: Int, row: Int) -> RowWriter {
    let half = (SortChoice.all.count + 1) / 2
    let choices = row == 0 ? SortChoice.all.prefix(half) : SortChoice.all.dropFirst(half)
    let sorted = order.wanted.sort.map(\.field)
    let isUnsorted = !order.wanted.isSorted
    let narrow = columns < 80
    var line = RowWriter(columns: columns)
    line.write(row == 1 ? "" : narrow ? " by" : " sort by", .quiet)
    for choice in choices {
      let isSorted = choice.field.map(sorted.contains) ?? isUnsorted
      line.write(narrow ? " " : "  ")
      line.write(VisibleText(String(choice.letter)), .key)
      line.write(" ")
      let title = narrow ? choice.shortTitle : choice.title
      line.write(VisibleText(title), isSorted ? .heading : .quiet)
    }
    let further: VisibleText = "   capitals: and then by"
    if row == 1, further.columns <= line.room { line.write(further, .quiet) }
    return line
  }

  /// What is asked takes the status line.
  func questionLine(_ question: Question, columns: Int) -> RowWriter {
    let words = VisibleText.excerpt(question.words, columns: columns - 2, mathematics: false)
    return RowWriter.line(left: [RowPiece(words, .warning)], columns: columns)
  }

  private func questionHints(columns: Int) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" \(VisibleText(KeySpelling.text(Question.yes)))", .key)
    line.write(" \(VisibleText(typing.question?.deed ?? ""))   any other key cancels", .quiet)
    return line
  }

  private func sequenceHints(columns: Int) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" \(KeySpelling.text(typing.keys)) …", .key)
    for binding in options.keys.bindings {
      for sequence in binding.keys
      where sequence.starts(with: typing.keys) && sequence.count > typing.keys.count {
        line.write("   ")
        line.write(VisibleText(KeySpelling.text(sequence)), .key)
        line.write(" ")
        line.write(VisibleText(binding.hint), .quiet)
      }
    }
    return line
  }

  /// What was judged blind is shown with its figures.
  private func revealHints(columns: Int) -> RowWriter {
    hints(
      [
        (.open, "go on"), (.undo, "take it back"), (.toggleReasons, "reasons"),
        (.nextStep, "down"), (.nextTrajectory, "next"), (.toggleHelp, "help"),
      ], behind: RowWriter(columns: columns))
  }

  private func countHints(_ count: Int, columns: Int) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(" \(count)", .input)
    return hints(
      [
        (.last, "go to trajectory \(count)"),
        (.firstErrorHere, "step \(count) is the first error"), (.nextStep, "\(count) steps on"),
        (.back, "forget the number"),
      ], behind: line)
  }

  /// Keys with words of their own, as far as they fit.
  private func hints(
    _ words: [(command: InspectorCommand, hint: String)], behind line: RowWriter
  ) -> RowWriter {
    var line = line
    for (command, hint) in words {
      line.write(line.used == 0 ? " " : "   ")
      line.write(VisibleText(options.keys.spelling(of: command)), .key)
      line.write(" ")
      line.write(VisibleText(hint), .quiet)
    }
    return line
  }
}
