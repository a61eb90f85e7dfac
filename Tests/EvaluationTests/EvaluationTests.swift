import Foundation
import Scoring
import Selection
import Survival
import TestSupport
import Testing
import Trajectories

@testable import Evaluation

struct EvaluationTests {
  private func example(
    _ hazards: [Double], _ label: Label?, question: String = "q", subset: String = "set",
    kind: TrajectoryScore.Kind = .crm
  ) throws -> EvaluationCase {
    try .example(
      logits: hazards.map { log($0 / (1 - $0)) }, label: label, question: question,
      subset: subset, kind: kind)
  }

  @Test func `the golden PRMScores are ours`() throws {
    struct Case: Decodable {
      var name: String
      var labels, predictions: [Int]
      var f1, f1neg, prmScore: Double
    }
    struct File: Decodable { var prmScore: [Case] }
    let path = RepositoryFolder.path("Tests/SurvivalTests/Golden/rl.json")
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(filePath: path)))
    #expect(file.prmScore.count == 32)
    for golden in file.prmScore {
      var confusion = StepConfusion()
      for (label, prediction) in zip(golden.labels, golden.predictions) {
        confusion.add(isRight: label == 1, isCalledValid: prediction == 1)
      }
      #expect(isClose(confusion.f1, golden.f1), "\(golden.name)")
      #expect(isClose(confusion.negativeF1, golden.f1neg), "\(golden.name)")
      #expect(isClose(confusion.prmScore, golden.prmScore), "\(golden.name)")
    }
  }

  @Test func `a subset for choosing is left out of the average and said to be`() throws {
    let cases = [
      try example([0.9], .firstError(0), subset: "a"), try example([0.1], .noError, subset: "a"),
      try example([0.1], .firstError(0), subset: "b"), try example([0.1], .noError, subset: "b"),
    ]
    let figures = ProcessBenchFigures(cases, rule: .map, chosenOn: "a")
    #expect(figures.subsets.map(\.isForChoosing) == [true, false])
    #expect(figures.subsets.map(\.score.f1) == [1, 0])
    #expect(figures.average == 0)
    #expect(figures.alternatives.map(\.average) == [0, 0, 0])
    #expect(ProcessBenchFigures(cases, rule: .map).average == 0.5)
  }

  @Test func `where the official program prints NaN, it is said`() throws {
    let missed = [try example([0.9], .noError), try example([0.1], .firstError(0))]
    let figures = ProcessBenchFigures(missed, rule: .map)
    #expect(figures.subsets.first?.score.f1 == 0)
    #expect(figures.subsets.first?.isUndefinedOfficially == true)
    let oneKind = ProcessBenchFigures([try example([0.9], .firstError(0))], rule: .map)
    #expect(oneKind.subsets.first?.score.f1 == nil && oneKind.average == nil)
    #expect(oneKind.subsets.first?.isUndefinedOfficially == true)
  }

  @Test func `the best rule for a set is found, and of equal ones the first`() throws {
    // Only a threshold above 0.8 finds the error; all that do are equal.
    let cases = [try example([0.05, 0.2], .firstError(1)), try example([0.05, 0.05], .noError)]
    let best = try #require(RuleSelection.best(for: cases))
    #expect(best.score.f1 == 1)
    #expect(best.rule == .threshold(0.8))
    #expect(RuleSelection.best(for: [cases[0]]) == nil)
  }

  @Test func `steps after the first error and outcome models' steps do not count as hazards`()
    throws
  {
    let cases = [
      try example([0.1, 0.8, 0.9], .firstError(1)), try example([0.3, 0.2], .noError),
      try example([0.5, 0.5], .firstError(0), kind: .orm), try example([0.5], nil),
    ]
    let hazards = HazardRanking(cases)
    #expect(hazards.labels == [false, true, false, false])
    #expect(hazards.areaUnderROC() == 1)
    #expect(hazards.areaUnderROC(weights: [0, 1, 1, 1]) == nil)
  }

  @Test func `arithmetic contradicts a label only before its step`() {
    let evidence = ArithmeticEvidence(
      failingStep: 1, equation: "2 + 2 = 5", checked: 3, holds: [true, false, true])
    #expect(evidence.contradicts(.noError) && evidence.contradicts(.step(2)))
    #expect(!evidence.contradicts(.step(1)) && !evidence.contradicts(.step(0)))
    #expect(evidence.isSilent(about: .step(0)) && !evidence.isSilent(about: .step(2)))
  }

  @Test func `one model and arithmetic are two voices`() throws {
    let good = try example([0.01], .noError)
    let bad = try example([0.99], .firstError(0))
    let suspect = try example([0.98], .noError)
    let silence = ArithmeticEvidence(failingStep: nil, equation: nil, checked: 0, holds: [nil])
    let failing = ArithmeticEvidence(
      failingStep: 0, equation: "1 = 2", checked: 1, holds: [false])
    let figures = NoiseFigures(
      models: [[good, bad, suspect]], evidence: [silence, silence, failing])
    #expect(figures.contradictedByArithmetic == 1)
    // 0.98 is below the mean confidence of labelled errors, 0.99: the model alone does not object.
    #expect(figures.suspects.isEmpty)
    let doubted = NoiseFigures(
      models: [[good, try example([0.9], .firstError(0)), suspect]],
      evidence: [silence, silence, failing])
    #expect(doubted.suspects.map(\.place) == [2])
    #expect(doubted.suspects.first?.objections == [.step(0)])
    #expect(doubted.suspects.first?.voices == 2)
  }

  @Test func `a reward that follows length among wrong solutions is suspicious`() throws {
    let cases = try (0..<40).map { place in
      try example([0.9 - Double(place) / 50], .firstError(0), question: "\(place)")
    }
    let traits = (0..<40).map { TextTraits(steps: 1, words: $0, repetition: 0, reflections: 0) }
    let steps: [Int?] = (0..<40).map { $0 < 20 ? 1 : 2 }
    let figures = HackingFigures(cases, traits: traits, trainingSteps: steps)
    let words = figures.correlations[1]
    #expect(words.wrong == 1 && words.isSuspicious)
    #expect(words.wrongByQuarter == words.wrongByQuarter.sorted())
    // What does not vary has no correlation.
    #expect(figures.correlations[0].wrong == nil && !figures.correlations[0].isSuspicious)
    #expect(figures.questionsWithin == 0)
    #expect(figures.trainingSteps.map(\.step) == [1, 2])
    #expect(figures.trainingSteps.map(\.count) == [20, 20])
    #expect(figures.trainingSteps.first?.right == 0)
  }

  @Test func `rules for single steps are read from their own description`() {
    for rule in [ValidityRule.standard, .skywork, .survival(0.3)] {
      #expect(ValidityRule(argument: rule.description) == rule)
    }
    for argument in ["", "probability", "probability=", "probability=2", "map", "survival=nan"] {
      #expect(ValidityRule(argument: argument) == nil, "\(argument)")
    }
  }

  @Test func `PRMBench records tell every wrong step, others what they have`() throws {
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: [0.1, 0.9, 0.2]), rule: .map)
    let record = #"{"error_steps":[3,1,9],"classification":"circular"}"#
    var trajectory = Trajectory(
      id: "a", problem: "p", steps: ["s", "s", "s"],
      source: SourceRecord(format: "prmbench", file: "x/y.jsonl", bytes: Array(record.utf8)[...]))
    let planted = try #require(PRMBenchFigures.Item(trajectory, score: score))
    #expect(planted.name == "circular" && planted.isRight == [false, true, false])
    let beyond = #"{"error_steps":[9],"classification":"circular"}"#
    trajectory.source.bytes = Array(beyond.utf8)[...]
    #expect(PRMBenchFigures.Item(trajectory, score: score) == nil)
    trajectory.source.format = "native"
    #expect(PRMBenchFigures.Item(trajectory, score: score) == nil)
    trajectory.label = .firstError(1)
    let labelled = try #require(PRMBenchFigures.Item(trajectory, score: score))
    #expect(labelled.name == "y" && labelled.isRight == [true, false, false])
    trajectory.ratings = [.great, nil, .bad]
    #expect(PRMBenchFigures.Item(trajectory, score: score)?.isRight == [true, true, false])
  }

  @Test func `names of subsets come from files`() {
    #expect(EvaluationCase.subset(ofFile: "/data/gsm8k.json.gz") == "gsm8k")
    #expect(EvaluationCase.subset(ofFile: "-") == "-")
  }

  @Test func `rewards rank also where S(T) is one number as a double`() throws {
    let sure = try EvaluationCase.example(logits: [-50], label: .noError)
    let surer = try EvaluationCase.example(logits: [-60], label: .noError)
    #expect(sure.reward == surer.reward && surer.rewardLogit > sure.rewardLogit)
    let lost = try EvaluationCase.example(logits: [800], label: .noError)
    let worse = try EvaluationCase.example(logits: [900], label: .noError)
    #expect(lost.reward == worse.reward && worse.rewardLogit < lost.rewardLogit)
  }
}

extension EvaluationTests {
  @Test func `the model's own rule, the product and Pass@N are judged on the same first N`() throws
  {
    // One question: a right solution with one doubtful step, a wrong one doubted a little everywhere.
    let models = try [TrajectoryScore.Kind.crm, .prm].map { kind in
      [
        try example([0.5, 0.1, 0.1, 0.1], .noError, kind: kind),
        try example([0.4, 0.4, 0.4, 0.4], .firstError(0), kind: kind),
        try example([0.2, 0.2, 0.2, 0.2], .firstError(0), kind: kind),
      ]
    }
    let candidates = [true, false, false].map {
      Candidate(answer: "\($0)", outcome: .recorded($0))
    }
    let figures = BestOfNFigures(models: models, candidates: candidates, limit: 3)
    #expect(figures.counts == [1, 2, 3] && figures.questions == 1 && figures.unjudged == 0)
    func accuracies(_ model: Int, _ rule: SelectionRule) -> [Double]? {
      figures.models[model].lines.first { $0.rule == rule }?.curve.points.map(\.accuracy)
    }
    for model in [0, 1] {
      // S(T): 0.36 against 0.13 and 0.41; the least step: 0.5 against 0.6 and 0.8.
      #expect(accuracies(model, .best(.product)) == [1, 1, 0])
      #expect(accuracies(model, .best(.minimum)) == [1, 0, 0])
    }
    #expect(
      figures.models.map { model in model.lines.filter(\.isOwn).map(\.rule) } == [
        [.best(.product), .vote(.product)], [.best(.minimum), .vote(.minimum)],
      ])
    let pass = try #require(figures.baselines.last)
    #expect(pass.rule == nil)
    for (got, want) in zip(pass.curve.points.map(\.accuracy), [1.0 / 3, 2.0 / 3, 1]) {
      #expect(isClose(got, want))
    }
    let unknown = BestOfNFigures(
      models: models, candidates: candidates.map { Candidate(answer: $0.answer) })
    #expect(unknown.questions == 0 && unknown.unjudged == 1 && unknown.counts.isEmpty)
  }
}
