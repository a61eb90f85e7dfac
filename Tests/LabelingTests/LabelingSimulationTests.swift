import Survival
import TestSupport
import Testing

@testable import Labeling

/// A model that knows a label once it was told that of a trajectory of the same kind.
private struct KindLearner: SimulatedLearner {
  /// Shape `(trajectories)`.
  var kinds: [Int]
  var labels: [FirstError]

  func curves(fittedTo labelled: [Int]) throws -> [HazardCurve] {
    let known = Dictionary(
      labelled.map { (kinds[$0], labels[$0]) }, uniquingKeysWith: { first, _ in first })
    return try kinds.map { kind in
      switch known[kind] {
      case .step(let step): try HazardCurve(logits: (0..<3).map { $0 == step ? 6 : -6 })
      case .noError: try HazardCurve(logits: [-6, -6, -6])
      // Unsure, but more inclined to "none".
      case nil: try HazardCurve(logits: [-1.5, -1.5, -1.5])
      }
    }
  }
}

struct LabelingSimulationTests {
  private let kinds = (0..<120).map { $0 < 96 ? 0 : 1 + $0 % 4 }
  private var labels: [FirstError] {
    kinds.map { [.noError, .step(0), .step(1), .step(2), .step(1)][$0] }
  }

  private func simulation(_ settings: LabelingSimulation.Settings) -> LabelingSimulation {
    let trajectories = zip(kinds, labels).enumerated().map { place, pair in
      SimulatedTrajectory(
        question: UInt64(place), label: pair.1, outcome: pair.1 == .noError,
        key: RandomRank.key(UInt64(place), seed: 99),
        sketch: TextSketch(["a text of the kind \(["zero", "one", "two", "three", "four"][pair.0])"]
        ))
    }
    return LabelingSimulation(trajectories, settings: settings)
  }

  private var settings: LabelingSimulation.Settings {
    var settings = LabelingSimulation.Settings()
    (settings.start, settings.batch, settings.limit, settings.heldOut) = (2, 2, 30, 0.3)
    return settings
  }

  @Test func `no question is on both sides, and both sides have some`() throws {
    let trajectories = (0..<60).map { place in
      SimulatedTrajectory(
        question: UInt64(place / 3), label: .noError, outcome: nil, key: UInt64(place),
        sketch: TextSketch([]))
    }
    for share in [0.0, 0.3, 1.0] {
      var settings = settings
      settings.heldOut = share
      let simulation = LabelingSimulation(trajectories, settings: settings)
      let (pool, heldOut) = simulation.split(seed: 4)
      #expect((pool + heldOut).sorted() == Array(0..<60))
      #expect(!pool.isEmpty && !heldOut.isEmpty)
      let left = Set(pool.map { trajectories[$0].question })
      #expect(left.isDisjoint(with: heldOut.map { trajectories[$0].question }))
      #expect(heldOut.count == [0.0: 3, 0.3: 18, 1.0: 57][share])
    }
    #expect(simulation(settings).split(seed: 1) != simulation(settings).split(seed: 2))
  }

  @Test func `orders share the start, and the same seed gives the same run`() throws {
    let simulation = simulation(settings)
    let learner = KindLearner(kinds: kinds, labels: labels)
    let random = try simulation.run(.random, seed: 3, learner: learner)
    #expect(random.map(\.labels) == Array(stride(from: 2, through: 30, by: 2)))
    #expect(try simulation.run(.random, seed: 3, learner: learner) == random)
    for order in [LabelingOrder.uncertain, .informative, .convincing] {
      let run = try simulation.run(order, seed: 3, learner: learner)
      #expect(run.first == random.first)
      #expect(run.map(\.labels) == random.map(\.labels))
    }
  }

  @Test func `asking where the model is unsure finds rare kinds sooner than chance`() throws {
    let simulation = simulation(settings)
    let learner = KindLearner(kinds: kinds, labels: labels)
    let curves = try [LabelingOrder.random, .uncertain, .informative, .convincing].map { order in
      LearningCurve(
        order,
        runs: try (UInt64(1)...5).map { try simulation.run(order, seed: $0, learner: learner) })
    }
    let figures = SimulationFigures(curves, target: 0.9)
    let rows = figures.rows
    #expect(rows[1].reached == 5)
    #expect((rows[1].labels?.mean ?? 99) < (rows[0].labels?.mean ?? 0) - 5)
    #expect((rows[2].labels?.mean ?? 99) <= (rows[1].labels?.mean ?? 0))
    #expect((rows[3].gain?.mean ?? 0) > 0)
    #expect(rows[0].gain == nil)
  }

  @Test func `all labels may be used up, and none may be asked for`() throws {
    var settings = settings
    settings.limit = 1000
    settings.batch = 50
    let learner = KindLearner(kinds: kinds, labels: labels)
    let all = try simulation(settings).run(.uncertain, seed: 1, learner: learner)
    #expect(all.map(\.labels) == [2, 52, 84])
    #expect(all.last?.f1 == 1)
    (settings.start, settings.limit) = (0, 0)
    let none = try simulation(settings).run(.uncertain, seed: 1, learner: learner)
    #expect(none.map(\.labels) == [0])
    #expect(none.last?.score.errorAccuracy == 0)
  }
}

struct SimulationFiguresTests {
  private func look(_ labels: Int, _ found: Int) -> SimulationLook {
    SimulationLook(
      labels: labels,
      score: ProcessBenchScore(wrong: 10, foundWrong: found, correct: 10, foundCorrect: found))
  }

  @Test func `a target counts as reached where the next look confirms it`() {
    let curve = LearningCurve(
      .uncertain,
      runs: [
        [look(10, 1), look(20, 6), look(30, 4), look(40, 6), look(50, 7)],
        [look(10, 1), look(20, 2), look(30, 3), look(40, 4), look(50, 6)],
        [look(10, 1), look(20, 2), look(30, 3), look(40, 4), look(50, 5)],
      ])
    #expect(curve.labelsNeeded(for: 0.55) == [40, 50, nil])
    let row = SimulationFigures([curve], target: 0.55).rows.first
    #expect(row?.reached == 2)
    #expect(row?.labels?.mean == 140.0 / 3)
    #expect(row?.gain == nil)
    #expect(abs((row?.last?.mean ?? 0) - 0.6) < 1e-12)
    #expect(abs((row?.last?.deviation ?? 0) - 0.1) < 1e-12)
  }

  @Test func `the usual target is what chance reaches with half the labels`() {
    let random = LearningCurve(
      .random,
      runs: [[look(0, 1), look(20, 3), look(40, 5)], [look(0, 2), look(20, 4), look(40, 6)]])
    let other = LearningCurve(
      .noise,
      runs: [[look(0, 1), look(20, 5), look(40, 5)], [look(0, 2), look(20, 6), look(40, 6)]])
    let figures = SimulationFigures([random, other])
    #expect(abs(figures.target - 0.35) < 1e-12)
    let gain = figures.rows[1].gain
    // Looks after the first: +0.2 and 0 in both seeds.
    #expect(abs((gain?.mean ?? 0) - 0.1) < 1e-12)
    #expect((gain?.error ?? 1) < 1e-12)
    #expect(SimulationFigures([]).target == 0)
    #expect(SimulationFigures([LearningCurve(.random, runs: [])]).rows.first?.labels == nil)
  }
}
