import Survival
import Testing

@testable import Reinforcement

struct AdvantageTests {
  private func rewards(
    _ steps: [Double], ends: [Int], isRight: Bool? = nil, separators: Set<Int> = []
  ) -> ResponseRewards {
    ResponseRewards(
      spans: StepSpans(ends: ends, tokenCount: ends.last ?? 0, separators: separators),
      steps: steps, isRight: isRight)
  }

  private func expect(
    _ got: [Double], _ want: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(got.count == want.count, sourceLocation: sourceLocation)
    for (own, other) in zip(got, want) {
      #expect(abs(own - other) < 1e-12, "\(got) not \(want)", sourceLocation: sourceLocation)
    }
  }

  // MARK: Steps

  @Test func `a step's advantage is its return less the mean of the others' from that step on`() {
    // Returns: −3, −2; −4, −1, −0.5; −6.
    let group = [
      rewards([-1, -2], ends: [2, 3]), rewards([-3, -0.5, -0.5], ends: [1, 2, 4]),
      rewards([-6], ends: [2]),
    ]
    let found = AdvantageEstimator.rloo.advantages(of: group)
    // Of step 2 the others have −1 and, having ended, 0 to come.
    expect(found[0], [2, 2, -1.5])
    expect(found[1], [0.5, 0, -0.5, -0.5])
    expect(found[2], [-2.5, -2.5])
  }

  @Test func `the verifier and the steps are compared apart, and added`() {
    let group = [
      rewards([-1, -2], ends: [2, 3], isRight: true),
      rewards([-1, -2], ends: [1, 2], isRight: false),
      rewards([-1, -2], ends: [1, 4]),
    ]
    let found = AdvantageEstimator.rloo.advantages(of: group, isVerified: true)
    expect(found[0], [1, 1, 1])
    expect(found[1], [-0.5, -0.5])
    expect(found[2], [-0.5, -0.5, -0.5, -0.5])
    #expect(AdvantageEstimator.rloo.advantages(of: group).flatMap(\.self).allSatisfy { $0 == 0 })
  }

  @Test func `all step rewards of a prompt are normalized together, then summed`() {
    let group = [rewards([1, 3], ends: [1, 2]), rewards([5], ends: [2])]
    // Mean 3, deviation 2: −1, 0 and 1, and the sums from each step on.
    let found = AdvantageEstimator.grpo.advantages(of: group)
    for (own, want) in zip(found.flatMap(\.self), [-1.0, 0, 1, 1]) {
      #expect(abs(own - want) < 1e-6)
    }
  }

  @Test func `equal rewards and single samples teach nothing`() {
    for estimator in AdvantageEstimator.allCases {
      let same = [rewards([-0.1, -0.3], ends: [1, 3]), rewards([-0.1, -0.3], ends: [2, 5])]
      let alone = [rewards([-4, 2], ends: [1, 3], isRight: true)]
      for found in [
        estimator.advantages(of: same), estimator.advantages(of: alone, isVerified: true),
        MinimumForm().advantages(of: alone, isVerified: true),
      ] where estimator == .rloo || found.count == 1 {
        #expect(found.flatMap(\.self).allSatisfy { $0 == 0 })
      }
    }
  }

  // MARK: PURE

  @Test func `the minimum form takes the others' reward for as many tokens from each step`() {
    let minimum = SoftMinimum()
    let (first, second) = ([0.8, -0.6], [0.4, 0.9, 0.2])
    let group = [
      rewards(first, ends: [2, 5], separators: [1]), rewards(second, ends: [1, 3, 4]),
    ]
    let (own, other) = (minimum.terms(first), minimum.terms(second))
    let (perOther, perOwn) = (other.reduce(0, +) / 4, own.reduce(0, +) / 5)
    let found = MinimumForm().advantages(of: group, isVerified: false)
    let last = own[1] - perOther * 3
    expect(found[0], [own[0] - perOther * 2 + last, 0, last, last, last])
    let end = other[2] - perOwn
    let middle = end + other[1] - perOwn * 2
    expect(found[1], [middle + other[0] - perOwn, middle, middle, end])
  }

  @Test func `the minimum form's verifier is −1 for a wrong answer, less the others' mean`() {
    let group = [
      rewards([0.5], ends: [2], isRight: true), rewards([0.5], ends: [2], isRight: false),
      rewards([0.5], ends: [2], isRight: nil),
    ]
    let found = MinimumForm().advantages(of: group, isVerified: true)
    expect(found.map { $0[0] }, [1, -0.5, -0.5])
  }

  @Test func `the worst step counts most`() {
    let found = MinimumForm().score([0.9, -0.8, 0.9])
    #expect(found < -0.79 && found > -0.81)
  }

  // MARK: PRIME

  @Test
  func `implicit rewards are normalized, compared, weighted, summed and whitened in that order`() {
    let q = [[[0.1, -0.3], [0.2, 0.2, 0.1]], [[-0.4], [0.05, 0.1]]]
    let right = [[true, false], [false, true]]
    // By hand: the largest |sum from the end| is 0.5, of the second sample.
    let scale = 0.5 + 1e-6
    var expected: [[Double]] = []
    for (group, verdicts) in zip(q, right) {
      let normalized = group.map { $0.map { $0 / scale } }
      let means = normalized.map { $0.reduce(0, +) / Double($0.count) }
      for sample in 0..<2 {
        var rewards = normalized[sample].map { 5 * ($0 * 2 - (means[0] + means[1])) }
        rewards[rewards.count - 1] += verdicts[sample] ? 1 : -1
        var sum = 0.0
        expected.append(
          rewards.reversed().map { reward in
            sum += reward
            return sum
          }.reversed())
      }
    }
    let all = expected.flatMap(\.self)
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count - 1)
    let found = ImplicitRewards().advantages(of: q, isRight: right).flatMap(\.self)
    for (own, want) in zip(found, expected) {
      expect(own, want.map { ($0 - mean) / (variance + 1e-8).squareRoot() })
    }
  }

  @Test func `the coefficient counts, since the division comes before it`() {
    let q = [[[0.1, -0.3], [0.2, 0.2, 0.1]]]
    let right = [[true, false]]
    #expect(
      ImplicitRewards().advantages(of: q, isRight: right)
        != ImplicitRewards(coefficient: 1).advantages(of: q, isRight: right))
  }

  @Test func `prompts that are nearly always right, or wrong, are left out`() {
    let implicit = ImplicitRewards()
    #expect(implicit.keeps([true, false]) && implicit.keeps([true, false, false, false, false]))
    #expect(!implicit.keeps([true, true]) && !implicit.keeps([false]) && !implicit.keeps([]))
  }

  // MARK: Values

  @Test(arguments: ["vr", "crm", "prm", "pqm", "orm", "pure", "prime", "crm+vr", "pure+vr"])
  func `a reward is named as it is read`(name: String) throws {
    #expect(try #require(RewardSource(argument: name)).description == name)
  }

  @Test func `what is no reward is refused`() {
    for name in ["", "vr+vr", "crm+prm", "crm+", "crm+vr+vr", "iprm"] {
      #expect(RewardSource(argument: name) == nil, "\(name)")
    }
    #expect(RewardSource(argument: "VR+CRM")?.description == "crm+vr")
    #expect(RewardSource(argument: "prime")?.isVerified == true)
  }

  @Test func `steps reach to the end of a response, and never go back`() {
    let spans = StepSpans(ends: [3, 2, 9], tokenCount: 7)
    #expect(spans.ends == [3, 3, 7] && spans.tokens(of: 1).isEmpty)
    #expect(spans.spread([1, 2, 3]) == [1, 1, 1, 3, 3, 3, 3])
    #expect(StepSpans(ends: [2, 4], tokenCount: 6).tokens(of: 1) == 2..<6)
  }
}
