import Drawing
import Trajectories
import VisibleText

/// The title bar: what is open, what is in force, how far it is judged.
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
    // On a narrower screen it would come and go with what follows, and the file's name would jump.
    if columns >= 100 { left.append(RowPiece("misstep", .heading, weight: 8)) }
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
    let name = VisibleText(model.name).truncated(columns: 24)
    guard let second = options.comparisonName else { return name }
    return "\(name) · h₂ \(VisibleText(second).truncated(columns: 24))"
  }

  /// What is not as it came: a model fitted in this session, a rule that was asked for.
  private func inForcePieces(narrow: Bool) -> [RowPiece] {
    var pieces: [RowPiece] = []
    if let fitting = model.fitting {
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
    if judging.pending.failedCount > 0 {
      facts.append(RowPiece("\(judging.pending.failedCount) NOT SAVED", .failure, weight: 9))
    }
    if options.blind { facts.append(RowPiece("blind", .verdict, weight: 6)) }
    facts.append(RowPiece(readingText, .quiet, weight: 3))
    let progress = window.progress
    if progress.scored < progress.count, progress.scored > 0 {
      facts.append(RowPiece("scored \(NumberText.count(progress.scored))", .quiet, weight: 1))
    }
    facts.append(RowPiece(placeText(narrow), weight: 7))
    if layers.view == .list {
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
    if let title = arrangement.orderTitle { words.append(title) }
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
    guard let first = judging.times.first, now - first >= 60 else { return [] }
    let each = (now - first) / Double(judging.times.count)
    let pace = RowPiece(NumberText.rate(perHour: 3600 / each), .quiet, weight: 3)
    let left = window.count - window.progress.labelled
    guard left > 0 else { return [pace] }
    let time = NumberText.duration(seconds: (Double(left) * each / 60).rounded(.up) * 60)
    return [pace, RowPiece("\(time) left", .quiet, weight: 2)]
  }
}
