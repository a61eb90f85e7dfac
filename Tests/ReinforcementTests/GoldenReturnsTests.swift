import Foundation
import TestSupport
import Testing

@testable import Reinforcement

/// rl.json, which lies with the tests of Survival: exact rationals and mpmath at 80 digits, rounded once.
struct GoldenReturnsTests {
  struct File: Decodable {
    var rloo: [LeaveOneOutCase]
    var grpo: [GroupCase]
    var rewardToGo: [ReturnCase]
  }
  struct LeaveOneOutCase: Decodable {
    var name: String
    var rewards, advantages: [Double]
  }
  struct GroupCase: Decodable {
    var name: String
    var rewards: [Double]
    var eps: Double
    var mean, stdPopulation, stdSample: Double
    var advantagesPopulation, advantagesSample: [Double]
  }
  struct ReturnCase: Decodable {
    var name: String
    var rewards: [Double]
    var gamma: Double
    var returns, scale: [Double]
  }

  private let file: File

  init() throws {
    let path = RepositoryFolder.path("Tests/SurvivalTests/Golden/rl.json")
    file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(filePath: path)))
  }

  /// |got − want| ≤ 1e-12 · scale + extra, as the golden data's page has it.
  private func expect(
    _ got: [Double], _ want: [Double], scale: [Double]? = nil, extra: Double = 0, _ name: String
  ) {
    #expect(got.count == want.count, "\(name)")
    for (place, (own, other)) in zip(got, want).enumerated() {
      let tolerance = 1e-12 * (scale?[place] ?? abs(other)) + extra
      #expect(abs(own - other) <= tolerance, "\(name)[\(place)]: \(own), not \(other)")
    }
  }

  @Test func `leave-one-out advantages are the golden ones`() {
    #expect(file.rloo.count == 40)
    for test in file.rloo {
      let size = test.rewards.reduce(0) { $0 + abs($1) }
      expect(
        LeaveOneOut.advantages(of: test.rewards), test.advantages, extra: 1e-15 * size, test.name)
      let group = test.rewards.map {
        ResponseRewards(spans: StepSpans(ends: [1, 3], tokenCount: 3), final: $0)
      }
      let tokens = AdvantageEstimator.rloo.advantages(of: group)
      for (own, want) in zip(tokens, test.advantages) {
        expect(own, [want, want, want], extra: 1e-15 * size, test.name)
      }
    }
  }

  @Test func `group-normalized advantages are the golden ones`() {
    #expect(file.grpo.count == 42)
    for test in file.grpo {
      let size = 1e-15 * test.rewards.reduce(0) { $0 + abs($1) }
      for (deviation, spread, advantages) in [
        (.population, test.stdPopulation, test.advantagesPopulation),
        (.sample, test.stdSample, test.advantagesSample),
      ] as [(GroupNormalization.Deviation, Double, [Double])] {
        let group = GroupNormalization(epsilon: test.eps, deviation: deviation)
        let moments = group.moments(of: test.rewards)
        expect([moments.mean], [test.mean], extra: size, test.name)
        expect([moments.deviation], [spread], extra: size, test.name)
        expect(
          group.advantages(of: test.rewards), advantages, extra: size / (spread + test.eps),
          test.name)
      }
    }
  }

  @Test func `returns are the golden ones, with and without discount`() {
    #expect(file.rewardToGo.count == 50)
    for test in file.rewardToGo {
      expect(
        RewardToGo.returns(of: test.rewards, discount: test.gamma), test.returns, scale: test.scale,
        test.name)
    }
  }
}
