import Synchronization
import Testing
import Trajectories
import Transformer

@testable import Checkpoints
@testable import Scoring

/// Trajectories that are asked for together get the figures that they get alone.
struct CheckpointBatchTests {
  private let problem =
    "Natalia sold clips to 48 of her friends in April, and then she sold half as many in May. "
    + "How many did she sell altogether?"

  private func candidates(_ count: Int) -> [Trajectory] {
    (0..<count).map { index in
      let shared = ["In May she sold 48 / 2 = 24 clips.", "Together that is 48 + 24."]
      return .made(problem, shared.prefix(index % 3) + ["So it is \(60 + index)."], id: "c\(index)")
    }
  }

  private func scores(
    _ model: CheckpointModel, _ trajectories: [Trajectory]
  ) throws -> [TrajectoryScore] {
    try model.outcomes(of: trajectories).map { try $0.get() }
  }

  @Test(arguments: CheckpointGolden.all.filter { $0.variant < 0 })
  func `a batch with shared prefixes gives what each gives alone`(
    _ golden: CheckpointGolden
  ) throws {
    let model = try golden.model(.f32)
    let trajectories = candidates(4) + [.made("And 2 + 2?", ["4"], id: "d")]
    for (score, trajectory) in zip(try scores(model, trajectories), trajectories) {
      let alone = try model.score(trajectory)
      #expect(score.kind == alone.kind)
      #expect(score.curve.stepCount == trajectory.steps.count)
      for (left, right) in zip(score.curve.hazards, alone.curve.hazards) {
        #expect(abs(left - right) < 1e-4)
      }
    }
  }

  @Test func `results keep their order, and one failure spares the others`() throws {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let model = try golden.model(.f32)
    var trajectories = candidates(3)
    trajectories.insert(.made(problem, [], id: "empty"), at: 1)
    let results = try model.outcomes(of: trajectories)
    #expect(results.count == 4)
    #expect(throws: ScoringError.self) { try results[1].get() }
    #expect(
      try results.enumerated().filter { $0.offset != 1 }.map {
        try $0.element.get().curve.stepCount
      } == [1, 2, 3])
  }

  @Test func `one request is made at a time, of more trajectories where the model is small`() throws
  {
    let capacity = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32).capacity
    #expect(capacity == ScoringCapacity(batchSize: 32, requestsInFlight: 1))
  }

  @Test func `nothing asked gives nothing, and a cancelled task no figures`() async throws {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let model = try golden.model(.f32)
    #expect(try await model.scores(of: []).isEmpty)
    let trajectories = candidates(2)
    let early = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await model.scores(of: trajectories)
    }
    await #expect(throws: RequestFailure.cancelled) { try await early.value }
  }

  @Test func `a task that is cancelled while the decoder computes ends soon`() async throws {
    let opened = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32).checkpoint
    let decoder = CancellingStates()
    let model = CheckpointModel(opened, decoder, nil, precision: "f32")
    let trajectories = candidates(2)
    let late = Task { try await model.scores(of: trajectories) }
    await #expect(throws: RequestFailure.cancelled) { try await late.value }
    #expect(decoder.calls.withLock(\.self) == 1)
  }

  @Test func `groups hold neighbours, and no more new tokens than the budget`() {
    func job(_ index: Int, _ ids: [Int32]) -> ScoringJob {
      ScoringJob(
        index: index, encoded: EncodedTrajectory(ids: ids, positions: [0], responseStart: 0))
    }
    let prefix = [Int32](repeating: 7, count: 8)
    let jobs = [job(0, prefix + [1, 2]), job(1, [9, 9, 9]), job(2, prefix + [1, 3])]
    let groups = ScoringJob.groups(jobs, tokenBudget: 12)
    #expect(groups.map { $0.map(\.index) } == [[0, 2], [1]])
    #expect(ScoringJob.groups(jobs, tokenBudget: 1).count == 3)
    #expect(ScoringJob.groups([], tokenBudget: 4).isEmpty)
  }

  @Test func `the precision's effect is measured, and nothing against itself`() async throws {
    let golden = CheckpointGolden(name: "qwen2-crm-sharded")
    let exact = try await golden.model(.f32).precisionEffect(on: candidates(3))
    #expect(exact.largestDifference < 1e-6 && exact.figures == 6 && exact.trajectories == 3)
    #expect(try await golden.model(.f32).precisionNote(on: candidates(3)) == nil)
    guard let model = try? golden.model(.int8) else { return }
    let effect = try await model.precisionEffect(on: candidates(3))
    #expect(try await model.precisionNote(on: candidates(3)) == effect.description)
    #expect(effect.precision == "int8")
    #expect(effect.largestDifference > 0 && effect.largestDifference < 0.2)
    #expect(effect.meanDifference <= effect.largestDifference)
  }
}

/// A decoder whose work is cancelled while it computes, as when a key is pressed.
private final class CancellingStates: HiddenStates {
  let calls = Mutex(0)

  func hiddenStates(
    batch: [[Int32]], positions: [[Int]], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] {
    calls.withLock { $0 += 1 }
    guard continuing() else { return [] }
    withUnsafeCurrentTask { $0?.cancel() }
    guard continuing() else { throw .cancelled }
    return []
  }

  func logProbabilities(
    batch: [[Int32]], from starts: [Int], continuing: () -> Bool
  ) throws(DecoderError) -> [[Float]] { [] }

  func logits(of tokens: [Int32], _ hidden: [Float]) throws(DecoderError) -> [Float] { [] }

  func prepare() {}
}
