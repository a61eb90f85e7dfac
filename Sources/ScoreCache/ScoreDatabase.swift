import Files
import GRDB
import Glibc

/// The cache's file: its identity, schema, size limit, and the handling of damage.
struct ScoreDatabase {
  /// "MSTC" in SQLite's header identifies our files.
  static let applicationIdentifier: Int32 = 0x4D53_5443
  /// The version of the schema and of ``ScoreRecord``; a file of another version is removed.
  static let version: Int32 = 1

  /// Why a file cannot be used as it is.
  enum Unfit: Error {
    case otherVersion
    case foreign
    /// Contains what this program never writes.
    case inconsistent
  }

  let queue: DatabaseQueue
  private let path: String
  /// Which file was opened: another program may put a new one in its place.
  private let identity: FileNode?

  /// Opens the file; creates it if absent, replaces it if unfit.
  static func open(path: String, busySeconds: Double) throws -> ScoreDatabase {
    let before = FileNode(path)
    do {
      return try ScoreDatabase(path: path, busySeconds: busySeconds)
    } catch {
      guard isDamage(error) else { throw error }
      setAside(path: path, found: before, because: error)
      return try ScoreDatabase(path: path, busySeconds: busySeconds)
    }
  }

  private init(path: String, busySeconds: Double) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busySeconds)
    // Otherwise SQLite would interpret a name such as `:memory:` or `file:x`.
    queue = try DatabaseQueue(
      path: path.hasPrefix("/") ? path : "./" + path, configuration: configuration)
    try queue.writeWithoutTransaction { try Self.prepare($0) }
    self.path = path
    identity = FileNode(path)
  }

  /// Whether the path still leads to the file that was opened.
  var isInPlace: Bool { identity == FileNode(path) }

  /// Moves the file out of the way, after an error that ``isDamage(_:)``.
  func setAside(because error: any Error) {
    Self.setAside(path: path, found: identity, because: error)
  }

  /// Whether the file itself is at fault, and not its folder, the disk or another program's lock.
  static func isDamage(_ error: any Error) -> Bool {
    if error is Unfit { return true }
    guard let failure = error as? DatabaseError else { return false }
    switch failure.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_CONSTRAINT,
      .SQLITE_MISMATCH:
      return true
    default: return false
    }
  }

  /// Removes a file of another version; keeps any other as `scores.sqlite.damaged`, the latest
  /// only.
  ///
  /// Does nothing once another program has put a file in its place. The journal is removed first: a
  /// new file must not be rolled back by an old one's.
  private static func setAside(path: String, found: FileNode?, because error: any Error) {
    guard let found, FileNode(path) == found else { return }
    unlink(path + "-journal")
    if case Unfit.otherVersion = error {
      unlink(path)
    } else {
      rename(path, path + ".damaged")
    }
  }
}

extension ScoreDatabase {
  /// Rows are stored in the order of insertion, so that the oldest fill whole pages, which deleting
  /// frees; an index finds them by model and digest.
  private static let schema = """
    CREATE TABLE models (
      identity BLOB NOT NULL PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE scores (
      number INTEGER NOT NULL PRIMARY KEY,
      model INTEGER NOT NULL,
      digest BLOB NOT NULL,
      figures BLOB NOT NULL,
      UNIQUE (model, digest)
    ) STRICT, WITHOUT ROWID;
    """

  /// Refuses a file that is not ours before changing anything in it, then creates a new file's
  /// tables.
  ///
  /// Nothing is synced: what a power cut spoils is detected and scored again.
  private static func prepare(_ db: Database) throws {
    var isNew = false
    // In one transaction, so that no other program creates its tables in between.
    try db.inTransaction(.deferred) {
      isNew = try isEmpty(db)
      return .commit
    }
    try db.execute(
      sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA cache_size = -8000")
    guard isNew else { return }
    try db.inTransaction(.immediate) {
      // Another program may have been first.
      guard try isEmpty(db) else { return .rollback }
      try db.execute(
        sql: """
          PRAGMA application_id = \(applicationIdentifier);
          PRAGMA user_version = \(version);
          \(schema)
          """)
      return .commit
    }
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard owner == applicationIdentifier else {
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard owner == 0, tables == 0 else { throw Unfit.foreign }
      return true
    }
    let found = try Int32.fetchOne(db, sql: "PRAGMA user_version")
    guard found == version else { throw Unfit.otherVersion }
    return false
  }

  /// Deletes the oldest rows until the rest fits into this many bytes.
  ///
  /// The file keeps its length; new rows reuse the room.
  static func deleteOldest(_ db: Database, toFit byteLimit: Int) throws {
    while try usedBytes(db) > byteLimit,
      let oldest = try Int64.fetchOne(db, sql: "SELECT min(number) FROM scores"),
      let newest = try Int64.fetchOne(db, sql: "SELECT max(number) FROM scores")
    {
      // A sixty-fourth at a time; a damaged file may hold any numbers, which must not overflow.
      let last = oldest + max(0, (newest - max(oldest, 0)) / 64)
      try db.execute(sql: "DELETE FROM scores WHERE number <= ?", arguments: [last])
    }
  }

  private static func usedBytes(_ db: Database) throws -> Int {
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
    return (pages - free) * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
  }
}
