import Survival
import Testing
import Trajectories

@testable import Scoring

struct RecordedModelTests {
  private func trajectory(_ scores: RecordedScores?) -> Trajectory {
    Trajectory(id: "a", problem: "P", steps: ["s", "t"], recordedScores: scores)
  }

  @Test func `probabilities of being right become hazards`() throws {
    let scores = RecordedScores(model: "judge", meaning: .probabilities, values: [0.75, 0.5])
    let score = try RecordedModel().score(trajectory(scores))
    #expect(score.kind == .prm)
    #expect(score.model == "judge")
    #expect(score.curve.hazards == [0.25, 0.5])
  }

  @Test func `a higher reward is a lower hazard`() throws {
    let scores = RecordedScores(meaning: .rewards, values: [3, -2])
    let score = try RecordedModel().score(trajectory(scores))
    #expect(score.kind == .pqm)
    #expect(score.curve.hazards[0] < 0.5 && score.curve.hazards[1] > 0.5)
  }

  @Test func `logits of hazards are taken as they are`() throws {
    let scores = RecordedScores(meaning: .hazardLogits, values: [-1_000, 1_000])
    #expect(try RecordedModel().score(trajectory(scores)).curve.logits == [-1_000, 1_000])
  }

  @Test func `a trajectory without scores, or with too few, is refused with its id`() {
    #expect(throws: ScoringError.nothingRecorded(id: "a")) {
      try RecordedModel().score(trajectory(nil))
    }
    #expect(throws: ScoringError.countMismatch(id: "a", scores: 1, steps: 2)) {
      try RecordedModel().score(trajectory(RecordedScores(meaning: .hazards, values: [0.5])))
    }
  }

  @Test func `a probability outside its range is refused`() {
    #expect(throws: ScoringError.self) {
      try RecordedModel().score(trajectory(RecordedScores(meaning: .hazards, values: [0.5, 1.5])))
    }
  }
}

struct ScoresJSONTests {
  @Test func `infinite figures are written as strings and no error as minus one`() throws {
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [1, 0]), rule: .median)
    let json = score.json()
    #expect(json["rewards"]?.array?.first == .string("-inf"))
    #expect(json["logits"]?.array == [.string("inf"), .string("-inf")])
    #expect(json["first_error"]?.integer == 0)
    #expect(json["rule"]?.string == "median")
    let right = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.1]), rule: .map)
    #expect(right.json()["first_error"]?.integer == -1)
  }

  @Test func `another rule changes the prediction and says so`() throws {
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.3, 0.3]), rule: .map)
    #expect(score.json()["first_error"]?.integer == -1)
    #expect(score.json(by: .threshold(0.6))["first_error"]?.integer == 1)
    #expect(score.json(by: .threshold(0.6))["rule"]?.string == "threshold=0.6")
  }

  @Test func `an outcome model gives one probability and no steps`() throws {
    let score = TrajectoryScore(
      model: "m", kind: .orm, curve: try HazardCurve(hazards: [0.25]), rule: .map)
    #expect(score.json()["outcome_probability"]?.number == 0.75)
    #expect(score.json()["hazards"] == nil)
    #expect(score.json()["first_error"] == .null)
  }
}
