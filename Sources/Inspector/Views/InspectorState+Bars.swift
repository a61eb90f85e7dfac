import Trajectories
import VisibleText

/// The title bar, the status line and the bottom line.
extension InspectorState {
  /// The open file, or how many there are.
  var fileTitle: String {
    guard let first = options.files.first else { return "-" }
    let name = first.split(separator: "/").last.map(String.init) ?? first
    return options.files.count > 1 ? "\(name) +\(options.files.count - 1)" : name
  }

  func titleBar(columns: Int) -> RowWriter {
    let narrow = columns < 80
    var left: [RowPiece] = []
    if !narrow { left.append(RowPiece("misstep", .heading, weight: 1)) }
    left.append(RowPiece(VisibleText(fileTitle).truncated(columns: columns / 3), weight: 8))
    left.append(RowPiece(VisibleText(options.modelName).truncated(columns: 24), .quiet, weight: 2))
    if let filter = order.filter {
      let text = VisibleText.excerpt(
        filter.source, columns: columns / 4, mathematics: false)
      left.append(RowPiece("filter \(text)", .match, weight: 6))
    }
    return RowWriter.line(
      left: left, right: titleFacts(narrow: narrow), columns: columns, gap: narrow ? 2 : 3)
  }

  private func titleFacts(narrow: Bool) -> [RowPiece] {
    var facts: [RowPiece] = []
    if pending.failedCount > 0 {
      facts.append(RowPiece("\(pending.failedCount) NOT SAVED", .failure, weight: 9))
    }
    if options.blind { facts.append(RowPiece("blind", .verdict, weight: 6)) }
    if isLoading, collection.count > 0 { facts.append(RowPiece("reading …", .quiet, weight: 1)) }
    if collection.scoredCount < collection.count, collection.scoredCount > 0 {
      facts.append(RowPiece("scored \(collection.scoredCount)", .quiet, weight: 1))
    }
    facts.append(RowPiece(placeText(narrow), weight: 7))
    if view == .list {
      facts.append(RowPiece(sortText, .quiet, weight: 5))
    } else {
      facts.append(RowPiece(progressText(narrow), .quiet, weight: 5))
      if !narrow { facts.append(RowPiece(paceText, .quiet, weight: 3)) }
    }
    facts.append(
      RowPiece(VisibleText(options.annotator).truncated(columns: 16), .verdict, weight: 4))
    return facts
  }

  private func placeText(_ narrow: Bool) -> VisibleText {
    guard let position else { return "\(order.count) of \(collection.count)" }
    return narrow ? "\(position + 1)/\(order.count)" : "\(position + 1) of \(order.count)"
  }

  private var sortText: VisibleText {
    if order.sort.isFileOrder { return order.grouped ? "by question" : "file order" }
    return "sort \(VisibleText(order.sort.column.title)) \(order.sort.descending ? "↓" : "↑")"
  }

  private func progressText(_ narrow: Bool) -> VisibleText {
    let share = collection.count > 0 ? collection.labelledCount * 100 / collection.count : 0
    let text: VisibleText = "\(collection.labelledCount) · \(share) %"
    return narrow ? text : "labelled " + text
  }

  /// Verdicts an hour, from the last hour's; empty until a minute can tell.
  private var paceText: VisibleText {
    guard let first = verdictTimes.first, now - first >= 60 else { return .empty }
    return NumberText.rate(perHour: Double(verdictTimes.count) * 3600 / (now - first))
  }

  // MARK: Status

  func statusLine(columns: Int, rows: Int) -> RowWriter {
    if let prompt { return promptHint(prompt, columns: columns) }
    if picksSort { return firstSortHints(columns: columns) }
    var right: [RowPiece] = []
    if let notice {
      right.append(
        RowPiece(
          VisibleText.excerpt(notice.text, columns: columns - 2, mathematics: false), notice.ink,
          weight: 9))
    } else if pending.failedCount > 0 {
      let reason = VisibleText.excerpt(
        pending.lastFailure ?? "", columns: columns / 2, mathematics: false)
      right.append(
        RowPiece("not saved, kept here and tried again: \(reason)", .failure, weight: 9))
    }
    let left =
      switch view {
      case .inspector: figureFacts(columns: columns, rows: rows)
      case .list: listFacts
      case .help, .overview: textFacts(columns: columns)
      case .issues: issueFacts(columns: columns)
      case .notes: [RowPiece]()
      }
    return RowWriter.line(left: left, right: right, columns: columns, gap: columns < 80 ? 2 : 3)
  }

  private func figureFacts(columns: Int, rows: Int) -> [RowPiece] {
    guard let index = selected else { return [] }
    let narrow = columns < 80
    var facts: [RowPiece] = []
    switch figureState(of: index) {
    case .shown(let figures):
      facts = Self.facts(of: figures, narrow: narrow)
      if !showsPanels(columns: columns, rows: rows) {
        let curve = Sparkline.text(figures.survival, columns: 12)
        facts.insert(RowPiece("S \(curve)", .survival, weight: 3), at: 0)
      }
    case .waiting: facts = [RowPiece("scoring …", .quiet, weight: 2)]
    case .hidden: facts = [RowPiece("blind: figures after your verdict", .quiet, weight: 2)]
    case .failed(let reason):
      let words = reason.isEmpty ? "no figures" : "no figures: \(reason)"
      facts = [
        RowPiece(
          VisibleText.excerpt(words, columns: 60, mathematics: false),
          reason.isEmpty ? .quiet : .warning)
      ]
    }
    return facts + labelFacts(of: index, narrow: narrow)
  }

  /// What people say, apart from what the model says.
  private func labelFacts(of index: Int, narrow: Bool) -> [RowPiece] {
    var facts: [RowPiece] = []
    if let verdict = collection.verdict(at: index) {
      facts.append(RowPiece("you: \(verdict.words)", .verdict, weight: narrow ? 7 : 8))
    }
    if let label = visibleFileLabel(of: index) {
      facts.append(RowPiece("file: \(label.words)", .fileLabel, weight: 5))
    }
    switch comparison(of: index) {
    case .differ:
      facts.append(RowPiece(narrow ? "≠" : "model and label differ", .heading, weight: 6))
    case .agree: facts.append(RowPiece(narrow ? "=" : "model and label agree", .quiet, weight: 3))
    case nil: break
    }
    guard !narrow, !facts.isEmpty else { return facts }
    return [RowPiece("│", .quiet, weight: 4)] + facts
  }

  /// Whether the curve is on the screen; else a small one stands in the status line.
  private func showsPanels(columns: Int, rows: Int) -> Bool {
    guard let index = selected, rows < .max else { return true }
    let layout = InspectorLayout(columns: columns, rows: rows)
    return layout.side > 0 || parts(index, layout, rows: max(1, rows - 3)).panels > 0
  }

  func comparison(of index: Int) -> Comparison? {
    let label = collection.verdict(at: index) ?? visibleFileLabel(of: index)
    return Comparison(label: label, prediction: visibleSummary(of: index).map { $0.firstError })
  }

  static func facts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    let name = figures.firstError.map { String($0 + 1) } ?? "none"
    let ink: Ink = figures.firstError == nil ? .survival : .prediction
    let probability = NumberText.probability(figures.predictedProbability)
    let none: VisibleText = "none \(NumberText.probability(figures.noneProbability))"
    let kind = RowPiece(figures.kind.words(short: narrow), .quiet, weight: 5)
    if narrow {
      let words: VisibleText = "ẑ \(name) (\(probability))"
      return [RowPiece(words, ink, weight: 8), RowPiece(none, .quiet, weight: 2), kind]
    }
    guard figures.kind.isProbability else {
      return [RowPiece("ẑ = \(name)", ink, weight: 7), kind]
    }
    var facts = [RowPiece("ẑ = \(name)  p \(probability)", ink, weight: 7)]
    if figures.firstError != nil { facts.append(RowPiece(none, weight: 4)) }
    facts.append(RowPiece("entropy \(NumberText.probability(figures.entropy)) nats", weight: 2))
    return facts + [kind]
  }

  // MARK: Bottom

  func addBottomLine(to screen: inout Screen) {
    let columns = screen.size.columns
    guard let prompt else {
      screen.add(hints(columns: columns))
      return
    }
    var line = RowWriter(columns: columns)
    line.write(VisibleText(prompt.kind.lead), .key)
    let room = max(1, columns - line.used - 1)
    let before = VisibleText(String(prompt.line.characters[..<prompt.line.cursor]))
    let after = VisibleText(String(prompt.line.characters[prompt.line.cursor...]))
    // The end of what precedes the cursor stays in sight.
    let hidden = max(0, before.columns - room + min(after.columns, room / 4))
    let shown = before.dropFirst(columns: hidden)
    line.write(shown, .input)
    let caret = line.used
    line.write(after, .input)
    screen.caret = Frame.Caret(column: min(caret, columns - 1), row: screen.rows.count)
    screen.add(line)
  }

  private func promptHint(_ prompt: Prompt, columns: Int) -> RowWriter {
    if let completion = prompt.completion {
      var line = RowWriter(columns: columns)
      line.write(" ")
      // The chosen candidate stays in sight.
      let first = max(0, completion.chosen - 3)
      for place in first..<completion.candidates.count {
        let chosen = place == completion.chosen
        line.write(VisibleText(completion.candidates[place]), chosen ? .cursor : .quiet)
        line.write("  ")
      }
      return line
    }
    return RowWriter.line(left: promptHelp(prompt), columns: columns)
  }

  private func promptHelp(_ prompt: Prompt) -> [RowPiece] {
    let words: VisibleText =
      switch prompt.kind {
      case .command: Self.commandHelp(prompt.line.text)
      case .search: "capitals count only if you type some"
      case .filter: "words, labelled, differs, !marked, id:…; empty shows all"
      case .note: "enter keeps the note; empty removes it"
      }
    return [
      RowPiece(words, .quiet, weight: 5), RowPiece("esc cancels", .quiet, weight: 2),
    ]
  }

  private static func commandHelp(_ text: String) -> VisibleText {
    let name = text.split(separator: " ").first.map(String.init) ?? ""
    guard let entry = PromptCommand.all.first(where: { $0.name == name }) else {
      return "tab completes"
    }
    return "\(entry.name) \(entry.arguments)  \(entry.help)"
  }
}

extension Notice {
  var ink: Ink {
    switch severity {
    case .information: .quiet
    case .warning: .warning
    case .failure: .failure
    }
  }
}
