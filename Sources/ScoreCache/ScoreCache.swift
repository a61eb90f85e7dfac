import Foundation
import GRDB
import Glibc
import Scoring
import Synchronization
import TrajectoryFiles
import Trajectories

/// Reward models' figures on disk, so that nothing is scored twice.
///
/// Keyed by the model's identity and the trajectory's digest. One file, `scores.sqlite`, safe for
/// several threads and programs at once, and bounded: the oldest rows go first. A failing cache
/// behaves like an empty one: after ``init(folder:)`` nothing throws, and ``lastFailure`` tells
/// why.
///
/// A score comes back bit for bit, except for its reasons, which are gone, and its seconds, which
/// are 0.
public final class ScoreCache: Sendable {
  private let path: String
  private let byteLimit: Int
  private let busySeconds: Double
  private let database: Mutex<ScoreDatabase?>
  private let failure = Mutex<String?>(nil)

  /// `scores` in the program's cache folder; `nil` without `XDG_CACHE_HOME` and `HOME`.
  public static var standardFolder: String? { CacheFolder.standard.map { $0 + "/scores" } }

  /// Opens the cache in a folder; creates missing folders with mode 0700, and the file.
  ///
  /// A damaged file, or one that is not a cache of scores, becomes `scores.sqlite.damaged`; one of
  /// another version is removed. At most 2 GiB are kept.
  ///
  /// - Throws: ``ScoreCacheError`` if nothing can be kept there.
  public convenience init(folder: String) throws(ScoreCacheError) {
    try self.init(folder: folder, byteLimit: 2 << 30)
  }

  /// The same, with bounds that tests can reach; waits at most `busySeconds` for another program.
  init(folder: String, byteLimit: Int, busySeconds: Double = 5) throws(ScoreCacheError) {
    try Self.makeFolder(folder)
    path = folder + "/scores.sqlite"
    self.byteLimit = byteLimit
    self.busySeconds = busySeconds
    do {
      database = Mutex(try ScoreDatabase.open(path: path, busySeconds: busySeconds))
    } catch {
      throw ScoreCacheError(.cannotOpen(Self.words(error)), path: path)
    }
  }

  /// The last failure in words; `nil` if there was none.
  public var lastFailure: String? { failure.withLock { $0 } }

  /// A model's kept scores of trajectories, in order; `nil` where nothing is kept or the row is
  /// damaged.
  ///
  /// One transaction; a few microseconds for each.
  public func scores(
    of digests: [TrajectoryDigest], model identity: String
  ) -> [TrajectoryScore?] {
    let nothing = [TrajectoryScore?](repeating: nil, count: digests.count)
    guard !digests.isEmpty else { return nothing }
    let seed = ScoreRecord.seed(model: identity)
    return attempt { queue in
      try queue.read { db in
        guard let model = try Self.number(of: identity, db) else { return nothing }
        let query = try db.cachedStatement(
          sql: "SELECT figures FROM scores WHERE model = ? AND digest = ?")
        return try digests.map { digest in
          let figures = try DatabaseValue.fetchOne(
            query, arguments: [model, Data(digest.bytes)])
          guard case .blob(let data)? = figures?.storage else { return nil }
          return data.withUnsafeBytes { ScoreRecord.decode($0, seed: seed ^ digest.prefix) }
        }
      }
    } ?? nothing
  }

  /// Keeps a model's figures in one transaction, all or none; later ones replace earlier ones.
  ///
  /// Never throws: ``lastFailure`` tells.
  public func keep(
    _ scores: [(TrajectoryDigest, TrajectoryScore)], model identity: String
  ) {
    let seed = ScoreRecord.seed(model: identity)
    let rows = scores.compactMap { digest, score in
      ScoreRecord.encode(score, seed: seed ^ digest.prefix)
        .map { (Data(digest.bytes), Data($0)) }
    }
    if rows.count < scores.count { note("A curve that is not made from one kind of figure.") }
    guard !rows.isEmpty else { return }
    attempt { queue in
      try queue.writeWithoutTransaction { db in
        try db.inTransaction(.immediate) {
          try Self.insert(rows, model: identity, db)
          try ScoreDatabase.deleteOldest(db, toFit: byteLimit)
          return .commit
        }
      }
    }
  }

  private static func insert(
    _ rows: [(digest: Data, figures: Data)], model identity: String, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO models SELECT ?, coalesce(max(number), 0) + 1 FROM models WHERE true
        ON CONFLICT (identity) DO NOTHING
        """, arguments: [Data(identity.utf8)])
    let model = try number(of: identity, db)
    let newest = try Int64.fetchOne(db, sql: "SELECT max(number) FROM scores") ?? 0
    guard newest < .max - Int64(rows.count) else { throw ScoreDatabase.Unfit.inconsistent }
    let insertion = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO scores (number, model, digest, figures) VALUES (?, ?, ?, ?)")
    for (place, row) in rows.enumerated() {
      try insertion.execute(
        arguments: [newest + 1 + Int64(place), model, row.digest, row.figures])
    }
  }

  /// As bytes: SQLite's text would end at a NUL.
  private static func number(of identity: String, _ db: Database) throws -> Int64? {
    let query = try db.cachedStatement(sql: "SELECT number FROM models WHERE identity = ?")
    return try Int64.fetchOne(query, arguments: [Data(identity.utf8)])
  }
}

extension ScoreCache {
  /// Works on the file now in place; once more with the new one if it turns out to be damaged or
  /// another program replaces it.
  @discardableResult
  private func attempt<Result: Sendable>(_ body: (DatabaseQueue) throws -> Result) -> Result? {
    database.withLock { opened in
      for _ in 0..<2 {
        do {
          return try body(current(&opened).queue)
        } catch {
          note(Self.words(error))
          if ScoreDatabase.isDamage(error) {
            opened?.setAside(because: error)
          } else if opened?.isInPlace ?? true {
            return nil
          }
          opened = nil
        }
      }
      return nil
    }
  }

  private func current(_ opened: inout ScoreDatabase?) throws -> ScoreDatabase {
    if let opened, opened.isInPlace { return opened }
    opened = nil
    let fresh = try ScoreDatabase.open(path: path, busySeconds: busySeconds)
    opened = fresh
    return fresh
  }

  private func note(_ words: String) { failure.withLock { $0 = words } }

  private static func words(_ error: any Error) -> String {
    switch error {
    case let failure as DatabaseError: failure.message ?? failure.resultCode.description
    case ScoreDatabase.Unfit.foreign: "the file belongs to another program"
    case ScoreDatabase.Unfit.otherVersion: "the file is of another version"
    case ScoreDatabase.Unfit.inconsistent: "the file's numbers are used up"
    default: "\(error)"
    }
  }

  private static func makeFolder(_ folder: String) throws(ScoreCacheError) {
    guard access(folder, F_OK) != 0 else { return }
    if let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      try makeFolder(String(folder[..<slash]))
    }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw ScoreCacheError(.noFolder(String(cString: strerror(errno))), path: folder)
    }
  }
}
