import GRDB
import Trajectories

/// Importing the content of another file.
extension SQLiteAnnotationStore {
  /// All that a store holds.
  struct Contents {
    var entries: [AnnotationEntry]
    /// The rows of the other tables, by name.
    var tables: [(name: String, rows: [Row])]
  }

  /// The whole content; `nil` if it cannot be read.
  var contents: Contents? {
    guard let entries = try? entries(annotator: nil, of: nil) else { return nil }
    let tables = ["saved_views", "resume_points"].map { table in
      (table, (try? read { try Row.fetchAll($0, sql: "SELECT * FROM \(table)") }) ?? [])
    }
    return Contents(entries: entries, tables: tables)
  }

  /// Copies everything of another store into this new one.
  ///
  /// - Returns: the entries as stored here.
  func copy(_ old: Contents) throws -> [AnnotationEntry] {
    try write { db in
      var numbers: [Int64: Int64] = [:]
      let copied = try old.entries.map { entry in
        var copy = entry
        copy.change = entry.change.renumbered(numbers) ?? entry.change
        try copy.insert(into: db)
        numbers[entry.number] = copy.number
        return copy
      }
      for (table, rows) in old.tables {
        for row in rows {
          let marks = row.map { _ in "?" }.joined(separator: ", ")
          let names = row.columnNames.joined(separator: ", ")
          try db.execute(
            sql: "INSERT OR REPLACE INTO \(table) (\(names)) VALUES (\(marks))",
            arguments: StatementArguments(Array(row.databaseValues)))
        }
      }
      return copied
    }
  }

  /// Adds entries of another file that this one lacks.
  ///
  /// An undo or redo whose target is in neither file is left out.
  ///
  /// - Returns: the entries as stored here.
  func takeIn(_ kept: [AnnotationEntry]) throws -> [AnnotationEntry] {
    var numbers: [Int64: Int64] = [:]
    var taken: [AnnotationEntry] = []
    let touched = Array(Set(kept.map(\.trajectory)))
    let known = kept.isEmpty ? [] : try entries(annotator: nil, of: touched)
    for entry in kept {
      if let same = known.first(where: { $0.isSame(as: entry) }) {
        numbers[entry.number] = same.number
        continue
      }
      guard let change = entry.change.renumbered(numbers) else { continue }
      var copy = entry
      copy.change = change
      let saved = try append(copy).entry
      numbers[entry.number] = saved.number
      taken.append(saved)
    }
    return taken
  }
}

extension AnnotationEntry {
  /// Numbers differ from file to file; who decided what when does not.
  fileprivate func isSame(as other: AnnotationEntry) -> Bool {
    trajectory == other.trajectory && annotator == other.annotator && time == other.time
      && (change == other.change || change.isReversal && other.change.isReversal)
  }
}

extension AnnotationEntry.Change {
  /// The change with its target's number in another file; `nil` if the target is not there.
  fileprivate func renumbered(_ numbers: [Int64: Int64]) -> Self? {
    switch self {
    case .undo(let target): numbers[target].map { .undo(of: $0) }
    case .redo(let target): numbers[target].map { .redo(of: $0) }
    case .verdict, .rating, .note, .mark: self
    }
  }
}
