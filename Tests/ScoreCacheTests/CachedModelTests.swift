import Scoring
import ScoreCache
import Synchronization
import TestSupport
import Testing
import Trajectories

struct CachedModelTests {
  private let folder: TemporaryFolder
  private let inner = CountingModel()
  private let model: CachedModel

  init() throws {
    folder = try TemporaryFolder()
    model = CachedModel(inner, cache: try ScoreCache(folder: folder.path))
  }

  @Test func `it is called what the inner model is called`() {
    #expect(model.name == inner.name)
    #expect(model.identity == inner.identity)
    #expect(model.rule == inner.rule)
    #expect(model.asking == inner.asking)
  }

  @Test func `the inner model is asked once, also by a later program`() throws {
    let first = try model.score(trajectory("a"))
    #expect(first.seconds == 3 && first.reasons.count == 2)
    let again = try model.score(trajectory("a"))
    #expect(again == first.kept)
    let later = CachedModel(inner, cache: try ScoreCache(folder: folder.path))
    #expect(try later.score(trajectory("a")) == first.kept)
    #expect(inner.asked == ["a"])
  }

  @Test func `of a batch only what is missing is asked, and the order stays`() throws {
    _ = try model.score(trajectory("b"))
    let names = ["a", "b", "c"]
    let results = try #require(model.scores(of: names.map(trajectory)) { false })
    #expect(inner.asked == ["b", "a", "c"])
    for (name, result) in zip(names, results) {
      #expect(try result.get().kept == sampleScore(name, model: inner.name))
    }
    #expect(try results.map { try $0.get().seconds } == [3, 0, 3])
    _ = model.scores(of: names.map(trajectory)) { false }
    #expect(inner.asked.count == 3)
  }

  @Test func `failures are not kept`() throws {
    let batch = ["good", "bad"].map(trajectory)
    let failed = ScoringError.failed(id: "bad", reason: "bad")
    for _ in 0..<2 {
      let results = try #require(model.scores(of: batch) { false })
      #expect(throws: failed) { try results[1].get() }
      #expect(throws: failed) { try model.score(batch[1]) }
    }
    #expect(inner.asked == ["good", "bad", "bad", "bad", "bad"])
  }

  @Test func `of a cancelled batch nothing is kept, and all of it is asked again`() throws {
    let batch = ["a", "b", "c"].map(trajectory)
    let calls = Mutex(0)
    let cancelled = model.scores(of: batch) {
      calls.withLock { count in
        count += 1
        return count > 2
      }
    }
    #expect(cancelled == nil)
    #expect(inner.asked == ["a", "b"])
    #expect(model.scores(of: batch) { false }?.count == 3)
    #expect(inner.asked == ["a", "b", "a", "b", "c"])
    // What is on disk is given even then: it takes no time.
    #expect(model.scores(of: batch) { true }?.count == 3)
  }

  @Test func `the same trajectory twice in a batch is two answers`() throws {
    let results = try #require(model.scores(of: ["a", "a"].map(trajectory)) { false })
    #expect(try results[0].get() == results[1].get())
    #expect(model.scores(of: []) { false }?.isEmpty == true)
  }
}
