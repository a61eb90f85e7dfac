import Testing

@testable import Selection

/// rl.json: exact fractions, checked with scipy, numpy and Python's Counter.
struct GoldenVoteTests {
  struct File: Decodable {
    var passAtK: [Pass]
    var majorityVote: [Majority]
    var weightedVote: [Weighted]
  }
  struct Pass: Decodable {
    var name: String
    var n, c, k: Int
    var value: Double
  }
  struct Majority: Decodable {
    var name: String
    var answers, order: [String]
    var counts: [Int]
    var winner: String
    var winnerFirstIndex: Int
    var tie: Bool
  }
  struct Weighted: Decodable {
    var name: String
    var answers, order: [String]
    var scores, totals: [Double]
    var winner: String
    var tie: Bool
  }

  private let file: File

  init() throws { file = try GoldenFile.rewards(File.self) }

  @Test func `the unbiased share of draws with a right one is exact`() {
    #expect(file.passAtK.count == 60)
    for golden in file.passAtK {
      let got = PassAtK.unbiased(samples: golden.n, right: golden.c, drawn: golden.k)
      #expect(abs((got ?? .nan) - golden.value) <= 1e-13, "\(golden.name)")
    }
  }

  @Test func `votes are counted in the order in which answers are seen`() throws {
    #expect(file.majorityVote.count == 40)
    for golden in file.majorityVote {
      let groups = AnswerGroups(texts: golden.answers)
      #expect(groups.firsts.map { golden.answers[$0] } == golden.order, "\(golden.name)")
      #expect(groups.votes() == golden.counts, "\(golden.name)")
      let winner = try #require(AnswerGroups.winner(of: groups.votes().map(Double.init)))
      #expect(golden.order[winner.group] == golden.winner, "\(golden.name)")
      #expect(groups.firsts[winner.group] == golden.winnerFirstIndex, "\(golden.name)")
      #expect(winner.isTied == golden.tie, "\(golden.name)")
    }
  }

  @Test func `weights of votes add up, negative ones too`() throws {
    #expect(file.weightedVote.count == 40)
    for golden in file.weightedVote {
      let groups = AnswerGroups(texts: golden.answers)
      let totals = groups.totals(of: golden.scores)
      for (got, want) in zip(totals, golden.totals) {
        #expect(isClose(got ?? .nan, want), "\(golden.name)")
      }
      let winner = try #require(AnswerGroups.winner(of: totals))
      #expect(golden.order[winner.group] == golden.winner, "\(golden.name)")
      #expect(winner.isTied == golden.tie, "\(golden.name)")
    }
  }

  @Test func `numbers that cannot be have no share`() {
    #expect(PassAtK.unbiased(samples: 4, right: 2, drawn: 0) == nil)
    #expect(PassAtK.unbiased(samples: 4, right: 2, drawn: 5) == nil)
    #expect(PassAtK.unbiased(samples: 4, right: 5, drawn: 1) == nil)
    #expect(PassAtK.unbiased(samples: 4, right: -1, drawn: 1) == nil)
  }

  @Test func `128 samples give every share without losing digits`() {
    for right in 0...128 {
      let one = PassAtK.unbiased(samples: 128, right: right, drawn: 1) ?? .nan
      #expect(abs(one - Double(right) / 128) <= 1e-15)
      #expect(PassAtK.unbiased(samples: 128, right: right, drawn: 128) == (right > 0 ? 1 : 0))
    }
  }
}
