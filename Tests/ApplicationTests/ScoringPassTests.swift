import Foundation
import Scoring
import Survival
import Synchronization
import Testing
import Trajectories

@testable import Application

struct ScoringPassTests {
  private func trajectories(_ ids: [String]) -> [Trajectory] {
    ids.map { Trajectory(id: $0, problem: "P", steps: ["s"]) }
  }

  /// Adds a block that comes out as its ids, marked where there is no score.
  private func add(_ ids: [String], to pass: ScoringPass<[String]>) {
    pass.add(trajectories(ids)) { trajectories, outcomes in
      zip(trajectories, outcomes).map { (try? $1.get()) == nil ? "no \($0.id)" : $0.id }
    }
  }

  @Test(arguments: [(1, 1), (1, 4), (3, 1), (4, 16), (100, 2)])
  func `blocks come out in their order, each outcome with its trajectory`(
    batch: Int, inFlight: Int
  ) throws {
    let model = ScriptedModel(batch: batch, inFlight: inFlight)
    let pass = ScoringPass<[String]>(model: model)
    defer { pass.close() }
    let blocks = (0..<12).map { block in (0..<(block * 7 % 10)).map { "\(block).\($0)" } }
    for block in blocks { add(block, to: pass) }
    for block in blocks { #expect(try pass.takeFirst() == block) }
    #expect(model.requests.allSatisfy { (1...batch).contains($0.count) })
    #expect(model.mostInFlight <= inFlight)
    #expect(model.requests.flatMap(\.self).count == blocks.joined().count)
  }

  @Test func `a local decoder gets full batches, one at a time`() throws {
    let model = ScriptedModel(batch: 4, inFlight: 1)
    let pass = ScoringPass<[String]>(model: model)
    defer { pass.close() }
    add((0..<10).map(String.init), to: pass)
    _ = try pass.takeFirst()
    #expect(model.requests == [["0", "1", "2", "3"], ["4", "5", "6", "7"], ["8", "9"]])
  }

  @Test func `a trajectory that fails alone keeps its place`() throws {
    let pass = ScoringPass<[String]>(model: ScriptedModel(batch: 2))
    defer { pass.close() }
    add(["a", "bad", "b"], to: pass)
    #expect(try pass.takeFirst() == ["a", "no bad", "b"])
  }

  @Test func `an unavailable model ends the pass behind the blocks that were done`() throws {
    let model = ScriptedModel(batch: 2)
    let pass = ScoringPass<[String]>(model: model)
    defer { pass.close() }
    add(["a", "b"], to: pass)
    #expect(try pass.takeFirst() == ["a", "b"])
    add(["unavailable", "c"], to: pass)
    add(["d"], to: pass)
    for _ in 0..<2 {
      #expect(throws: RequestFailure.unavailable("no memory. Close other programs.")) {
        try pass.takeFirst()
      }
    }
    #expect(model.requests == [["a", "b"], ["unavailable", "c"]])
  }

  @Test func `closing breaks off what hangs, and whoever waits is told`() async throws {
    let model = ScriptedModel(inFlight: 4)
    let pass = ScoringPass<[String]>(model: model)
    add(["hangs", "a", "hangs"], to: pass)
    let waiting = Mutex<RequestFailure?>(nil)
    let isDone = DispatchSemaphore(value: 0)
    WorkerThread.start("waiting") {
      do throws(RequestFailure) {
        _ = try pass.takeFirst()
      } catch {
        waiting.withLock { $0 = error }
      }
      isDone.signal()
    }
    while model.requests.count < 3 { usleep(1000) }
    pass.close()
    let waited = isDone.wait(timeout: .now() + 30)
    #expect(waited == .success)
    #expect(waiting.withLock(\.self) == .cancelled)
  }

  @Test func `without a model blocks are worked on beside the caller, in order`() throws {
    let pass = ScoringPass<Int>(model: nil)
    defer { pass.close() }
    for count in 0..<20 {
      pass.add(trajectories((0..<count).map(String.init))) { trajectories, outcomes in
        trajectories.count * 100 + outcomes.count
      }
    }
    for count in 0..<20 { #expect(try pass.takeFirst() == count * 100) }
  }

  @Test func `an answer of the wrong length is refused rather than shifted`() {
    struct Short: RewardModel {
      let name = "short"
      let identity = "short"
      let rule = PredictionRule.map
      let capacity = ScoringCapacity(batchSize: 8, requestsInFlight: 1)
      func scores(of trajectories: [Trajectory]) async throws(RequestFailure) -> [ScoringOutcome] {
        []
      }
    }
    let error = #expect(throws: RequestFailure.self) {
      try ScoringPass.scores(of: trajectories(["a"]), by: Short())
    }
    #expect(error == .unavailable("short gave 0 answers for 1 trajectories."))
  }
}
