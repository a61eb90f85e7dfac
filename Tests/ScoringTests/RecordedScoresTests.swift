import Foundation
import JSON
import Survival
import TestSupport
import Testing
import Trajectories

@testable import BuiltIn
@testable import Scoring

/// What `misstep score` writes comes back by `--model recorded`.
struct RecordedScoresTests {
  private static let stepCount = 3

  /// As models make them: a curve of logits, and what they are made from.
  private static func score(
    _ kind: TrajectoryScore.Kind, logits: [Double], rule: PredictionRule
  ) throws -> TrajectoryScore {
    func make(_ logits: [Double]) throws -> TrajectoryScore {
      TrajectoryScore(model: "m", kind: kind, curve: try HazardCurve(logits: logits), rule: rule)
    }
    var score = try make(logits)
    switch kind {
    case .crm: score.values = logits
    case .prm: score.values = logits.map { 1 / (1 + exp($0)) }
    case .pqm: score.values = logits.map { -$0 }
    case .iprm:
      let sums = logits.map { -$0 }
      score.cumulativeRewards = sums
      score.values = zip(sums, [0] + sums).map { $0 - $1 }
    case .orm:
      let logit = try #require(logits.last)
      let before = [Double](repeating: -.infinity, count: logits.count - 1)
      score = try make(before + [logit])
      score.outcomeProbability = 1 / (1 + exp(logit))
      score.values = [-logit]
    }
    return score
  }

  private static func native(_ scores: JSONValue) -> [UInt8] {
    let record: JSONValue = ["problem": "P", "steps": ["a", "b", "c"], "scores": scores]
    return JSONWriter.bytes(of: record)
  }

  private static func read(_ bytes: [UInt8]) -> RecordOutcome {
    RecordReader(format: NativeFormat()).read(SourceRecord(bytes: bytes[...]))
  }

  private static func recorded(_ bytes: [UInt8]) throws -> TrajectoryScore {
    try RecordedModel().score(try #require(read(bytes).trajectories.first))
  }

  @Test(arguments: TrajectoryScore.Kind.allCases, [81, 82, 83] as [UInt64])
  func `scores of every kind come back as they were written`(
    kind: TrajectoryScore.Kind, seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    for rule in [PredictionRule.map, .median, .threshold(0.35)] {
      let logits = (0..<Self.stepCount).map { _ in Double.random(in: -30...30, using: &random) }
      var score = try Self.score(kind, logits: logits, rule: rule)
      score.seconds = 1.5
      let copy = try Self.recorded(Self.native(score.json()))
      score.seconds = 0
      #expect(copy == score, "seed \(seed), \(kind), \(rule)")
      #expect(copy.json() == score.json(), "seed \(seed), \(kind), \(rule)")
    }
  }

  @Test(arguments: [TrajectoryScore.Kind.crm, .prm, .pqm, .orm])
  func `hazards of 0 and 1 come back too`(kind: TrajectoryScore.Kind) throws {
    for last in [Double.infinity, -.infinity] {
      let score = try Self.score(kind, logits: [.infinity, -.infinity, last], rule: .map)
      #expect(try Self.recorded(Self.native(score.json())) == score)
    }
  }

  @Test func `an outcome model that gave no logit comes back with its probability`() throws {
    var score = TrajectoryScore(
      model: "m", kind: .orm, curve: try HazardCurve(hazards: [0, 0, 0.25]), rule: .map)
    score.outcomeProbability = 0.75
    #expect(try Self.recorded(Self.native(score.json())) == score)
  }

  @Test func `the built-in model's curve comes back`() throws {
    let trajectory = Trajectory(id: "a", problem: "2 + 2?", steps: ["2 + 2 = 5", "so 5", "5"])
    let score = try BuiltInModel.bundled().score(trajectory)
    let copy = try Self.recorded(Self.native(score.json()))
    #expect(copy.curve == score.curve && copy.kind == score.kind && copy.rule == score.rule)
    #expect(copy.firstError() == score.firstError() && copy.model == score.model)
  }

  @Test func `a score outside what its model knows says so in the file, and comes back`() throws {
    let puzzle = Trajectory(id: "a", problem: "Sort: pear fig.", steps: ["fig comes first", "fig"])
    let score = try BuiltInModel.bundled().score(puzzle)
    #expect(score.json()["outside"]?.bool == true && score.json()["first_error"]?.integer == -1)
    let line = JSONWriter.bytes(
      of: ["problem": "P", "steps": ["a", "b"], "scores": score.json()] as JSONValue)
    let copy = try Self.recorded(line)
    #expect(copy.isOutside && copy.curve == score.curve && copy.firstError() == .noError)
    let known = try BuiltInModel.bundled().score(
      Trajectory(id: "a", problem: "2 + 2?", steps: ["2 + 2 = 5"]))
    #expect(known.json()["outside"] == nil)
  }

  @Test func `an outcome without steps is read and drawn`() throws {
    let line = #"{"problem":"P","steps":[],"scores":{"kind":"orm","outcome_probability":0.25}}"#
    let score = try Self.recorded(Array(line.utf8))
    #expect(score.outcomeProbability == 0.25 && score.curve.stepCount == 0)
  }

  @Test(arguments: [
    #"{"kind":"pqm","logits":[0,1,2],"values":[1,2]}"#,
    #"{"kind":"iprm","logits":[0,1,2],"values":[1,2,3],"q":"x"}"#,
    #"{"kind":"iprm","logits":[0,1,2],"values":[1,null,3]}"#,
    #"{"kind":"orm","outcome_probability":[0.5]}"#,
    #"{"kind":"orm","outcome_probability":0.5,"outcome_logit":true}"#,
  ])
  func `figures that do not fit are warned of and left out`(scores: String) {
    let line = #"{"problem":"P","steps":["a","b","c"],"scores":\#(scores)}"#
    let outcome = Self.read(Array(line.utf8))
    #expect(outcome.issues.map(\.severity) == [.warning])
    #expect(outcome.trajectories.map(\.recordedScores) == [nil])
  }

  @Test(arguments: ["1.5", "-1", #""inf""#])
  func `a probability outside of 0 to 1 counts as bad and is left out`(figure: String) {
    let scores = #"{"kind":"orm","outcome_probability":\#(figure)}"#
    let line = #"{"problem":"P","steps":["a","b","c"],"scores":\#(scores)}"#
    let outcome = Self.read(Array(line.utf8))
    #expect(outcome.issues.map(\.severity) == [.bad])
    #expect(outcome.trajectories.map(\.recordedScores) == [nil])
    #expect(outcome.issues.allSatisfy { $0.reason.contains("outcome_probability") })
  }

  @Test func `lists without a kind are read as ever, whatever else stands there`() throws {
    let scores = #"{"rewards":[3,-2,0],"values":[1],"q":7,"rule":5}"#
    let line = #"{"problem":"P","steps":["a","b","c"],"scores":\#(scores)}"#
    let score = try Self.recorded(Array(line.utf8))
    #expect(score.kind == .pqm && score.values.isEmpty && score.cumulativeRewards == nil)
    #expect(score.curve.logits == [-3, 2, 0])
    let unknown =
      #"{"problem":"P","steps":["a"],"scores":{"kind":"new","hazards":[0.5],"rule":""}}"#
    let other = try Self.recorded(Array(unknown.utf8))
    #expect(other.kind == .crm && other.rule == .map)
  }

  @Test(arguments: TrajectoryScore.Kind.allCases)
  func `scores that were read are written again whole`(kind: TrajectoryScore.Kind) throws {
    let score = try Self.score(kind, logits: [-1, 0.5, .infinity], rule: .median)
    var trajectory = try #require(Self.read(Self.native(score.json())).trajectories.first)
    trajectory.source = SourceRecord()
    let written = NativeFormat().write(ExportTrajectory(trajectory: trajectory)).bytes
    #expect(try Self.recorded(try #require(written)) == score)
  }
}
