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

  private func score(_ name: String, by model: CachedModel) async throws -> TrajectoryScore {
    try await model.scores(of: [trajectory(name)])[0].get()
  }

  @Test func `it is called what the inner model is called`() {
    #expect(model.name == inner.name)
    #expect(model.identity == inner.identity)
    #expect(model.rule == inner.rule)
    #expect(model.capacity == inner.capacity)
  }

  @Test func `the inner model is asked once, also by a later program`() async throws {
    let first = try await score("a", by: model)
    #expect(first.seconds == 3 && first.reasons.count == 2)
    let again = try await score("a", by: model)
    #expect(again == first.kept)
    let later = CachedModel(inner, cache: try ScoreCache(folder: folder.path))
    #expect(try await score("a", by: later) == first.kept)
    #expect(inner.asked == ["a"])
  }

  @Test func `of a batch only what is missing is asked, and the order stays`() async throws {
    _ = try await score("b", by: model)
    let names = ["a", "b", "c"]
    let results = try await model.scores(of: names.map(trajectory))
    #expect(inner.asked == ["b", "a", "c"])
    for (name, result) in zip(names, results) {
      #expect(try result.get().kept == sampleScore(name, model: inner.name))
    }
    #expect(try results.map { try $0.get().seconds } == [3, 0, 3])
    _ = try await model.scores(of: names.map(trajectory))
    #expect(inner.asked.count == 3)
  }

  @Test func `failures are not kept`() async throws {
    let batch = ["good", "bad"].map(trajectory)
    let failed = ScoringError.failed(id: "bad", reason: "bad")
    for _ in 0..<2 {
      let results = try await model.scores(of: batch)
      #expect(throws: failed) { try results[1].get() }
      await #expect(throws: failed) { try await score("bad", by: model) }
    }
    #expect(inner.asked == ["good", "bad", "bad", "bad", "bad"])
  }

  @Test(arguments: [RequestFailure.cancelled, .unavailable("no memory")])
  func `of a request that fails nothing is kept, and all of it is asked again`(
    _ failure: RequestFailure
  ) async throws {
    let batch = ["a", "b", "c"].map(trajectory)
    inner.failNext(after: 2, with: failure)
    await #expect(throws: failure) { try await model.scores(of: batch) }
    #expect(inner.asked == ["a", "b"])
    #expect(try await model.scores(of: batch).count == 3)
    #expect(inner.asked == ["a", "b", "a", "b", "c"])
    // What is on disk needs no model.
    inner.failNext(after: 0, with: failure)
    #expect(try await model.scores(of: batch).count == 3)
  }

  @Test func `the same trajectory twice in a batch is two answers`() async throws {
    let results = try await model.scores(of: ["a", "a"].map(trajectory))
    #expect(try results[0].get() == results[1].get())
    #expect(try await model.scores(of: []).isEmpty)
  }
}
