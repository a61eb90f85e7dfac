import TestSupport
import Testing
import Trajectories

@testable import Labeling

struct LabelingPlanTests {
  @Test func `a plan is read as it is written`() throws {
    #expect(try LabelingPlan("informative") == LabelingPlan(.informative, randomShare: 0.1))
    #expect(try LabelingPlan(" Noise 25% ") == LabelingPlan(.noise, randomShare: 0.25))
    #expect(try LabelingPlan("random 0").randomShare == 0)
    #expect(try LabelingPlan("uncertain", usualShare: 0.3).randomShare == 0.3)
    for order in LabelingOrder.allCases {
      let plan = LabelingPlan(order, randomShare: 0.125)
      #expect(try LabelingPlan(plan.description) == plan)
    }
  }

  @Test func `what cannot be read says what could`() {
    #expect(throws: LabelingPlanError.unknownOrder("hardest")) { try LabelingPlan("hardest") }
    #expect(throws: LabelingPlanError.unknownOrder("")) { try LabelingPlan(" ") }
    for share in ["110%", "-1", "many", "nan", "10 20"] {
      #expect(throws: LabelingPlanError.badShare(share)) { try LabelingPlan("noise \(share)") }
    }
    #expect(LabelingPlanError.unknownOrder("hardest").description.contains("informative"))
  }

  @Test func `priorities follow what each order is about, and lack of figures comes last`() {
    let figures = LabelingFigures(
      entropy: 0.7, noneProbability: 0.9, outcome: false, disagreement: 0.4,
      labelLogProbability: -3)
    #expect(LabelingOrder.informative.priority(of: figures) == 0.7)
    #expect(LabelingOrder.uncertain.priority(of: figures) == 0.7)
    #expect(LabelingOrder.disagreement.priority(of: figures) == 0.4)
    #expect(LabelingOrder.convincing.priority(of: figures) == 0.9)
    #expect(LabelingOrder.noise.priority(of: figures) == 3)
    #expect(LabelingOrder.random.priority(of: figures).isNaN)
    for order in LabelingOrder.allCases {
      #expect(order.priority(of: LabelingFigures()).isNaN)
    }
    for outcome in [true, nil] {
      let right = LabelingFigures(noneProbability: 0.9, outcome: outcome)
      #expect(LabelingOrder.convincing.priority(of: right).isNaN)
    }
  }

  @Test func `each tenth place is drawn at random`() {
    let plan = LabelingPlan(.uncertain, randomShare: 0.1)
    let ordered = (0..<40).map { UInt32($0) }
    let random: [UInt32] =
      [30, 5, 31, 32, 33] + ordered.filter { ![30, 5, 31, 32, 33].contains($0) }
    let mixed = plan.mixed(ordered, random: random)
    #expect(mixed[9] == 30)
    // 5 was offered before: it belongs to the sample without a draw.
    #expect(mixed[19] == 31)
    #expect(mixed[29] == 32)
    #expect(Array(mixed.prefix(9)) == Array(0..<9))
  }

  @Test func `a share is kept where orders are made anew after a few labels`() {
    let plan = LabelingPlan(.uncertain, randomShare: 0.25)
    let ordered = (0..<12).map { UInt32($0) }
    let random = Array(ordered.reversed())
    #expect(plan.mixed(ordered, random: random, offset: 3).first == 11)
    #expect(plan.mixed(ordered, random: random, offset: 2)[1] == 11)
  }

  @Test func `mixing keeps every number once, and begins with the beginning of the random order`() {
    for seed in UInt64(1)...60 {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...70, using: &generator)
      let ordered = (0..<count).map { UInt32($0) }.shuffled(using: &generator)
      let random = ordered.shuffled(using: &generator)
      let shares: [Double] = [0, 0.05, 0.1, 0.3, 1]
      let share = shares[Int.random(in: 0..<5, using: &generator)]
      let mixed = LabelingPlan(.noise, randomShare: share).mixed(ordered, random: random)
      #expect(mixed.sorted() == ordered.sorted(), "seed \(seed)")
      for end in mixed.indices {
        // As many as were drawn stand in front, so all of the random order's first ones do.
        let drawn = Int(Double(end + 1) * share + 5e-7)
        let first = Set(mixed.prefix(end + 1))
        #expect(random.prefix(drawn).allSatisfy(first.contains), "seed \(seed), end \(end)")
      }
      if share == 1 { #expect(mixed == random, "seed \(seed)") }
      if share == 0 { #expect(mixed == ordered, "seed \(seed)") }
    }
  }
}

struct RandomRankTests {
  @Test func `a rank is the beginning of the digest, as a share`() throws {
    let digest = try #require(
      TrajectoryDigest(hexadecimal: "80" + String(repeating: "0", count: 62)))
    #expect(RandomRank.share(of: digest) == 0.5)
    #expect(RandomRank.share(ofKey: .max) < 1)
    #expect(RandomRank.share(ofKey: 0) == 0)
  }

  @Test func `a tenth of all texts lies below a tenth`() {
    let shares = (0..<4000).map {
      RandomRank.share(of: TrajectoryDigest(problem: "problem \($0)", steps: ["a step"]))
    }
    // The standard deviation is 19.
    #expect(abs(shares.count { $0 < 0.1 } - 400) < 80)
  }

  @Test func `seeds give other orders of the same keys`() {
    let keys = (0..<50).map { UInt64($0) }
    let orders = (UInt64(0)..<5).map { seed in
      keys.sorted { RandomRank.key($0, seed: seed) < RandomRank.key($1, seed: seed) }
    }
    #expect(Set(orders).count == 5)
    #expect(Set(keys.map { RandomRank.key($0, seed: 1) }).count == keys.count)
  }
}
