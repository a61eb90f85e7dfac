import Foundation
import GRDB
import Scoring
import TestSupport
import Testing
import Trajectories

@testable import ScoreCache

struct DamageTests {
  private let folder: TemporaryFolder
  private let damaged = "scores.sqlite.damaged"

  init() throws { folder = try TemporaryFolder() }

  private func open() throws -> ScoreCache { try ScoreCache(folder: folder.path) }

  /// Keeps 100 scores and closes the file.
  private func fill() throws { try open().keep(try batch(0..<100), model: "m") }

  /// Changes the file as another program would.
  private func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: folder.database.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func check(_ cache: ScoreCache, finds expected: Bool) throws {
    #expect(cache.scores(of: [digest("7")], model: "m") == [expected ? try sampleScore("7") : nil])
  }

  private func checkWorks(_ cache: ScoreCache) throws {
    cache.keep(try batch(0..<100), model: "m")
    try check(cache, finds: true)
    try check(try open(), finds: true)
  }

  @Test(arguments: ["no database at all, but long enough for SQLite to look", "x"])
  func `a file that is no database is renamed and begun anew`(text: String) throws {
    let content = Data(String(repeating: text, count: 100).utf8)
    try content.write(to: folder.database)
    let cache = try open()
    try check(cache, finds: false)
    try checkWorks(cache)
    #expect(try folder.names() == ["scores.sqlite", damaged])
    #expect(try Data(contentsOf: folder.url.appending(path: damaged)) == content)
  }

  @Test func `an empty file becomes a cache`() throws {
    try Data().write(to: folder.database)
    try checkWorks(try open())
    #expect(try folder.names() == ["scores.sqlite"])
  }

  @Test func `a cut file is renamed and begun anew`() throws {
    try fill()
    let whole = try Data(contentsOf: folder.database)
    try whole.prefix(whole.count / 2).write(to: folder.database)
    let cache = try open()
    cache.keep(try batch(0..<100), model: "m")
    try check(cache, finds: true)
    #expect(try folder.names() == ["scores.sqlite", damaged])
  }

  @Test func `a file spoilt while it is open is renamed and begun anew`() throws {
    try fill()
    let cache = try open()
    let handle = try FileHandle(forWritingTo: folder.database)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 20_000))
    try handle.close()
    try check(cache, finds: false)
    #expect(cache.lastFailure != nil)
    try checkWorks(cache)
    #expect(try folder.names() == ["scores.sqlite", damaged])
  }

  @Test func `another version's file is replaced, another program's kept aside`() throws {
    try fill()
    try execute("PRAGMA user_version = 77")
    try check(try open(), finds: false)
    #expect(try folder.names() == ["scores.sqlite"])
    try execute("PRAGMA application_id = 77")
    let cache = try open()
    #expect(try folder.names() == ["scores.sqlite", damaged])
    try checkWorks(cache)
  }

  @Test(arguments: [
    "DROP TABLE scores", "DROP TABLE models; CREATE TABLE models (identity, other)",
    "UPDATE scores SET number = 9223372036854775807 WHERE number = 1",
    "UPDATE models SET number = 9223372036854775807",
  ])
  func `tables that this program never writes are begun anew`(sql: String) throws {
    try fill()
    let cache = try open()
    try execute(sql)
    cache.keep([(digest("new"), try sampleScore("new"))], model: "another model")
    #expect(cache.scores(of: [digest("new")], model: "another model") == [try sampleScore("new")])
    #expect(try folder.names() == ["scores.sqlite", damaged])
  }

  @Test(arguments: [
    "UPDATE scores SET figures = x''", "UPDATE scores SET figures = zeroblob(300)",
    "UPDATE scores SET figures = (SELECT figures FROM scores WHERE number = 3)",
  ])
  func `a damaged row is absent and can be kept again`(sql: String) throws {
    try fill()
    try execute(sql)
    let cache = try open()
    try check(cache, finds: false)
    try checkWorks(cache)
    #expect(try folder.names() == ["scores.sqlite"])
  }

  @Test func `a file removed or replaced while it is open is begun anew`() throws {
    try fill()
    let cache = try open()
    try FileManager.default.removeItem(at: folder.database)
    try check(cache, finds: false)
    try checkWorks(cache)
    try FileManager.default.removeItem(at: folder.database)
    try fill()
    try check(cache, finds: true)
    #expect(cache.lastFailure == nil)
  }

  @Test func `whatever bytes are changed, no wrong figure is given`() throws {
    try fill()
    let whole = try Data(contentsOf: folder.database)
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let expected = try (0..<100).map { try sampleScore("\($0)") }
    let digests = (0..<100).map { digest("\($0)") }
    for _ in 0..<40 {
      var changed = whole
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let place = Int.random(in: 0..<whole.count, using: &generator)
        changed[place] = UInt8.random(in: 0...255, using: &generator)
      }
      try changed.write(to: folder.database)
      let cache = try open()
      for (found, expected) in zip(cache.scores(of: digests, model: "m"), expected) {
        #expect(found == nil || found == expected, "seed \(seed)")
      }
      cache.keep(try batch(0..<100), model: "m")
      #expect(cache.scores(of: digests, model: "m").count == 100)
    }
  }
}
