import Foundation
import Scoring
import TestSupport
import Testing
import Trajectories

@testable import ScoreCache

struct ScoreCacheTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(byteLimit: Int = 1 << 30, busySeconds: Double = 5) throws -> ScoreCache {
    try ScoreCache(folder: folder.path, byteLimit: byteLimit, busySeconds: busySeconds)
  }

  /// How many of the names from 0 a cache still has.
  private func kept(_ names: Range<Int>, in cache: ScoreCache) -> [Int] {
    let found = cache.scores(of: names.map { digest("\($0)") }, model: "m")
    return zip(names, found).compactMap { $1 == nil ? nil : $0 }
  }

  @Test func `another model's figures are not found`() throws {
    let cache = try open()
    cache.keep([(digest("a"), try sampleScore("a", model: "one"))], model: "one")
    #expect(cache.scores(of: [digest("a")], model: "two") == [nil])
    // SQLite's text would end at the NUL, and Swift's == does not tell the last two apart.
    for model in ["one\0x", "", "é", "e\u{301}"] {
      #expect(cache.scores(of: [digest("a")], model: model) == [nil])
      cache.keep([(digest("a"), try sampleScore("a", model: model))], model: model)
    }
    for model in ["one", "one\0x", "", "é", "e\u{301}"] {
      let found = cache.scores(of: [digest("a")], model: model)[0]
      #expect(found.map { Array($0.model.utf8) } == Array(model.utf8))
    }
    #expect(cache.lastFailure == nil)
  }

  @Test func `answers keep the order of the questions`() throws {
    let cache = try open()
    cache.keep(try batch(0..<10), model: "m")
    let asked = ["3", "absent", "0", "3", "9"]
    let expected = try asked.map { $0 == "absent" ? nil : try sampleScore($0) }
    #expect(cache.scores(of: asked.map(digest), model: "m") == expected)
    #expect(cache.scores(of: [], model: "m").isEmpty)
  }

  @Test func `later figures replace earlier ones`() throws {
    let cache = try open()
    cache.keep([(digest("a"), try sampleScore("a"))], model: "m")
    cache.keep(
      [(digest("a"), try sampleScore("b")), (digest("a"), try sampleScore("c"))], model: "m")
    #expect(cache.scores(of: [digest("a")], model: "m") == [try sampleScore("c")])
  }

  @Test func `missing folders are made for their owner alone`() throws {
    let path = folder.path + "/a/b"
    let cache = try ScoreCache(folder: path)
    cache.keep(try batch(0..<1), model: "m")
    #expect(cache.lastFailure == nil)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["scores.sqlite"])
  }

  @Test func `a folder that cannot be made is a typed error`() throws {
    try Data().write(to: folder.url.appending(path: "file"))
    let path = folder.path + "/file/deeper"
    let reason = ScoreCacheError.Reason.noFolder("Not a directory")
    #expect(throws: ScoreCacheError(reason, path: path)) { try ScoreCache(folder: path) }
    #expect("\(ScoreCacheError(reason, path: path))".contains("XDG_CACHE_HOME"))
  }

  @Test func `a file that cannot be opened is a typed error`() throws {
    try FileManager.default.createDirectory(at: folder.database, withIntermediateDirectories: false)
    #expect(throws: ScoreCacheError.self) { try open() }
  }

  @Test func `two programs at once lose nothing`() async throws {
    let caches = [try open(), try open()]
    try await withThrowingTaskGroup { group in
      for (program, cache) in caches.enumerated() {
        group.addTask {
          for place in 0..<40 {
            cache.keep(try batch([program * 1000 + place, 5000 + place]), model: "m\(program)")
          }
        }
      }
      try await group.waitForAll()
    }
    for (program, cache) in caches.reversed().enumerated() {
      let model = "m\(1 - program)"
      let names = (0..<40).flatMap { [(1 - program) * 1000 + $0, 5000 + $0] }
      let found = caches[program].scores(of: names.map { digest("\($0)") }, model: model)
      #expect(found == (try names.map { try sampleScore("\($0)") }))
      #expect(cache.lastFailure == nil)
    }
  }

  @Test func `two programs may make the cache at once`() async throws {
    for round in 0..<20 {
      let path = folder.path + "/\(round)"
      try await withThrowingTaskGroup { group in
        for program in 0..<4 {
          group.addTask {
            try ScoreCache(folder: path).keep(try batch([program]), model: "m")
          }
        }
        try await group.waitForAll()
      }
      #expect(kept(0..<4, in: try ScoreCache(folder: path)) == [0, 1, 2, 3])
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["scores.sqlite"])
    }
  }

  @Test func `a locked cache gives nothing, says so, and works again`() throws {
    let cache = try open(busySeconds: 0.01)
    cache.keep(try batch(0..<1), model: "m")
    let other = try ScoreDatabase.open(path: folder.database.path, busySeconds: 0)
    try other.queue.writeWithoutTransaction { db in
      try db.inTransaction(.exclusive) {
        #expect(kept(0..<1, in: cache).isEmpty)
        cache.keep((try? batch(1..<2)) ?? [], model: "m")
        return .rollback
      }
    }
    #expect(cache.lastFailure == "database is locked")
    #expect(kept(0..<2, in: cache) == [0])
  }

  @Test func `the oldest go when the bound is reached, and the file stays bounded`() throws {
    let byteLimit = 200_000
    let cache = try open(byteLimit: byteLimit)
    for start in stride(from: 0, to: 3000, by: 250) {
      cache.keep(try batch(start..<start + 250), model: "m")
    }
    let left = kept(0..<3000, in: cache)
    #expect(left == Array(3000 - left.count..<3000))
    #expect((300..<2500).contains(left.count), "\(left.count)")
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.database.path)
    let size = try #require(attributes[.size] as? Int)
    #expect(size < byteLimit * 3 / 2, "\(size)")
    #expect(cache.lastFailure == nil)
  }

  @Test func `a bound below a single batch leaves a cache that works`() throws {
    let cache = try open(byteLimit: 1)
    cache.keep(try batch(0..<100), model: "m")
    #expect(kept(0..<100, in: cache).isEmpty)
    #expect(cache.lastFailure == nil)
  }
}
