import Queries
import Trajectories
import VisibleText

/// What one line of the list says.
struct ListEntry {
  var trajectory: Trajectory
  var figures: QueryFigures?
  /// Largest difference between the hazards of two models, where both are known.
  var disagreement: Double?
  /// Blind, and no verdict yet.
  var isHidden: Bool
  var hasFailed: Bool
  /// Whether the answer is right, where that may be seen.
  var outcome: Bool?
  var verdict: Label?
  /// The file's, where that may be seen.
  var fileLabel: Label?
  /// Why the record cannot be read.
  var unreadable: String?
  var marked: Bool
  var comparison: Comparison?

  private var placeholder: VisibleText { isHidden ? "·" : hasFailed ? "–" : "…" }

  var survivalText: VisibleText {
    figures.map { NumberText.probability($0.noneProbability) } ?? placeholder
  }

  /// One of the figures that share a column.
  func text(of figure: QueryField) -> VisibleText {
    guard let figures else { return placeholder }
    return switch figure {
    case .largestHazard: NumberText.probability(figures.largestHazard)
    case .smallestReward: NumberText.signed(figures.smallestReward)
    case .fileLabelProbability:
      figures.fileLabelProbability.map { NumberText.smallProbability($0) } ?? ""
    default: NumberText.probability(figures.entropy)
    }
  }

  var predictionText: VisibleText {
    guard let figures else { return placeholder }
    return figures.firstError.map { VisibleText(String($0 + 1)) } ?? "none"
  }

  func verdictText(short: Bool) -> VisibleText { Self.text(verdict, short: short) }

  static func text(_ label: Label?, short: Bool) -> VisibleText {
    switch label {
    case .firstError(let step): VisibleText(String(step + 1))
    case .noError: "none"
    case .unsure: short ? "?" : "? unsure"
    case .badProblem: "bad"
    case nil: ""
    }
  }

  /// Agrees or differs, said with a sign.
  var comparisonText: VisibleText {
    switch comparison {
    case .agree where verdict != nil: "="
    case .differ where verdict != nil: "≠"
    default: ""
    }
  }
}

/// The columns of the list: the wider the screen, the more of them.
struct ListColumns {
  private struct Column {
    var field: QueryField
    var title: VisibleText
    var width: Int
    var trailing = false
  }

  /// Figures that are seen only when the list is sorted by them.
  private static let otherFigures: [QueryField] = [
    .largestHazard, .smallestReward, .fileLabelProbability,
  ]

  private let columns: [Column]
  private let screen: Int
  private let survivalBar: Int
  private let grouped: Bool
  /// Blanks between columns.
  private let gap: Int

  /// The columns for a screen of that width.
  ///
  /// Candidates in a group share their problem, so their last step is shown instead. The entropy's
  /// column is that of another figure while that is sorted by.
  init(screen width: Int, grouped: Bool, compares: Bool = false, sortedBy field: QueryField? = nil)
  {
    screen = width
    self.grouped = grouped
    survivalBar = width >= 140 ? 8 : width >= 100 ? 6 : 0
    let gap = width >= 64 ? 2 : 1
    self.gap = gap
    var columns = [Column(field: .id, title: "id", width: width >= 160 ? 20 : width >= 64 ? 12 : 9)]
    if width >= 64 { columns.append(Column(field: .steps, title: "T", width: 3, trailing: true)) }
    columns.append(
      Column(field: .survival, title: "S(T)", width: 5 + survivalBar))
    columns.append(
      Column(field: .prediction, title: "ẑ", width: 4, trailing: true))
    columns.append(
      Column(field: .verdict, title: "you", width: width >= 100 ? 8 : width >= 64 ? 7 : 6))
    if width >= 80 {
      let figure = field.flatMap { Self.otherFigures.contains($0) ? $0 : nil } ?? .entropy
      columns.append(
        Column(
          field: figure, title: VisibleText(SortChoice.title(of: figure)), width: 8, trailing: true)
      )
    }
    if compares, width >= 80 {
      columns.append(Column(field: .disagreement, title: "Δh", width: 4, trailing: true))
    }
    if width >= 100 { columns.append(Column(field: .fileLabel, title: "file", width: 5)) }
    if width >= 72 { columns.append(Column(field: .outcome, title: "answer", width: 7)) }
    if width >= 110 {
      columns.append(Column(field: .generator, title: "generator", width: width >= 140 ? 26 : 18))
    }
    let used = columns.reduce(3) { $0 + $1.width + gap }
    columns.append(
      Column(
        field: .problem, title: grouped ? "last step" : "problem", width: max(1, width - used - 1)))
    self.columns = columns
  }

  /// The names of the columns; the one it is sorted by says in which direction.
  func header(sort: [SortTerm]) -> RowWriter {
    var line = RowWriter(columns: screen)
    line.write("   ")
    for column in columns {
      let term = sort.first { $0.field == column.field }
      let title = term.map { column.title + ($0.descending ? "↓" : "↑") } ?? column.title
      write(title, term == nil ? .quiet : .heading, column, to: &line)
    }
    return line
  }

  func line(_ entry: ListEntry, isCursor: Bool) -> RowWriter {
    var line = RowWriter(columns: screen)
    line.write(isCursor ? "▶" : " ", .cursor)
    line.write(entry.marked ? "◆" : " ", .verdict)
    line.write(" ")
    if let reason = entry.unreadable {
      let id = columns.first.map { excerpt(entry.trajectory.id, $0) } ?? .empty
      line.write("\(id)  ", isCursor ? .cursor : .quiet)
      line.write(.excerpt(reason, columns: max(0, line.room - 1), mathematics: false), .failure)
      return line
    }
    for column in columns { write(entry, column, isCursor, to: &line) }
    return line
  }

  private func write(
    _ text: VisibleText, _ ink: Ink, _ column: Column, to line: inout RowWriter
  ) {
    line.write(text.fitted(columns: column.width, column.trailing ? .trailing : .leading), ink)
    line.pad(to: line.used + gap)
  }

  private func write(
    _ entry: ListEntry, _ column: Column, _ isCursor: Bool, to line: inout RowWriter
  ) {
    let ink: Ink = isCursor ? .cursor : .plain
    let trajectory = entry.trajectory
    switch column.field {
    case .id: write(excerpt(trajectory.id, column), ink, column, to: &line)
    case .steps: write(VisibleText(String(trajectory.steps.count)), .quiet, column, to: &line)
    case .survival: writeSurvival(entry, column, to: &line)
    case .prediction:
      let isWrong = entry.figures?.firstError != nil
      write(entry.predictionText, isWrong ? .prediction : .quiet, column, to: &line)
    case .verdict: writeVerdict(entry, column, to: &line)
    case .disagreement:
      write(
        entry.disagreement.map { NumberText.probability($0) } ?? "", .quiet, column, to: &line)
    case .entropy, .largestHazard, .smallestReward, .fileLabelProbability:
      write(entry.text(of: column.field), .quiet, column, to: &line)
    case .fileLabel:
      write(ListEntry.text(entry.fileLabel, short: true), .fileLabel, column, to: &line)
    case .outcome: writeAnswer(entry.outcome, column, to: &line)
    case .generator:
      write(excerpt(trajectory.generator ?? "", column), .quiet, column, to: &line)
    case .problem:
      let text = grouped ? trajectory.steps.last ?? "" : trajectory.problem
      write(VisibleText.excerpt(text, columns: column.width), ink, column, to: &line)
    default: break
    }
  }

  private func excerpt(_ text: String, _ column: Column) -> VisibleText {
    .excerpt(text, columns: column.width, mathematics: false)
  }

  private func writeSurvival(_ entry: ListEntry, _ column: Column, to line: inout RowWriter) {
    let end = line.used + column.width
    line.write(entry.survivalText, entry.figures == nil ? .quiet : .survival)
    if survivalBar > 0, let figures = entry.figures {
      line.write(" ")
      line.write(Bar.text(fraction: figures.noneProbability, columns: survivalBar), .survival)
    }
    line.pad(to: end + gap)
  }

  private func writeVerdict(_ entry: ListEntry, _ column: Column, to line: inout RowWriter) {
    let end = line.used + column.width
    line.write(
      entry.verdictText(short: column.width < 8).truncated(columns: column.width), .verdict)
    if !entry.comparisonText.isEmpty {
      line.write(" ")
      line.write(entry.comparisonText, entry.comparison == .differ ? .warning : .quiet)
    }
    line.pad(to: end + gap)
  }

  private func writeAnswer(_ outcome: Bool?, _ column: Column, to line: inout RowWriter) {
    let sign: VisibleText = outcome.map { $0 ? "✓" : "✗" } ?? ""
    let ink: Ink = outcome == true ? .holds : .fails
    line.write(sign.padded(columns: column.width, .center), ink)
    line.pad(to: line.used + gap)
  }
}
