import Drawing
import Scoring
import Selection
import Survival
import Trajectories
import VisibleText

/// What one line of the ranking says.
struct CandidateEntry {
  var rank: Int
  var id: String
  var generator: String
  /// What it is ranked by.
  var figure: CandidateFigure?
  /// S(T), for the bar.
  var survival: Double?
  var isHidden: Bool
  var hasFailed: Bool
  var answer: String?
  var votes: Int?
  /// `nil` where it is hidden.
  var outcome: CandidateOutcome?
  var steps: Int
  /// In characters.
  var length: Int?
  var prediction: FirstError?
  var verdict: Label?
  var isChosen: Bool
  var isMarked: Bool
}

/// The columns of the ranking: the wider the pane, the more of them.
struct CandidateColumns {
  private enum Field {
    case rank, figure, bar, answer, votes, outcome, steps, length, prediction, you
  }

  private let columns: Int
  /// From left to right, with their widths.
  private var fields: [(field: Field, width: Int)] = []

  private static let signs = 3
  private static let gap = 1

  init(columns: Int) {
    self.columns = columns
    let bar = columns >= 90 ? 8 : columns >= 72 ? 6 : 0
    let wanted: [(field: Field, width: Int, weight: Int)] = [
      (.rank, 3, 3), (.figure, 7, 9), (.bar, bar, 2), (.answer, answerColumns(columns), 10),
      (.votes, 5, 7), (.outcome, 2, 8), (.steps, 3, 6), (.length, 7, 4), (.prediction, 4, 5),
      (.you, 4, 6),
    ]
    var kept = wanted.filter { $0.width > 0 }
    func used() -> Int { kept.reduce(Self.signs) { $0 + $1.width + Self.gap } }
    while used() > columns, let lightest = kept.map(\.weight).min() {
      kept.removeAll { $0.weight == lightest }
    }
    fields = kept.map { ($0.field, $0.width) }
  }

  func header(figure: VisibleText, kind: TrajectoryScore.Kind) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.pad(to: Self.signs)
    for (field, width) in fields {
      let end = line.used + width
      switch field {
      case .rank: line.write("#", .quiet, endingAt: end)
      case .figure: line.write(figure.truncated(columns: width), .heading)
      case .bar: break
      case .answer: line.write("answer", .quiet)
      case .votes: line.write("votes", .quiet, endingAt: end)
      case .outcome: line.write("", .quiet)
      case .steps: line.write("T", .quiet, endingAt: end)
      case .length: line.write("length", .quiet, endingAt: end)
      case .prediction: line.write("ẑ", .quiet, endingAt: end)
      case .you: line.write("you", .quiet, endingAt: end)
      }
      line.pad(to: end + Self.gap)
    }
    if line.room > 4 { line.write("id", .quiet) }
    return line
  }

  func line(_ entry: CandidateEntry, isCursor: Bool) -> RowWriter {
    var line = RowWriter(columns: columns)
    line.write(isCursor ? "▶" : " ", .cursor)
    line.write(entry.isChosen ? "★" : " ", .heading)
    line.write(entry.isMarked ? "◆" : " ", .verdict)
    for (field, width) in fields {
      let end = line.used + width
      write(entry, field, width, isCursor, to: &line)
      line.pad(to: end + Self.gap)
    }
    guard line.room > 4 else { return line }
    let id = VisibleText.name(entry.id, columns: min(24, line.room))
    line.write(id, isCursor ? .cursor : .quiet)
    if line.room > 12, !entry.generator.isEmpty {
      line.write("  ")
      line.write(.excerpt(entry.generator, columns: line.room, mathematics: false), .quiet)
    }
    return line
  }

  private func write(
    _ entry: CandidateEntry, _ field: Field, _ width: Int, _ isCursor: Bool,
    to line: inout RowWriter
  ) {
    let end = line.used + width
    let ink: Ink = isCursor ? .cursor : entry.isChosen ? .heading : .plain
    switch field {
    case .rank: line.write("\(entry.rank)", .quiet, endingAt: end)
    case .figure: line.write(figureText(entry), entry.figure == nil ? .quiet : .survival)
    case .bar: line.write(Bar.text(fraction: entry.survival ?? 0, columns: width), .survival)
    case .answer:
      let answer = entry.answer.map { VisibleText.excerpt($0, columns: width) }
      line.write(answer ?? "–", answer == nil ? .quiet : ink)
    case .votes: line.write(entry.votes.map { "\($0)" } ?? "", .plain, endingAt: end)
    case .outcome: writeOutcome(entry.outcome, to: &line)
    case .steps: line.write("\(entry.steps)", .quiet, endingAt: end)
    case .length:
      line.write(
        entry.length.map { VisibleText(NumberText.count($0)) } ?? "", .quiet, endingAt: end)
    case .prediction:
      line.write(
        entry.prediction?.number ?? "", entry.prediction?.step == nil ? .quiet : .prediction,
        endingAt: end)
    case .you: line.write(ListEntry.text(entry.verdict, columns: width), .verdict, endingAt: end)
    }
  }

  private func figureText(_ entry: CandidateEntry) -> VisibleText {
    guard let figure = entry.figure else {
      return entry.isHidden ? "·" : entry.hasFailed ? "–" : "…"
    }
    switch figure.scale {
    case .probability, .logProbability: return NumberText.smallProbability(figure.value)
    case .logit, .balance: return NumberText.signed(figure.value)
    }
  }

  private func writeOutcome(_ outcome: CandidateOutcome?, to line: inout RowWriter) {
    switch outcome {
    case .recorded(let isRight), .computed(let isRight):
      line.write(isRight ? "✓" : "✗", isRight ? .holds : .fails)
    case .undecided: line.write("?", .quiet)
    case .unknown, nil: break
    }
  }
}

/// Columns of the answer.
private func answerColumns(_ columns: Int) -> Int { columns >= 90 ? 18 : columns >= 60 ? 14 : 10 }
