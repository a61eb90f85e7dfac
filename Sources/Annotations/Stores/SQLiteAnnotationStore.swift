import GRDB
import Glibc
import Synchronization
import Trajectories

/// The label store in one SQLite file, safe for several programs at once.
///
/// An entry is on disk, folder included, when a call returns. The history can only grow: triggers
/// refuse everything else.
public final class SQLiteAnnotationStore: AnnotationStore {
  /// What to do about an absent file.
  public enum Access: Sendable {
    /// Creates the file if absent.
    case create
    /// Refuses an absent file; the file is not written unless something is appended.
    case existing
  }

  /// As the caller gave it.
  public let path: String
  /// Internal, for tests that make SQLite fail.
  let queue: DatabaseQueue
  private let busySeconds: Double
  private let session = Int64.random(in: 1...Int64.max)
  private let seen = Mutex(SeenEntries())

  /// Opens the store; waits at most `busySeconds` for another program's transaction, here and
  /// later.
  ///
  /// Throws for a file that is not a label store, or one of a newer version.
  public init(
    path: String, access: Access = .create, busySeconds: Double = 10
  ) throws(AnnotationStoreError) {
    self.path = path
    self.busySeconds = busySeconds
    guard access == .create || Glibc.access(path, F_OK) == 0 else {
      throw AnnotationStoreError(.missing, path: path)
    }
    do {
      queue = try DatabaseQueue(
        path: Self.literal(path), configuration: Self.configuration(busySeconds))
      try queue.writeWithoutTransaction { try LabelDatabase.prepare($0) }
    } catch {
      throw AnnotationStoreError(error, path: path, busySeconds: busySeconds)
    }
  }

  /// Keeps SQLite from interpreting a name such as `:memory:` or `file:x`.
  private static func literal(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// Waits in short uneven steps: SQLite's own waiting grows to 100 ms a step, and starves beside a
  /// program that writes without pause.
  private static func configuration(_ busySeconds: Double) -> Configuration {
    var configuration = Configuration()
    let longest = min(max(busySeconds, 0), 3600)
    configuration.busyMode = .callback { tries in
      let microseconds = UInt32.random(in: 200...1800)
      // 1.1 ms a step on average, including the time to wake up.
      guard Double(tries) * 0.0011 < longest else { return false }
      usleep(microseconds)
      return true
    }
    return configuration
  }

  /// All or none, in one transaction.
  public func appendAll(
    _ entries: [AnnotationEntry]
  ) throws(AnnotationStoreError) -> [SavedEntry] {
    let saved = try write { db in
      let stored = try entries.map { try self.store($0, in: db) }
      let touched = Array(Set(stored.map(\.trajectory)))
      let history = try EntryQuery(annotator: nil, trajectories: touched).fetch(db)
      return SavedEntry.all(stored, among: history)
    }
    seen.withLock { seen in
      saved.forEach { seen.read($0.entry.trajectory, through: $0.entry.number) }
    }
    return saved
  }

  /// Entries in the order of their numbers.
  public func entries(
    annotator: String?, of trajectories: [TrajectoryDigest]?
  ) throws(AnnotationStoreError) -> [AnnotationEntry] {
    let query = EntryQuery(annotator: annotator, trajectories: trajectories)
    let (entries, newest) = try read { db in
      (try query.fetch(db), try Int64.fetchOne(db, sql: "SELECT max(number) FROM entries") ?? 0)
    }
    seen.withLock { seen in
      if let trajectories {
        trajectories.forEach { seen.read($0, through: newest) }
      } else {
        seen.readAll(of: annotator, through: newest)
      }
    }
    return entries
  }

  /// Reads only entries after `number`.
  public func foreignTrajectories(
    after number: Int64
  ) throws(AnnotationStoreError) -> (touched: [TrajectoryDigest], newest: Int64) {
    try read { db in
      let newest = try Int64.fetchOne(db, sql: "SELECT max(number) FROM entries") ?? 0
      let rows = try Row.fetchAll(
        db, sql: "SELECT DISTINCT trajectory FROM entries WHERE number > ? AND session <> ?",
        arguments: [number, self.session])
      return (rows.compactMap { TrajectoryDigest(row: $0, column: 0) }, newest)
    }
  }

  /// Undoes or restores the annotator's verdict, in one transaction.
  public func reverse(
    _ direction: Reversal.Direction, annotator: String, time: Double
  ) throws(AnnotationStoreError) -> Reversal? {
    try write { db in
      let own = try EntryQuery(annotator: annotator, trajectories: nil).fetch(db)
      guard let number = UndoStack(own).target(of: direction),
        let affected = own.first(where: { $0.number == number })
      else { return nil }
      let entry = try self.store(affected.reversal(direction, time: time), in: db)
      let onTrajectory = own.filter { $0.trajectory == affected.trajectory } + [entry]
      return Reversal(
        entry: entry, affected: affected, standing: History.standing(of: onTrajectory))
    }
  }

  private func store(_ entry: AnnotationEntry, in db: Database) throws -> AnnotationEntry {
    var stored = try entry.checked { number in
      try AnnotationEntry.fetch(db, where: "number = ?", arguments: [number]).first
    }
    stored.session = session
    stored.seen = seen.withLock { $0.newest(of: stored.trajectory, annotator: stored.annotator) }
    try stored.insert(into: db)
    return stored
  }

  /// Runs `body` in a transaction that takes the write lock at once, so that it never has to
  /// restart; returns after the commit is durable.
  func write<Value>(
    _ body: (Database) throws -> Value
  ) throws(AnnotationStoreError) -> Value {
    do {
      return try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw DatabaseError(message: "the transaction gave nothing") }
        return value
      }
    } catch {
      throw AnnotationStoreError(error, path: path, busySeconds: busySeconds)
    }
  }

  func read<Value>(
    _ body: (Database) throws -> Value
  ) throws(AnnotationStoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw AnnotationStoreError(error, path: path, busySeconds: busySeconds)
    }
  }
}

/// What this run of the program has read, for ``AnnotationEntry/seen``.
private struct SeenEntries {
  private var ofTrajectory: [TrajectoryDigest: Int64] = [:]
  private var ofAnnotator: [String: Int64] = [:]
  private var ofEveryone: Int64 = 0

  mutating func read(_ trajectory: TrajectoryDigest, through number: Int64) {
    ofTrajectory[trajectory] = max(number, ofTrajectory[trajectory] ?? 0)
  }

  mutating func readAll(of annotator: String?, through number: Int64) {
    if let annotator {
      ofAnnotator[annotator] = max(number, ofAnnotator[annotator] ?? 0)
    } else {
      ofEveryone = max(number, ofEveryone)
    }
  }

  func newest(of trajectory: TrajectoryDigest, annotator: String) -> Int64 {
    max(ofEveryone, ofAnnotator[annotator] ?? 0, ofTrajectory[trajectory] ?? 0)
  }
}
