import Scoring
import Testing
import Trajectories

@testable import Checkpoints

/// A session gives the figures that its model gives, and computes each step once.
struct ScoringSessionTests {
  private let problem =
    "Natalia sold clips to 48 of her friends in April, and then she sold half as many in May. "
    + "How many did she sell altogether?"

  /// Beams that grow: two are kept of each round, and continued twice each.
  private func rounds() -> [[Trajectory]] {
    var beams: [[String]] = [[]]
    return (0..<5).map { round in
      let next = beams.flatMap { beam in
        (0..<2).map { beam + ["Step \(round) says that \($0) + \(round) = \(round + $0)."] }
      }
      beams = Array(next.suffix(2))
      return next.enumerated().map { .made(problem, $1, id: "b\($0)") }
        + (round == 2 ? [.made("And 2 + 2?", ["4"], id: "other")] : [])
    }
  }

  @Test(arguments: CheckpointGolden.all.filter { $0.variant < 0 && !$0.isImplicit })
  func `beginnings that grow get the figures that they get alone`(
    _ golden: CheckpointGolden
  ) throws {
    let model = try golden.model(.f32)
    let session = try #require(ScoringSession(model))
    for round in rounds() {
      let outcomes = try session.scores(of: round)
      #expect(outcomes.count == round.count)
      for (outcome, trajectory) in zip(outcomes, round) {
        let (score, alone) = (try outcome.get(), try model.score(trajectory))
        #expect(score.kind == alone.kind && score.model == alone.model)
        #expect(score.curve.stepCount == trajectory.steps.count)
        for (left, right) in zip(score.curve.hazards, alone.curve.hazards) {
          #expect(abs(left - right) < 1e-4)
        }
      }
    }
    #expect(session.work.computed < session.work.tokens * 3 / 4, "\(session.work)")
  }

  @Test func `a step that is added costs little more than its own tokens`() throws {
    let model = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32)
    let session = try #require(ScoringSession(model))
    let long = (0..<12).map { "Line \($0) has nothing new to say about the clips." }
    _ = try session.scores(of: [.made(problem, long, id: "a")])
    let before = session.work
    _ = try session.scores(of: [.made(problem, long + ["So it is 72."], id: "a")])
    let (tokens, computed) = (
      session.work.tokens - before.tokens, session.work.computed - before.computed
    )
    #expect(computed < 40 && tokens > 150, "\(computed) of \(tokens)")
  }

  @Test func `forgetting makes the next call as the first was, bit for bit`() throws {
    let model = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32)
    let session = try #require(ScoringSession(model))
    let rounds = rounds()
    func all() throws -> [[Double]] {
      try rounds.flatMap { try session.scores(of: $0).map { try $0.get().curve.logits } }
    }
    let first = try all()
    session.forget()
    #expect(try all() == first)
  }

  @Test func `where there is no room it computes again, and what fits nowhere fails alone`() throws
  {
    let model = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32)
    let usual = try #require(ScoringSession(model))
    let perToken = model.description.parameters > 0 ? 4096 : 0
    let small = try #require(ScoringSession(model, byteLimit: 6 * 64 * perToken / 16))
    for round in rounds() {
      let (whole, some) = (try usual.scores(of: round), try small.scores(of: round))
      for (left, right) in zip(whole, some) {
        guard let right = try? right.get() else { continue }
        for (one, other) in zip(try left.get().curve.hazards, right.curve.hazards) {
          #expect(abs(one - other) < 1e-4)
        }
      }
    }
  }

  @Test func `one failure spares the others, and a cancelled call says so`() throws {
    let model = try CheckpointGolden(name: "qwen2-crm-sharded").model(.f32)
    let session = try #require(ScoringSession(model))
    let outcomes = try session.scores(
      of: [.made(problem, [], id: "empty"), .made(problem, ["48."], id: "b")])
    #expect(throws: ScoringError.self) { try outcomes[0].get() }
    #expect(try outcomes[1].get().curve.stepCount == 1)
    #expect(throws: RequestFailure.cancelled) {
      try session.scores(of: [.made(problem, ["new"], id: "c")]) { false }
    }
    #expect(
      try session.scores(of: [.made(problem, ["48."], id: "b")])[0].get().curve.stepCount == 1)
  }

  @Test(arguments: CheckpointGolden.all.filter { $0.variant < 0 && $0.isImplicit })
  func `an implicit model has none`(_ golden: CheckpointGolden) throws {
    #expect(ScoringSession(try golden.model(.f32)) == nil)
  }
}
