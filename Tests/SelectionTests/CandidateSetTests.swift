import Scoring
import Survival
import Testing
import Trajectories

@testable import Selection

struct CandidateSetTests {
  private func candidate(
    _ answer: String?, _ hazards: [Double]? = nil, isRight: Bool? = nil
  ) throws -> Candidate {
    var candidate = Candidate(
      answer: answer, outcome: isRight.map { .recorded($0) } ?? .unknown)
    if let hazards {
      candidate.add(
        TrajectoryScore(
          model: "test", kind: .crm, curve: try HazardCurve(hazards: hazards), rule: .map))
    }
    return candidate
  }

  @Test func `best-of-N takes the highest S(T), the first of equal ones`() throws {
    let set = CandidateSet([
      try candidate("1", [0.5]), try candidate("2", [0.1, 0.1]), try candidate("3", [0.1, 0.1]),
    ])
    #expect(set.choice(by: .best(.own)) == Choice(candidate: 1, isTied: true))
    #expect(set.choice(by: .best(.own), among: 2) == Choice(candidate: 1))
    #expect(set.ranking(by: .own) == [1, 2, 0])
  }

  @Test func `what underflows as a probability is still ranked`() throws {
    let unlikely = [Double](repeating: 1 - 1e-10, count: 60)
    let set = CandidateSet([
      try candidate("1", unlikely + [0.5]), try candidate("2", unlikely),
      try candidate("3", unlikely + [0.1]), try candidate("3", unlikely + [0.1]),
    ])
    #expect(set.candidates[1].figures[.own]?.value == 0)
    #expect(set.choice(by: .best(.own)) == Choice(candidate: 1))
    #expect(set.choice(by: .vote(.own)) == Choice(candidate: 2))
  }

  @Test func `certain errors tie at zero and the first seen wins`() throws {
    let set = CandidateSet([try candidate("1", [1]), try candidate("2", [1, 0.5])])
    #expect(set.choice(by: .best(.own)) == Choice(candidate: 0, isTied: true))
    #expect(set.choice(by: .vote(.own)) == Choice(candidate: 0, isTied: true))
  }

  @Test func `without a figure a candidate is never the best and does not weigh`() throws {
    let set = CandidateSet([
      try candidate("1"), try candidate("1"), try candidate("2", [0.99]), try candidate("3", []),
    ])
    #expect(set.choice(by: .best(.mean)) == Choice(candidate: 2))
    #expect(set.choice(by: .vote(.mean)) == Choice(candidate: 2))
    #expect(set.choice(by: .majority) == Choice(candidate: 0))
    #expect(set.ranking(by: .mean) == [2, 0, 1, 3])
  }

  @Test func `nothing is chosen where nothing can be`() throws {
    let unscored = CandidateSet([try candidate(nil), try candidate(nil)])
    for rule in SelectionRule.allCases where rule != .first {
      #expect(unscored.choice(by: rule) == nil, "\(rule.argument)")
      #expect(CandidateSet([]).choice(by: rule) == nil)
      #expect(!unscored.isRight(by: rule))
    }
    #expect(unscored.choice(by: .first) == Choice(candidate: 0))
    #expect(CandidateSet([]).choice(by: .first) == nil)
  }

  @Test func `a model that is right for the wrong reasons loses to a weighted vote`() throws {
    let set = CandidateSet([
      try candidate("9", [0.1], isRight: false), try candidate("5", [0.4], isRight: true),
      try candidate("5.0", [0.3], isRight: true),
    ])
    #expect(!set.isRight(by: .best(.own)))
    #expect(set.choice(by: .vote(.own)) == Choice(candidate: 2))
    #expect(set.isRight(by: .majority))
    #expect(set.isRight(by: .oracle))
    #expect(!set.isRight(by: .oracle, among: 1))
  }

  @Test func `figures that are no numbers are none, infinite ones count`() throws {
    var broken = TrajectoryScore(
      model: "test", kind: .pqm, curve: try HazardCurve(logits: [0, 0]), rule: .map)
    broken.values = [1, .nan]
    for aggregation in Aggregation.allCases { #expect(aggregation.figure(of: broken) == nil) }
    broken.values = [1, -.infinity]
    #expect(Aggregation.own.figure(of: broken)?.rank == -.infinity)
    #expect(Aggregation.softMinimum.figure(of: broken)?.rank == -.infinity)
    broken.values = [1, .infinity]
    #expect(Aggregation.own.figure(of: broken)?.rank == 1)
    broken.values = [.infinity, -.infinity]
    #expect(Aggregation.sum.figure(of: broken) == nil)
  }

  @Test func `figures that a file gives without the model's own are made from its curve`() throws {
    let score = TrajectoryScore(
      model: "test", kind: .iprm, curve: try HazardCurve(logits: [-2, -1, -4]), rule: .map)
    #expect(Aggregation.own.figure(of: score)?.rank == -1)
    #expect(Aggregation.sum.figure(of: score)?.rank == 4)
    #expect(Aggregation.leastSum.figure(of: score)?.rank == 1)
  }
}

struct CandidateTests {
  @Test func `an outcome is the file's, else the comparison's, else unknown`() {
    func outcome(_ recorded: Bool?, _ answer: String?, _ reference: String?) -> CandidateOutcome {
      CandidateOutcome(recorded: recorded, answer: answer, reference: reference)
    }
    #expect(outcome(false, "4", "4") == .recorded(false))
    #expect(outcome(nil, "8/2", "4") == .computed(true))
    #expect(outcome(nil, "5", "4") == .computed(false))
    #expect(outcome(nil, nil, "4") == .computed(false))
    #expect(outcome(nil, "0.3", "1/3") == .undecided)
    #expect(outcome(nil, "4", nil) == .unknown)
    #expect(outcome(nil, "4", " ") == .unknown)
    #expect(outcome(nil, "4", "2 + 2 = 5, less 1\n#### 4") == .computed(true))
  }

  @Test func `thoughts are not asked for the answer unless there is nothing else`() {
    let spoken = Trajectory(
      id: "a", problem: "p", steps: ["so the answer is 5", "The answer is 6."],
      kinds: [.thought, .answer])
    #expect(Candidate(spoken).answer == "6")
    let unspoken = Trajectory(
      id: "a", problem: "p", steps: ["so the answer is 5"], kinds: [.thought])
    #expect(Candidate(unspoken).answer == "5")
  }

  @Test func `rules are read as they are written`() {
    #expect(SelectionRule.allCases.count == 2 * Aggregation.allCases.count + 3)
    for rule in SelectionRule.allCases {
      #expect(SelectionRule(argument: rule.argument) == rule)
      #expect(!rule.summary.isEmpty)
    }
    #expect(SelectionRule(argument: "survival") == .best(.product))
    #expect(SelectionRule(argument: "best") == nil)
  }
}
