import Survival
import Foundation
import GRDB
import Trajectories

/// How an entry is stored in the `entries` table.
extension AnnotationEntry {
  /// In the order that ``init(row:)`` and ``insert(into:)`` rely on.
  private static let columns = """
    trajectory, kind, step, value, text, target, annotator, time, seconds, model, suggested, \
    visible, file, id, steps, session, seen
    """

  static let select = "SELECT \(columns), number FROM entries"

  private static let insertion =
    "INSERT INTO entries (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

  /// Appends the entry inside the current transaction and gives it its number.
  mutating func insert(into db: Database) throws {
    let cells = ChangeCells(change)
    let statement = try db.cachedStatement(sql: Self.insertion)
    try statement.execute(arguments: [
      trajectory.blob, cells.kind, cells.step, cells.value, cells.text, cells.target, annotator,
      time, seconds, suggestion?.model, suggestion.map { $0.firstError.code },
      suggestion?.visible, origin.file, origin.id, origin.steps, session, seen,
    ])
    number = db.lastInsertedRowID
  }

  /// - Throws: `corrupt` if this program could not have written the row.
  init(row: Row) throws {
    let number: Int64 = row[17]
    let cells = ChangeCells(
      kind: row[1], step: row[2], value: row[3], text: row[4], target: row[5])
    guard let change = cells.change, let trajectory = TrajectoryDigest(row: row, column: 0) else {
      throw AnnotationStoreError(.corrupt("entry \(number) cannot be read"))
    }
    self.init(
      number: number, trajectory: trajectory, change: change, annotator: row[6], time: row[7],
      seconds: row[8], suggestion: Suggestion(row: row),
      origin: Origin(file: row[12], id: row[13], steps: row[14]))
    session = row[15]
    seen = row[16]
  }

  static func fetch(
    _ db: Database, where condition: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [AnnotationEntry] {
    let rows = try Row.fetchCursor(
      db, sql: "\(select) WHERE \(condition)", arguments: arguments)
    var entries: [AnnotationEntry] = []
    while let row = try rows.next() {
      entries.append(try AnnotationEntry(row: row))
    }
    return entries
  }
}

/// A change split into its columns.
private struct ChangeCells {
  var kind: String
  var step: Int?
  var value: Int?
  var text: String?
  var target: Int64?

  init(kind: String, step: Int?, value: Int?, text: String?, target: Int64?) {
    self.kind = kind
    self.step = step
    self.value = value
    self.text = text
    self.target = target
  }

  init(_ change: AnnotationEntry.Change) {
    self.init(kind: "", step: nil, value: nil, text: nil, target: nil)
    switch change {
    case .verdict(.known(.noError)): kind = "no_error"
    case .verdict(.known(.step(let first))): (kind, step) = ("first_error", first)
    case .verdict(.unsure): kind = "unsure"
    case .verdict(.badProblem): kind = "bad_problem"
    case .rating(let rated, let rating): (kind, step, value) = ("rating", rated, rating?.rawValue)
    case .note(let note): (kind, text) = ("note", note)
    case .mark(let marked): (kind, value) = ("mark", marked ? 1 : 0)
    case .undo(let number): (kind, target) = ("undo", number)
    case .redo(let number): (kind, target) = ("redo", number)
    }
  }

  /// `nil` if a column that the kind needs is empty, or the kind is unknown.
  var change: AnnotationEntry.Change? {
    switch kind {
    case "no_error": .verdict(.noError)
    case "first_error": step.map { .verdict(.firstError($0)) }
    case "unsure": .verdict(.unsure)
    case "bad_problem": .verdict(.badProblem)
    case "rating": rating
    case "note": text.map { .note($0) }
    case "mark": value.map { .mark($0 != 0) }
    case "undo": target.map { .undo(of: $0) }
    case "redo": target.map { .redo(of: $0) }
    default: nil
    }
  }

  private var rating: AnnotationEntry.Change? {
    guard let step else { return nil }
    guard let value else { return .rating(step: step, nil) }
    return StepRating(rawValue: value).map { .rating(step: step, $0) }
  }
}

extension Suggestion {
  fileprivate init?(row: Row) {
    guard let model: String = row[9] else { return nil }
    let suggested: Int? = row[10]
    self.init(
      model: model, firstError: suggested.map(FirstError.init(code:)) ?? .noError,
      visible: row[11] ?? false)
  }
}

extension TrajectoryDigest {
  /// The bytes as SQLite keeps them.
  var blob: DatabaseValue { Data(bytes).databaseValue }

  init?(row: Row, column: Int) {
    guard let bytes = try? row.withUnsafeData(atIndex: column, { $0.map { [UInt8]($0) } }) else {
      return nil
    }
    self.init(bytes: bytes)
  }
}
