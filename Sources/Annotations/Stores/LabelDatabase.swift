import GRDB

/// The label database's identity, schema and durability.
enum LabelDatabase {
  /// "MSTP" in SQLite's header identifies our files.
  static let applicationIdentifier: Int32 = 0x4D53_5450

  struct Migration: Sendable {
    let name: String
    let sql: String
  }

  /// Named and append-only: a released migration is never edited, whatever it got wrong.
  ///
  /// Kept here and not in GRDB's migrator so that all of them, and the mark of ownership, are one
  /// transaction: two programs that create a store at the same time must both succeed.
  static let migrations: [Migration] = [
    Migration(name: "create entries", sql: createEntries),
    Migration(name: "refuse changes to entries", sql: refuseChanges),
    Migration(name: "create resume points", sql: createResumePoints),
    Migration(name: "create saved views", sql: createSavedViews),
    Migration(
      name: "add places to resume points", sql: "ALTER TABLE resume_points ADD COLUMN place INTEGER"
    ),
  ]

  /// `step` is that of a first error or rating, `value` a rating or mark, `target` the entry that
  /// an undo or redo is about; `suggested` is −1 for "none wrong".
  private static let createEntries = """
    CREATE TABLE entries (
      number INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number > 0),
      trajectory BLOB NOT NULL CHECK (length(trajectory) = 32),
      kind TEXT NOT NULL,
      step INTEGER,
      value INTEGER,
      text TEXT,
      target INTEGER REFERENCES entries (number),
      annotator TEXT NOT NULL CHECK (annotator <> ''),
      time REAL NOT NULL,
      seconds REAL,
      model TEXT,
      suggested INTEGER,
      visible INTEGER,
      file TEXT NOT NULL,
      id TEXT NOT NULL,
      steps INTEGER NOT NULL,
      session INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      CHECK (kind NOT IN ('first_error', 'rating') OR (step IS NOT NULL AND step >= 0 AND step < steps)),
      CHECK (kind NOT IN ('undo', 'redo') OR target IS NOT NULL)
    ) STRICT;
    CREATE INDEX entries_by_trajectory ON entries (trajectory);
    CREATE INDEX entries_by_annotator ON entries (annotator);
    """

  /// `INSERT OR REPLACE` deletes without a DELETE trigger, hence the third.
  private static let refuseChanges = """
    CREATE TRIGGER entries_are_never_updated BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
    CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
    CREATE TRIGGER entries_are_never_replaced BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
    """

  private static let createResumePoints = """
    CREATE TABLE resume_points (
      annotator TEXT NOT NULL,
      files TEXT NOT NULL,
      trajectory BLOB NOT NULL CHECK (length(trajectory) = 32),
      step INTEGER NOT NULL,
      PRIMARY KEY (annotator, files)
    ) STRICT, WITHOUT ROWID;
    """

  private static let createSavedViews = """
    CREATE TABLE saved_views (
      annotator TEXT NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      text TEXT NOT NULL,
      PRIMARY KEY (annotator, name)
    ) STRICT, WITHOUT ROWID;
    """

  /// Refuses a file that is not ours before changing anything in it, then sets durability and
  /// migrates the schema.
  static func prepare(_ db: Database) throws {
    let applied = try appliedMigrations(db)
    try setDurability(db)
    guard applied != migrations.map(\.name) else { return }
    try db.inTransaction(.immediate) {
      let applied = Set(try appliedMigrations(db))
      try db.execute(
        sql: """
          PRAGMA application_id = \(applicationIdentifier);
          CREATE TABLE IF NOT EXISTS migrations (
            place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE
          ) STRICT;
          """)
      for migration in migrations where !applied.contains(migration.name) {
        try db.execute(sql: migration.sql)
        try db.execute(
          sql: "INSERT INTO migrations (name) VALUES (?)", arguments: [migration.name])
      }
      return .commit
    }
  }

  /// The names of migrations in the order they were applied; empty for a new file.
  private static func appliedMigrations(_ db: Database) throws -> [String] {
    let identifier = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard identifier == applicationIdentifier else {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard identifier == 0, tables == 0 else {
        throw AnnotationStoreError.Reason.foreign.asError
      }
      return []
    }
    let applied = try String.fetchAll(db, sql: "SELECT name FROM migrations ORDER BY place")
    let known = Set(migrations.map(\.name))
    let unknown = applied.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw AnnotationStoreError.Reason.newer(unknown: unknown).asError
    }
    return applied
  }

  /// A rollback journal, because write-ahead logs of SQLite before 3.51.3 can lose a commit when
  /// they are reset; `EXTRA` also syncs the folder after the journal is deleted.
  private static func setDurability(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") ?? "unknown"
    guard mode == "delete" else {
      throw AnnotationStoreError.Reason.cannotOpen("its journal mode stays \(mode)").asError
    }
    try db.execute(sql: "PRAGMA synchronous = EXTRA")
  }
}

extension AnnotationStoreError.Reason {
  /// Without the path, which the store fills in.
  fileprivate var asError: AnnotationStoreError { AnnotationStoreError(self) }
}
