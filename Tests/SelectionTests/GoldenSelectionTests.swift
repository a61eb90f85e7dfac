import Scoring
import Survival
import Testing

@testable import Selection

/// Golden/selection.json: plain Python by the words of docs/selection.md.
struct GoldenSelectionTests {
  struct File: Decodable {
    var questions: [Question]
    var curves: [Curve]
  }
  struct Question: Decodable {
    var kind, reference: String
    var candidates: [Member]
    var choices: [String: [Pick?]]
  }
  struct Member: Decodable {
    var answer: String?
    var right: Bool
    var steps: [Double]?
    /// By rule: what it is ranked by, and the logarithm of its weight.
    var figures: [String: [Double]]?
  }
  /// A place and whether it is tied.
  struct Pick: Decodable, Equatable {
    var place: Int
    var isTied: Bool

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      place = try list.decode(Int.self)
      isTied = try list.decode(Bool.self)
    }
  }
  struct Curve: Decodable {
    var rule: String
    var counts: [Int]
    var seed: UInt64
    var resamples: Int
    var level: Double
    var accuracy: [Double]
    var intervals: [[Double]]
  }

  private let file: File
  private let sets: [CandidateSet]

  init() throws {
    file = try GoldenFile.selection(File.self)
    sets = try file.questions.map { question in
      CandidateSet(
        try question.candidates.map { member in
          var candidate = Candidate(
            answer: member.answer,
            outcome: CandidateOutcome(answer: member.answer, reference: question.reference))
          if let steps = member.steps { candidate.add(try Self.score(question.kind, steps)) }
          return candidate
        })
    }
  }

  private static func score(_ kind: String, _ steps: [Double]) throws -> TrajectoryScore {
    let kind = try #require(TrajectoryScore.Kind(rawValue: kind))
    let curve =
      switch kind {
      case .crm: try HazardCurve(logits: steps)
      case .prm: try HazardCurve(hazards: steps.map { 1 - $0 })
      case .pqm, .iprm, .orm: try HazardCurve(logits: steps.map { -$0 })
      }
    var score = TrajectoryScore(model: "golden", kind: kind, curve: curve, rule: .map)
    score.values = steps
    return score
  }

  @Test func `every figure of every kind of model is exact to the last digits`() {
    #expect(sets.count == 35)
    for (question, set) in zip(file.questions, sets) {
      for (member, candidate) in zip(question.candidates, set.candidates) {
        #expect(candidate.figures.count == (member.figures?.count ?? 0))
        for (name, want) in member.figures ?? [:] {
          let got = Aggregation(rawValue: name).flatMap { candidate.figures[$0] }
          #expect(
            isClose(got?.rank ?? .nan, want[0], 1e-14)
              && isClose(got?.logWeight ?? .nan, want[1], 1e-14),
            "\(question.kind) \(name) of \(member.steps ?? []): \(String(describing: got)), \(want)"
          )
        }
      }
    }
  }

  @Test func `answers in other spellings are compared as mathematics`() {
    for (question, set) in zip(file.questions, sets) {
      #expect(set.candidates.map(\.outcome.isRight) == question.candidates.map(\.right))
    }
  }

  @Test func `every rule chooses the same among the first N as plain Python`() throws {
    #expect(Set(file.questions[0].choices.keys) == Set(SelectionRule.allCases.map(\.argument)))
    for (question, set) in zip(file.questions, sets) {
      for (name, picks) in question.choices {
        let rule = try #require(SelectionRule(argument: name))
        for (count, pick) in picks.enumerated() {
          let got = set.choice(by: rule, among: count)
          #expect(
            got?.candidate == pick?.place && got?.isTied == pick?.isTied,
            "\(question.kind) \(name) among \(count)")
        }
      }
    }
  }

  @Test func `accuracy against N and its intervals are those of plain Python`() throws {
    #expect(file.curves.count == 5)
    for golden in file.curves {
      let curve = AccuracyCurve(
        of: sets, by: try #require(SelectionRule(argument: golden.rule)), counts: golden.counts,
        bootstrap: QuestionBootstrap(
          seed: golden.seed, resamples: golden.resamples, level: golden.level))
      #expect(curve.questions == sets.count)
      #expect(curve.points.map(\.candidates) == golden.counts)
      for (place, point) in curve.points.enumerated() {
        #expect(isClose(point.accuracy, golden.accuracy[place]), "\(golden.rule)")
        #expect(isClose(point.interval.lowerBound, golden.intervals[place][0]), "\(golden.rule)")
        #expect(isClose(point.interval.upperBound, golden.intervals[place][1]), "\(golden.rule)")
      }
    }
  }
}
