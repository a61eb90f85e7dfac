import Drawing
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
    left.append(RowPiece(modelText, .quiet, weight: 2))
    left += inForcePieces(narrow: narrow)
    if let filter = order.wanted.filter {
      let text = VisibleText.excerpt(
        filter.source, columns: columns / 4, mathematics: false)
      left.append(RowPiece("filter \(text)", .match, weight: 6))
    }
    return RowWriter.line(
      left: left, right: titleFacts(narrow: narrow), columns: columns, gap: narrow ? 2 : 3)
  }

  /// The model, and the one it is compared with.
  private var modelText: VisibleText {
    let name = VisibleText(options.modelName).truncated(columns: 24)
    guard let second = options.comparisonName else { return name }
    return "\(name) · h₂ \(VisibleText(second).truncated(columns: 24))"
  }

  /// What is not as it came: a model fitted in this session, a rule that was asked for.
  private func inForcePieces(narrow: Bool) -> [RowPiece] {
    var pieces: [RowPiece] = []
    if let fitting {
      let words = VisibleText(narrow ? "fitted" : fitting.labelCount)
      pieces.append(RowPiece(words, .warning, weight: 6))
      if !narrow { pieces.append(RowPiece(VisibleText(fitting.heldOutWords), .quiet, weight: 2)) }
    }
    if let rule = window.rule {
      pieces.append(RowPiece("ẑ: \(rule.words)", .prediction, weight: 6))
    }
    return pieces
  }

  private func titleFacts(narrow: Bool) -> [RowPiece] {
    var facts: [RowPiece] = []
    if pending.failedCount > 0 {
      facts.append(RowPiece("\(pending.failedCount) NOT SAVED", .failure, weight: 9))
    }
    if options.blind { facts.append(RowPiece("blind", .verdict, weight: 6)) }
    facts.append(RowPiece(readingText, .quiet, weight: 3))
    let progress = window.progress
    if progress.scored < progress.count, progress.scored > 0 {
      facts.append(RowPiece("scored \(NumberText.count(progress.scored))", .quiet, weight: 1))
    }
    facts.append(RowPiece(placeText(narrow), weight: 7))
    if view == .list {
      facts.append(RowPiece(sortText, .quiet, weight: 5))
    } else {
      facts.append(RowPiece(progressText(narrow), .quiet, weight: 5))
      if !narrow { facts += paceFacts }
    }
    facts.append(
      RowPiece(VisibleText(options.annotator).truncated(columns: 16), .verdict, weight: 4))
    return facts
  }

  private func placeText(_ narrow: Bool) -> VisibleText {
    let shown = VisibleText(NumberText.count(order.count))
    guard let position else {
      return "\(shown) of \(NumberText.count(window.count))"
    }
    let place = VisibleText(NumberText.count(position + 1))
    return narrow ? "\(place)/\(shown)" : "\(place) of \(shown)"
  }

  /// How far the files were read, in as few words as say it.
  private var readingText: VisibleText {
    let progress = window.progress
    if options.follows, !isLoading { return options.tail ? "following ↓" : "following" }
    if !progress.isIndexed, progress.bytes > 0 {
      return "indexing \(NumberText.percent(progress.bytesIndexed, of: progress.bytes))"
    }
    guard isLoading, progress.count > 0 else { return .empty }
    return "reading \(NumberText.percent(progress.examined, of: progress.count))"
  }

  private var sortText: VisibleText {
    let arrangement = order.wanted
    var words: [String] = []
    if let field = arrangement.grouping { words.append("by \(field.groupTitle)") }
    if !arrangement.sort.isEmpty { words.append("sort \(arrangement.sort.title)") }
    return VisibleText(words.isEmpty ? "file order" : words.joined(separator: " · "))
  }

  private func progressText(_ narrow: Bool) -> VisibleText {
    let labelled = window.progress.labelled
    let text: VisibleText =
      "\(NumberText.count(labelled)) · \(NumberText.percent(labelled, of: window.count))"
    return narrow ? text : "labelled " + text
  }

  /// Verdicts an hour, from the last hour's, and how long the rest takes at that pace; nothing until
  /// a minute can tell.
  private var paceFacts: [RowPiece] {
    guard let first = verdictTimes.first, now - first >= 60 else { return [] }
    let each = (now - first) / Double(verdictTimes.count)
    let pace = RowPiece(NumberText.rate(perHour: 3600 / each), .quiet, weight: 3)
    let left = window.count - window.progress.labelled
    guard left > 0 else { return [pace] }
    let time = NumberText.duration(seconds: (Double(left) * each / 60).rounded(.up) * 60)
    return [pace, RowPiece("\(time) left", .quiet, weight: 2)]
  }

  // MARK: Status

  func statusLine(columns: Int, rows: Int) -> RowWriter {
    if let prompt { return promptHint(prompt, columns: columns) }
    if picksSort { return sortHints(columns: columns, row: 0) }
    if let question { return questionLine(question, columns: columns) }
    var right: [RowPiece] = []
    if let work = workText {
      right.append(RowPiece(work, .heading, weight: 9))
    } else if let notice {
      right.append(
        RowPiece(
          VisibleText.excerpt(
            Self.fitting(notice.text, columns: columns), columns: columns - 2, mathematics: false),
          notice.ink, weight: 9))
    } else if pending.failedCount > 0 {
      let lead: VisibleText = "not saved, tried again: "
      let reason = VisibleText.excerpt(
        pending.lastFailure ?? "", columns: columns - 2 - lead.columns, mathematics: false)
      right.append(RowPiece(lead + reason, .failure, weight: 9))
    } else if let warning = options.modelWarning {
      let words = VisibleText.excerpt(warning, columns: columns / 2 - 2, mathematics: false)
      right.append(RowPiece(words, .warning, weight: 6))
    }
    let left =
      switch view {
      case .inspector: figureFacts(columns: columns, rows: rows)
      case .list: listFacts
      case .overview: barFacts + textFacts(columns: columns)
      case .help, .views: textFacts(columns: columns)
      case .issues: issueFacts(columns: columns)
      case .notes: [RowPiece]()
      }
    return RowWriter.line(left: left, right: right, columns: columns, gap: columns < 80 ? 2 : 3)
  }

  /// What the catalog is at: `filtering 34 % · 1,204 found`.
  private var workText: VisibleText? {
    if let request = order.request, !request.isRefresh {
      let arrangement = request.arrangement
      let act =
        arrangement.filter != nil ? "filtering" : arrangement.sort.isEmpty ? "grouping" : "sorting"
      let found: VisibleText = request.isShown ? " · \(NumberText.count(order.count)) found" : ""
      return "\(act) \(NumberText.percent(request.examined, of: request.known))\(found)"
    }
    if let finding {
      return "searching \(NumberText.percent(finding.examined, of: order.count)); any key stops"
    }
    guard let side else { return nil }
    return "looking \(NumberText.percent(side.examined, of: window.count)); esc stops"
  }

  private func figureFacts(columns: Int, rows: Int) -> [RowPiece] {
    guard let index = selected, window.has(index) else { return [] }
    guard window[index].unreadable == nil else {
      return [RowPiece("this record cannot be read", .failure)]
    }
    let narrow = columns < 80
    var facts: [RowPiece] = []
    switch figureState(of: index) {
    case .shown(let figures):
      facts = Self.facts(of: figures, narrow: narrow)
      if !showsPanels(columns: columns, rows: rows) {
        let curve = Sparkline.text([1] + figures.survival, columns: 12)
        facts.insert(RowPiece("S \(curve)", .survival, weight: 3), at: 0)
      }
    case .waiting: facts = [RowPiece("scoring …", .quiet, weight: 2)]
    case .hidden: facts = [RowPiece("blind: figures after your verdict", .quiet, weight: 2)]
    case .failed(let reason):
      let words = reason.isEmpty ? "no figures" : "no figures: \(reason)"
      facts = [
        RowPiece(
          // Beside a verdict, rather than a label, which steps show too.
          VisibleText.excerpt(words, columns: max(60, columns - 30), mathematics: false),
          reason.isEmpty ? .quiet : .warning, weight: 6)
      ]
    }
    if !narrow, let second = visibleComparison(of: index) {
      let name = second.firstError(by: window.rule).number
      facts.append(RowPiece("ẑ₂ = \(name)", .quiet, weight: 3))
    }
    return facts + labelFacts(of: index, narrow: narrow)
  }

  /// What people say, apart from what the model says.
  private func labelFacts(of index: Int, narrow: Bool) -> [RowPiece] {
    var facts: [RowPiece] = []
    if let verdict = window.verdict(at: index) {
      facts.append(RowPiece("you: \(verdict.words)", .verdict, weight: narrow ? 7 : 8))
    }
    if let label = visibleFileLabel(of: index) {
      facts.append(RowPiece("file: \(label.words)", .fileLabel, weight: 5))
    }
    switch comparison(of: index) {
    case .differ:
      facts.append(RowPiece(narrow ? "≠" : "model and label differ", .heading, weight: 6))
    case .agree where isFitted(index):
      let words: VisibleText = narrow ? "= fitted" : "model and label agree: fitted to it"
      facts.append(RowPiece(words, .quiet, weight: 3))
    case .agree: facts.append(RowPiece(narrow ? "=" : "model and label agree", .quiet, weight: 3))
    case nil: break
    }
    guard !narrow, !facts.isEmpty else { return facts }
    return [RowPiece("│", .quiet, weight: 4)] + facts
  }

  /// Whether the curve is on the screen; else a small one stands in the status line.
  private func showsPanels(columns: Int, rows: Int) -> Bool {
    guard let index = selected, window.has(index), rows < .max else { return true }
    let layout = InspectorLayout(columns: columns, rows: rows)
    return layout.side > 0 || pagePlan(index, layout, rows: max(1, rows - 3)).panels > 0
  }

  /// Whether the model was fitted to the very label that it is compared with.
  private func isFitted(_ index: Int) -> Bool {
    guard let fitting, let item = window.items[index] else { return false }
    let label = window.verdict(at: index) ?? visibleFileLabel(of: index)
    return label != nil && fitting.labels[item.digest] == label
  }

  func comparison(of index: Int) -> Comparison? {
    let label = window.verdict(at: index) ?? visibleFileLabel(of: index)
    // One probability for all names no step.
    guard window[index].score?.kind != .orm else { return nil }
    return Comparison(label: label, prediction: visibleFigures(of: index).map { $0.firstError })
  }

  /// A model of the outcome predicts no step.
  private static func outcomeFacts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    let probability = NumberText.probability(figures.noneProbability)
    return [
      RowPiece("S(T) = \(probability)", .survival, weight: 7),
      RowPiece(figures.kind.words(short: narrow), .quiet, weight: 5),
    ]
  }

  static func facts(of figures: StepFigures, narrow: Bool) -> [RowPiece] {
    if figures.kind == .orm { return outcomeFacts(of: figures, narrow: narrow) }
    let name = figures.firstError.number
    let ink: Ink = figures.firstError == .noError ? .survival : .prediction
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
    if figures.firstError != .noError { facts.append(RowPiece(none, weight: 4)) }
    facts.append(RowPiece("entropy \(NumberText.probability(figures.entropy)) nats", weight: 2))
    return facts + [kind]
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
