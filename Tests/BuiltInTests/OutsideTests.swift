@testable import BuiltIn
import Scoring
import Survival
import Testing
import Trajectories

/// Texts that the built-in model knows nothing of, made for these tests.
struct OutsideTests {
  private let puzzle = Trajectory(
    id: "order",
    problem: """
      Five books stand on a shelf: a red, a blue, a green, a white and a black one. The red book is \
      the third from the left. The blue book is to the right of the white one. Which is the first?
      """,
    steps: [
      "Step 1: I look for statements about absolute positions.",
      "2. The red book is the third from the left, so two books stand before it.",
      "The white book stands before the blue one, so the white one may be the first.",
      "So the answer is (B).",
    ])

  @Test func `logic without numbers gets the base rate, a reason, and no predicted step`() throws {
    let model = try BuiltInModel.bundled()
    let score = try model.score(puzzle)
    #expect(score.isOutside)
    #expect(Set(score.curve.logits).count == 1)
    let rate = try #require(score.curve.hazards.first)
    #expect(abs(rate - model.description.baseRate) < 1e-12)
    #expect(score.firstError() == .noError)
    #expect(score.reasons.count == 4)
    for reasons in score.reasons {
      #expect(reasons.map(\.text) == ["outside what this model knows"])
      #expect(reasons[0].contribution == score.curve.logits[0])
    }
  }

  @Test func `many such steps predict no error either, by any rule`() throws {
    let sorting = Trajectory(
      id: "words", problem: "Sort these words: pear apple fig.",
      steps: Array(repeating: "The next word is compared letter by letter.", count: 200))
    let score = try BuiltInModel.bundled().score(sorting)
    for rule in [PredictionRule.map, .median, .threshold(0.9)] {
      #expect(score.firstError(by: rule) == .noError)
    }
  }

  @Test(arguments: [
    "Five books cost $7 each.", "x = y", "Let \\(n\\) be even.", "Of 3 books two are red.",
  ])
  func `a number, an equation or notation is enough to judge`(problem: String) throws {
    var known = puzzle
    known.problem = problem
    #expect(try !BuiltInModel.bundled().score(known).isOutside)
  }

  @Test func `the first number in a step ends the base rate, and changes nothing before it`() throws
  {
    let model = try BuiltInModel.bundled()
    var trajectory = puzzle
    trajectory.steps.append("There are 5 * 4 = 21 orders of two of them.")
    let (flat, mixed) = (try model.score(puzzle), try model.score(trajectory))
    #expect(!mixed.isOutside)
    #expect(Array(mixed.curve.logits.prefix(4)) == flat.curve.logits)
    #expect(mixed.firstError() == .step(4))
  }

  @Test func `a model's file keeps its base rate, and may lack it`() throws {
    var file = BuiltInModelFile(weights: ["always": -2], rule: .map)
    #expect(file.baseRate == 0.093)
    file.baseRate = 0.25
    #expect(try BuiltInModelFile(json: file.json).baseRate == 0.25)
    let score = try BuiltInModel(file).score(puzzle)
    #expect(abs(score.curve.hazards[0] - 0.25) < 1e-12)
    let old = #"{"format": "misstep builtin model", "rule": "map", "weights": {}}"#
    #expect(try BuiltInModelFile(json: Array(old.utf8)).baseRate == 0.093)
    let bad = #"{"format": "misstep builtin model", "rule": "map", "base_rate": 1, "weights": {}}"#
    #expect(throws: BuiltInModelError.badBaseRate) {
      try BuiltInModelFile(json: Array(bad.utf8))
    }
  }

  @Test func `the base rate counts first errors among the steps that could be one`() {
    func example(_ label: ObjectiveLabel, steps: Int, weight: Double) -> TrainingSet.Example {
      TrainingSet.Example(rows: 0..<steps, label: label, source: 0, weight: weight, question: 0)
    }
    // By hand: (2 · 1) / (2 · 3 + 1 · 4) = 0.2; outcomes alone name no step.
    let examples = [
      example(.known(.step(2)), steps: 9, weight: 2),
      example(.known(.noError), steps: 4, weight: 1),
      example(.wrongSomewhere, steps: 50, weight: 1),
    ]
    #expect(BuiltInTraining.baseRate(of: examples) == 0.2)
    #expect(BuiltInTraining.baseRate(of: []) == nil)
    #expect(BuiltInTraining.baseRate(of: [examples[1]]) == nil)
  }
}
