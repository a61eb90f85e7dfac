import Foundation
import GRDB
import TestSupport
import Testing
import Trajectories

@testable import Annotations

struct SQLiteAnnotationStoreTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("labels.sqlite")
  }

  private func open(busySeconds: Double = 10) throws -> SQLiteAnnotationStore {
    try SQLiteAnnotationStore(path: path, busySeconds: busySeconds)
  }

  @Test func `undo and redo survive a restart`() throws {
    _ = try open().append(entry(.verdict(.noError)))
    _ = try open().append(entry(.verdict(.unsure), on: "b"))
    let undone = try #require(try open().undo(annotator: "kim", time: 1))
    #expect(undone.affected.trajectory == digest("b"))
    let redone = try #require(try open().redo(annotator: "kim", time: 2))
    #expect(redone.standing.verdict == .unsure)
    #expect(try open().standings(annotator: "kim").count == 2)
  }

  @Test func `durability is on and nothing else is left in the folder`() throws {
    let store = try open()
    _ = try store.append(entry(.verdict(.noError)))
    let values = try store.queue.read { db in
      try ["journal_mode", "synchronous", "integrity_check"].map { name in
        try String.fetchOne(db, sql: "PRAGMA \(name)")
      }
    }
    #expect(values == ["delete", "3", "ok"])
    #expect(try folder.names() == ["labels.sqlite"])
  }

  @Test(arguments: [
    "UPDATE entries SET kind = 'no_error'", "DELETE FROM entries",
    "INSERT OR REPLACE INTO entries SELECT * FROM entries",
  ])
  func `the history refuses every change`(sql: String) throws {
    let store = try open()
    let saved = try store.append(entry(.verdict(.unsure)))
    #expect(throws: DatabaseError.self) {
      try store.queue.write { try $0.execute(sql: sql) }
    }
    #expect(try store.history(of: digest("a")) == [saved.entry])
  }

  @Test func `two programs at once lose nothing`() async throws {
    let stores = [try open(), try open()]
    try await withThrowingTaskGroup { group in
      for (program, store) in stores.enumerated() {
        group.addTask {
          for index in 0..<200 {
            _ = try store.append(entry(.verdict(.noError), on: "\(program)-\(index)"))
          }
        }
      }
      try await group.waitForAll()
    }
    let entries = try stores[0].entries(annotator: nil, of: nil)
    #expect(entries.map(\.number) == (1...400).map { Int64($0) })
    #expect(Set(entries.map(\.session)).count == 2)
  }

  @Test func `two programs may create the store at once`() async throws {
    let path = path
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          _ = try SQLiteAnnotationStore(path: path).append(entry(.verdict(.noError)))
        }
      }
      try await group.waitForAll()
    }
    #expect(try open().history(of: digest("a")).count == 4)
  }

  @Test func `one annotator in two programs is shown what the other did`() throws {
    let (one, two) = (try open(), try open())
    _ = try one.standings(annotator: "kim")
    _ = try two.standings(annotator: "kim")
    _ = try one.append(entry(.verdict(.firstError(1))))
    let saved = try two.append(entry(.verdict(.firstError(2))))
    #expect(
      saved.conflict?.verdicts.compactMap(\.change.verdict) == [.firstError(1), .firstError(2)])
    #expect(try one.conflicts() == [saved.conflict].compactMap { $0 })
    // Having seen both, a third verdict settles it.
    #expect(try one.append(entry(.verdict(.firstError(1)))).conflict == nil)
    #expect(try two.conflicts().isEmpty)
  }

  @Test func `changing one's mind after a restart is no conflict`() throws {
    _ = try open().append(entry(.verdict(.firstError(1))))
    let later = try open()
    _ = try later.standings(annotator: "kim")
    #expect(try later.append(entry(.verdict(.noError))).conflict == nil)
  }

  @Test func `a locked store is a typed error and works again`() throws {
    let (one, two) = (try open(), try open(busySeconds: 0.05))
    try one.queue.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        #expect(
          refusal { _ = try two.append(entry(.verdict(.noError))) } == .busy(seconds: 0.05))
        return .rollback
      }
    }
    #expect(try two.append(entry(.verdict(.noError))).entry.number == 1)
  }

  @Test func `a full disk is a typed error and works again`() throws {
    let store = try open()
    let long = entry(.note(String(repeating: "x", count: 100_000)))
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    #expect(refusal { _ = try store.append(long) } == .diskFull)
    #expect(try store.history(of: digest("a")).isEmpty)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 99999") }
    #expect(try store.append(long).entry.number == 1)
  }

  @Test func `a store that cannot be written is a typed error and can be read`() throws {
    let store = try open()
    let saved = try store.append(entry(.verdict(.noError)))
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = 1") }
    let reason = refusal { _ = try store.append(entry(.verdict(.unsure))) }
    #expect(reason == .readOnly)
    #expect(try store.history(of: digest("a")) == [saved.entry])
  }

  @Test func `a file that is no database is refused and left alone`() throws {
    let text = Data("id,label\n1,2\n".utf8) + Data(count: 600)
    try text.write(to: URL(filePath: path))
    #expect(refusal { _ = try open() } == .notADatabase)
    #expect(try Data(contentsOf: URL(filePath: path)) == text)
  }

  @Test func `another program's database is refused and left alone`() throws {
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
    try other.close()
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(refusal { _ = try open() } == .foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `an older version's store is brought up to date and keeps its resume points`() throws {
    let store = try open()
    let saved = try store.append(entry(.verdict(.noError)))
    let point = StoredResumePoint(trajectory: digest("a"), step: 2)
    try store.setResumePoint(point, annotator: "kim", files: "f")
    try store.queue.write { db in
      try db.execute(
        sql: """
          DROP TABLE saved_views;
          ALTER TABLE resume_points DROP COLUMN place;
          DELETE FROM migrations WHERE name IN
            ('create saved views', 'add places to resume points');
          """)
    }
    let newer = try open()
    #expect(try newer.history(of: digest("a")) == [saved.entry])
    #expect(try newer.resumePoint(annotator: "kim", files: "f") == point)
    try newer.setSavedView("marked", named: "mine", annotator: "kim")
    #expect(try newer.savedViews(annotator: "kim") == ["mine": "marked"])
  }

  @Test func `a newer version's store is refused`() throws {
    let store = try open()
    try store.queue.write {
      try $0.execute(sql: "INSERT INTO migrations (name) VALUES ('add teams')")
    }
    #expect(refusal { _ = try open() } == .newer(unknown: ["add teams"]))
  }

  @Test func `an absent store, a folder and an absent folder are typed errors`() throws {
    #expect(
      refusal { _ = try SQLiteAnnotationStore(path: path, access: .existing) } == .missing)
    for wrong in [folder.url.path, folder.file("no/labels.sqlite")] {
      guard case .cannotOpen = refusal({ _ = try SQLiteAnnotationStore(path: wrong) }) else {
        Issue.record("opened \(wrong)")
        continue
      }
    }
  }

  @Test func `an empty file becomes a store`() throws {
    try Data().write(to: URL(filePath: path))
    #expect(try open().append(entry(.verdict(.noError))).entry.number == 1)
  }

  @Test func `NUL in foreign text does not cut it short`() throws {
    let store = try open()
    var made = entry(.note("before\0after"))
    made.origin.id = "a\0b"
    _ = try store.append(made)
    let read = try #require(try open().history(of: digest("a")).first)
    #expect(read.change == .note("before\u{FFFD}after"))
    #expect(read.origin.id == "a\u{FFFD}b")
  }
}

struct LabelStoreLocationTests {
  @Test func `the location follows the argument, then the environment`() throws {
    let home = ["HOME": "/home/kim"]
    func place(_ argument: String?, _ environment: [String: String]) throws -> LabelStoreLocation {
      try LabelStoreLocation.resolve(argument: argument, environment: environment)
    }
    #expect(try place("x.sqlite", ["MISSTEP_LABELS": "y"]) == .file("x.sqlite"))
    #expect(try place("none", home) == .memory)
    #expect(try place(nil, ["MISSTEP_LABELS": "y"]) == .file("y"))
    #expect(try place(nil, ["XDG_DATA_HOME": "/d"]) == .file("/d/misstep/labels.sqlite"))
    let usual = LabelStoreLocation.file("/home/kim/.local/share/misstep/labels.sqlite")
    #expect(try place(nil, home) == usual)
    #expect(try place(nil, home.merging(["XDG_DATA_HOME": "relative"]) { $1 }) == usual)
    #expect(refusal { _ = try place(nil, [:]) } == .noLocation)
  }

  @Test func `folders are made for their owner alone`() throws {
    let folder = try TemporaryFolder()
    let location = LabelStoreLocation.file(folder.file("share/misstep/labels.sqlite"))
    #expect(try location.openExisting().entries(annotator: nil, of: nil).isEmpty)
    #expect(try folder.names().isEmpty)
    _ = try location.open()
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.file("share/misstep"))
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }
}
