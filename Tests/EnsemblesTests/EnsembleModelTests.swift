import Scoring
import Survival
import Testing
import Trajectories

@testable import Ensembles

/// Gives the same logits for every trajectory.
private struct FixedModel: DirectModel {
  var name: String
  var identity: String { name + "-1" }
  var rule: PredictionRule { .median }
  var logits: [Double]
  var kind = TrajectoryScore.Kind.crm
  var reasons: [[HazardReason]] = []
  var warning: String?

  func score(_ trajectory: Trajectory) throws(ScoringError) -> TrajectoryScore {
    guard trajectory.steps.count == logits.count else {
      throw .countMismatch(
        id: trajectory.id, scores: logits.count, steps: trajectory.steps.count)
    }
    do {
      return TrajectoryScore(
        model: name, kind: kind, curve: try HazardCurve(logits: logits), rule: rule,
        reasons: reasons, seconds: 1)
    } catch {
      throw .failed(id: trajectory.id, reason: error.description)
    }
  }
}

struct EnsembleModelTests {
  private let trajectory = Trajectory(id: "a", problem: "P", steps: ["s", "t"])

  private func outcome(_ model: EnsembleModel) async throws -> ScoringOutcome {
    try #require(try await model.scores(of: [trajectory]).first)
  }

  @Test func `logits are added by their weights`() async throws {
    let model = EnsembleModel(
      [
        .init(FixedModel(name: "A", logits: [1, -2]), weight: 0.5),
        .init(FixedModel(name: "B", logits: [4, 3]), weight: 0.25),
      ], bias: -1, rule: .threshold(0.4))
    let score = try await outcome(model).get()
    #expect(score.curve.logits == [0.5, -1.25])
    #expect(score.kind == .crm)
    #expect(score.rule == .threshold(0.4))
    #expect(score.model == "A+B")
    #expect(score.seconds == 2)
  }

  @Test func `a part with reasons keeps them by its weight, another is one term`() async throws {
    let reason = HazardReason(text: "an equation fails", value: 1, contribution: 3)
    let model = EnsembleModel(
      [
        .init(FixedModel(name: "A", logits: [3, 0], reasons: [[reason], []]), weight: 2),
        .init(FixedModel(name: "B", logits: [-4, 8]), weight: 0.5),
      ], bias: 0.5, rule: .map)
    let reasons = try await outcome(model).get().reasons
    #expect(
      reasons[0].map(\.text)
        == ["an equation fails", "the ensemble's own level", "the hazard by B"])
    #expect(reasons[0].map(\.contribution) == [6, 0.5, -2])
    #expect(reasons[1].map(\.contribution) == [4, 0.5])
    for (step, terms) in reasons.enumerated() {
      let sum = terms.reduce(0) { $0 + $1.contribution }
      #expect(sum == (try await outcome(model).get().curve.logits[step]))
    }
  }

  @Test func `certainty counts, unless it has no weight or meets its opposite`() async throws {
    let certain = FixedModel(name: "A", logits: [.infinity, 0])
    let opposite = FixedModel(name: "B", logits: [-.infinity, 0])
    let one = EnsembleModel(
      [.init(certain, weight: 1), .init(opposite, weight: 0)], bias: 0, rule: .map)
    #expect(try await outcome(one).get().curve.hazards[0] == 1)
    let both = EnsembleModel(
      [.init(certain, weight: 1), .init(opposite, weight: 1)], bias: 0, rule: .map)
    guard case .failure(.failed(_, let reason)) = try await outcome(both) else {
      Issue.record("a sum that is no number was accepted")
      return
    }
    #expect(reason.contains("no number"))
  }

  @Test func `a part that fails or judges outcomes is named`() async throws {
    let short = EnsembleModel(
      [.init(FixedModel(name: "B", logits: [1]), weight: 1)], bias: 0, rule: .map)
    guard case .failure(let error) = try await outcome(short) else {
      Issue.record("a part without figures was passed over")
      return
    }
    #expect(error.reason.hasPrefix("B: "))
    let whole = EnsembleModel(
      [.init(FixedModel(name: "O", logits: [0, 1], kind: .orm), weight: 1)], bias: 0, rule: .map)
    guard case .failure(let refusal) = try await outcome(whole) else {
      Issue.record("an outcome model took part")
      return
    }
    #expect(refusal.reason.hasPrefix("O judges the whole"))
  }

  @Test func `models that nobody weighed are averaged, and that is said`() async throws {
    let model = EnsembleModel(averaging: [
      FixedModel(name: "A", logits: [1, 1]),
      FixedModel(name: "B", logits: [3, -3], warning: "B is old"),
    ])
    #expect(try await outcome(model).get().curve.logits == [2, -1])
    #expect(model.warning?.contains("not fitted") == true)
    #expect(model.warning?.hasSuffix("; B is old") == true)
  }

  @Test func `other weights are another model`() {
    func identity(_ weight: Double, _ bias: Double) -> String {
      EnsembleModel(
        [.init(FixedModel(name: "A", logits: []), weight: weight)], bias: bias, rule: .map
      ).identity
    }
    #expect(identity(1, 0) != identity(2, 0))
    #expect(identity(1, 0) != identity(1, 1))
    #expect(identity(1, 0) == identity(1, 0))
  }
}
