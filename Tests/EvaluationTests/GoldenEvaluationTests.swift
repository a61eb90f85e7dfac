import Scoring
import Survival
import Testing

@testable import Evaluation

/// Every formula against its second computation in `Golden/make_evaluation.py`.
struct GoldenEvaluationTests {
  private let golden: GoldenFigures
  private let models: [[EvaluationCase]]

  init() throws {
    golden = try GoldenFigures.read()
    models = [try golden.cases(model: 0), try golden.cases(model: 1)]
  }

  @Test func `accuracies, F1, their average and intervals`() throws {
    #expect(golden.processbench.count == 8)
    for (place, want) in golden.processbench.enumerated() {
      let rule = try #require(PredictionRule(argument: want.rule))
      let got = ProcessBenchFigures(models[place / 4], rule: rule, bootstrap: golden.bootstrap)
      #expect(got.subsets.map(\.name) == want.subsets.map(\.name))
      for (got, want) in zip(got.subsets, want.subsets) {
        #expect(isClose(got.score.errorAccuracy, want.a))
        #expect(isClose(got.score.correctAccuracy, want.b))
        #expect(isClose(got.score.f1, want.f1), "\(rule)")
        #expect(isClose(got.interval, want.interval), "\(rule)")
        #expect(isClose(got.hazardArea, want.hazard))
      }
      #expect(isClose(got.average, want.average))
      #expect(isClose(got.averageInterval, want.average_interval))
    }
  }

  @Test func `hazards of the steps that count`() throws {
    for (cases, want) in zip(models, golden.hazards) {
      let got = try #require(HazardCalibration(cases))
      #expect((got.steps, got.wrong) == (want.steps, want.wrong))
      #expect(isClose(got.areaUnderROC, want.auroc))
      #expect(isClose(got.averagePrecision, want.average_precision))
      #expect(isClose(got.calibration.brierScore, want.brier))
      #expect(isClose(got.calibration.expectedCalibrationError, want.calibration_error))
    }
  }

  @Test func `calibration and ranking, pooled and within questions`() throws {
    #expect(golden.calibration.count == 4)
    for (place, want) in golden.calibration.enumerated() {
      let target = try #require(CalibrationFigures.Target(rawValue: want.target))
      let got = try #require(
        CalibrationFigures(models[place / 2], target: target, bootstrap: golden.bootstrap))
      #expect((got.count, got.right) == (want.count, want.right))
      let estimates = [
        got.areaUnderROC, got.rightPrecision, got.wrongPrecision, got.brierScore,
        got.calibrationError,
      ]
      for (place, estimate) in estimates.enumerated() {
        #expect(isClose(estimate.value, want.figures[place]), "\(want.target) \(place)")
        #expect(isClose(estimate.interval, want.intervals[place]), "\(want.target) \(place)")
      }
      #expect(
        (got.within.questions, got.within.pairs) == (want.within.questions, want.within.pairs))
      #expect(isClose(got.within.meanArea, want.within.mean))
      #expect(isClose(got.within.pairArea, want.within.pair))
    }
  }

  @Test func `two models with paired differences`() throws {
    let want = golden.comparison
    let got = ModelComparison(
      models, rules: want.rules.map { PredictionRule(argument: $0) }, bootstrap: golden.bootstrap)
    let width = ModelComparison.Figure.allCases.count
    #expect(got.rows.map(\.model) == ["first", "second"])
    for (model, row) in got.rows.enumerated() {
      for (figure, cell) in row.cells.enumerated() {
        #expect(isClose(cell.value, want.values[model][figure]), "\(model) \(figure)")
        #expect(isClose(cell.interval, want.intervals[model * width + figure]), "\(figure)")
        guard model == 1 else {
          #expect(cell.difference == nil && cell.pValue == nil)
          continue
        }
        #expect(isClose(cell.differenceInterval, want.difference_intervals[figure]))
        #expect(isClose(cell.pValue, want.p[figure]), "\(figure)")
      }
    }
  }

  @Test func `rewards against what solutions look like`() throws {
    let traits = golden.cases.map { trait in
      TextTraits(
        steps: Int(trait.traits[0]), words: Int(trait.traits[1]), repetition: trait.traits[2],
        reflections: Int(trait.traits[3]))
    }
    let got = HackingFigures(
      models[0], traits: traits, trainingSteps: traits.map { _ in nil },
      bootstrap: golden.bootstrap)
    #expect(got.correlations.count == golden.hacking.count)
    for (got, want) in zip(got.correlations, golden.hacking) {
      #expect(isClose(got.all, want.all), "\(got.trait)")
      #expect(isClose(got.right, want.right), "\(got.trait)")
      #expect(isClose(got.wrong, want.wrong), "\(got.trait)")
      #expect(isClose(got.withCorrectness, want.with_correctness), "\(got.trait)")
      #expect(isClose(got.within, want.within), "\(got.trait)")
      #expect(isClose(got.wrongInterval, want.interval), "\(got.trait)")
      #expect(zip(got.wrongByQuarter, want.quarters).allSatisfy { isClose($0, $1) })
    }
  }

  @Test func `labels that a model is confident are wrong`() throws {
    let labelled = models.map { $0.filter { $0.label != nil } }
    let silence = ArithmeticEvidence(failingStep: nil, equation: nil, checked: 0, holds: [])
    let got = NoiseFigures(
      models: labelled, evidence: labelled[0].map { _ in silence })
    for (voice, want) in zip(got.voices, golden.noise) {
      #expect(zip(voice.existence.thresholds, want.thresholds).allSatisfy { isClose($0, $1) })
      #expect(voice.existence.counts == want.counts)
      #expect(
        zip(voice.existence.joint?.joined().map(\.self) ?? [], want.joint.joined())
          .allSatisfy { isClose($0, $1) })
      #expect(isClose(voice.existence.noise, want.noise))
      #expect(isClose(voice.placeThreshold, want.place_threshold))
      #expect(voice.objections == want.objections.count { $0 != nil })
    }
    let both = labelled[0].indices.filter { place in
      golden.noise.allSatisfy { $0.objections[place] != nil }
    }
    #expect(!both.isEmpty)
    #expect(Set(got.suspects.map(\.place)) == Set(both))
    for suspect in got.suspects {
      let codes = golden.noise.map { $0.objections[suspect.place] }
      #expect(suspect.objections.map { $0?.code } == codes)
      let want = golden.noise.map { $0.log_probabilities[suspect.place] }
      #expect(zip(suspect.logProbabilities, want).allSatisfy { isClose($0, $1) })
    }
  }

  @Test func `traits of texts`() {
    for text in golden.texts {
      let got = TextTraits(steps: text.steps_of_text)
      #expect(
        (got.steps, got.words, got.reflections) == (text.steps, text.words, text.reflections),
        "\(text.steps_of_text)")
      #expect(isClose(got.repetition, text.repetition), "\(text.steps_of_text)")
    }
  }

  @Test func `PRMScore class by class`() throws {
    let items = try golden.prm.items.map { item in
      PRMBenchFigures.Item(
        name: item.name, isRight: item.is_right, question: item.question,
        score: TrajectoryScore(
          model: "m", kind: .crm, curve: try HazardCurve(logits: item.logits), rule: .map))
    }
    for want in golden.prm.results {
      let rule = try #require(ValidityRule(argument: want.rule))
      let got = PRMBenchFigures(items, rule: rule, bootstrap: golden.bootstrap)
      #expect(got.classes.map(\.name) == want.classes.map(\.name))
      for (got, want) in zip(got.classes, want.classes) {
        #expect(isClose(got.confusion.f1, want.f1), "\(rule) \(want.name)")
        #expect(isClose(got.confusion.negativeF1, want.negative_f1), "\(rule) \(want.name)")
        #expect(isClose(got.score, want.score), "\(rule) \(want.name)")
        #expect(isClose(got.firstErrorAccuracy, want.first_error), "\(rule) \(want.name)")
      }
      #expect(isClose(got.total.prmScore, want.total), "\(rule)")
      #expect(isClose(got.interval, want.interval), "\(rule)")
    }
  }
}
