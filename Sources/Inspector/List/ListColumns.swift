import Drawing
import Queries
import Trajectories
import VisibleText

/// The columns of the list: the wider the screen, the more of them.
struct ListColumns {
  private struct Column {
    var field: QueryField
    var title: VisibleText
    var width: Int
    /// Larger stays longer where there is no room for all.
    var weight: Int
    var trailing = false
    /// Whether a sign stands behind it that compares it with ẑ.
    var hasSign = false

    var room: Int { width + (hasSign ? 1 : 0) }
  }

  /// Figures that are seen only when the list is sorted by them.
  private static let otherFigures: [QueryField] = [
    .largestHazard, .smallestReward, .fileLabelProbability,
  ]
  /// Cursor, mark and conflict.
  private static let signs = 3

  private var columns: [Column]
  private let screen: Int
  private let survivalBar: Int
  private let grouped: Bool
  /// Blanks between columns.
  private let gap: Int

  /// The columns for a screen of that width.
  ///
  /// What you say, what the file says and what the models say stand side by side. Candidates in a
  /// group share their problem, so their last step is shown instead. The entropy's column is that of
  /// another figure while that is sorted by.
  init(screen width: Int, grouped: Bool, compares: Bool = false, sortedBy field: QueryField? = nil)
  {
    screen = width
    self.grouped = grouped
    survivalBar = width >= 140 ? 8 : width >= 100 ? 6 : 0
    gap = width >= 64 ? 2 : 1
    let name = width >= 160 ? 24 : width >= 100 ? 16 : width >= 64 ? 12 : 9
    columns =
      [Column(field: .id, title: "id", width: name, weight: 20)]
      + [Column(field: .steps, title: "T", width: 3, weight: 11, trailing: true)]
      + Self.labels(wide: width >= 100)
      + [Column(field: .survival, title: "S(T)", width: 5 + survivalBar, weight: 16)]
      + (compares ? Self.second : []) + Self.facts(width, sortedBy: field)
    if let place = columns.firstIndex(where: { $0.field == field }) { columns[place].weight = 17 }
    fit(leaving: width >= 140 ? 24 : width >= 100 ? 16 : width >= 80 ? 20 : width >= 64 ? 12 : 8)
    let rest = max(1, width - used - 1)
    columns.append(
      Column(field: .problem, title: grouped ? "last step" : "problem", width: rest, weight: 0))
  }

  /// The columns of a narrow list beside the steps.
  init(beside width: Int) {
    screen = width
    grouped = false
    survivalBar = 0
    gap = 1
    columns = Self.labels(wide: false)
    if width >= 34 {
      columns.append(Column(field: .survival, title: "S(T)", width: 4, weight: 16))
    }
    let name = max(1, width - used)
    columns.insert(Column(field: .id, title: "id", width: name, weight: 20), at: 0)
  }

  /// z as you say and as the file says, and ẑ.
  private static func labels(wide: Bool) -> [Column] {
    [
      Column(
        field: .verdict, title: wide ? "z you" : "you", width: wide ? 6 : 4, weight: 19,
        trailing: true, hasSign: true),
      Column(
        field: .fileLabel, title: wide ? "z file" : "file", width: wide ? 6 : 4, weight: 14,
        trailing: true, hasSign: true),
      Column(field: .prediction, title: "ẑ", width: 4, weight: 18, trailing: true),
    ]
  }

  /// What a second model says.
  private static let second = [
    Column(field: .secondPrediction, title: "ẑ₂", width: 4, weight: 13, trailing: true),
    Column(field: .secondSurvival, title: "S₂", width: 4, weight: 9, trailing: true),
    Column(field: .disagreement, title: "Δh", width: 4, weight: 7, trailing: true),
  ]

  private static func facts(_ width: Int, sortedBy field: QueryField?) -> [Column] {
    let figure = field.flatMap { otherFigures.contains($0) ? $0 : nil } ?? .entropy
    return [
      Column(
        field: figure, title: VisibleText(SortChoice.title(of: figure)), width: 8, weight: 6,
        trailing: true),
      width >= 100
        ? Column(field: .outcome, title: "answer", width: 7, weight: 10)
        : Column(field: .outcome, title: "ans", width: 4, weight: 10),
      Column(field: .generator, title: "generator", width: width >= 140 ? 26 : 18, weight: 5),
    ]
  }

  /// Columns that all take, with the blanks between them and the signs before them.
  private var used: Int { columns.reduce(Self.signs) { $0 + $1.room + gap } }

  /// Leaves out the lightest ones until so much room is left.
  private mutating func fit(leaving rest: Int) {
    while used + rest > screen, let lightest = columns.map(\.weight).min(),
      let place = columns.lastIndex(where: { $0.weight == lightest }), columns.count > 1
    {
      columns.remove(at: place)
    }
  }

  // MARK: Lines

  /// The names of the columns; the one it is sorted by says in which direction.
  func header(sort: [SortTerm]) -> RowWriter {
    var line = RowWriter(columns: screen)
    line.write(.blank(columns: Self.signs))
    for column in columns {
      let term = sort.first { $0.field == column.field }
      let title = term.map { column.title + ($0.descending ? "↓" : "↑") } ?? column.title
      let width = title.columns > column.width ? column.room : column.width
      let text = title.fitted(columns: width, column.trailing ? .trailing : .leading)
      line.write(text.padded(columns: column.room), term == nil ? .quiet : .heading)
      line.pad(to: line.used + gap)
    }
    return line
  }

  func line(_ entry: ListEntry, isCursor: Bool) -> RowWriter {
    var line = RowWriter(columns: screen)
    line.write(isCursor ? "▶" : " ", .cursor)
    line.write(entry.marked ? "◆" : " ", .verdict)
    line.write(entry.isInConflict ? "!" : " ", .warning)
    if let reason = entry.unreadable {
      let id = columns.first.map { name(entry.trajectory.id, $0) } ?? .empty
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
    case .id: write(name(trajectory.id, column), ink, column, to: &line)
    case .steps: write(VisibleText(String(trajectory.steps.count)), .quiet, column, to: &line)
    case .verdict: write(entry.verdict, .verdict, entry, column, to: &line)
    case .fileLabel: write(entry.fileLabel, .fileLabel, entry, column, to: &line)
    case .survival: writeSurvival(entry, column, to: &line)
    case .prediction, .secondPrediction, .secondSurvival, .disagreement:
      writePrediction(entry, column, to: &line)
    case .entropy, .largestHazard, .smallestReward, .fileLabelProbability:
      write(entry.text(of: column.field), .quiet, column, to: &line)
    case .outcome: writeAnswer(entry.outcome, column, to: &line)
    case .generator:
      write(
        .excerpt(trajectory.generator ?? "", columns: column.width, mathematics: false), .quiet,
        column, to: &line)
    case .problem:
      let text = grouped ? trajectory.steps.last ?? "" : trajectory.problem
      write(VisibleText.excerpt(text, columns: column.width), ink, column, to: &line)
    default: break
    }
  }

  /// Names are told apart at both ends.
  private func name(_ text: String, _ column: Column) -> VisibleText {
    .name(text, columns: column.width)
  }

  /// A label, and whether ẑ is the same.
  private func write(
    _ label: Label?, _ ink: Ink, _ entry: ListEntry, _ column: Column, to line: inout RowWriter
  ) {
    let text = ListEntry.text(label, columns: column.width)
    line.write(text.fitted(columns: column.width, .trailing), ink)
    switch entry.comparison(with: label) {
    case .agree: line.write("=", .quiet)
    case .differ: line.write("≠", .warning)
    case nil: line.write(" ")
    }
    line.pad(to: line.used + gap)
  }

  private func writePrediction(_ entry: ListEntry, _ column: Column, to line: inout RowWriter) {
    switch column.field {
    case .prediction:
      let isWrong = entry.figures?.firstError.step != nil
      write(entry.predictionText, isWrong ? .prediction : .quiet, column, to: &line)
    case .secondPrediction:
      let text = entry.second?.firstError.number ?? ""
      write(text, .quiet, column, to: &line)
    case .secondSurvival:
      let text = entry.second.map { NumberText.probability($0.noneProbability) } ?? ""
      write(text, .quiet, column, to: &line)
    default:
      let text = entry.disagreement.map { NumberText.probability($0) } ?? ""
      write(text, .quiet, column, to: &line)
    }
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

  private func writeAnswer(_ outcome: Bool?, _ column: Column, to line: inout RowWriter) {
    let sign: VisibleText = outcome.map { $0 ? "✓" : "✗" } ?? ""
    let ink: Ink = outcome == true ? .holds : .fails
    line.write(sign.padded(columns: column.width, .center), ink)
    line.pad(to: line.used + gap)
  }
}
