import Testing

@testable import Survival

/// Golden/baselines.json: mpmath at 80 digits, analytic gradients.
struct RivalObjectiveTests {
  struct OutcomeCase: Decodable {
    var name: String
    var scores: [Double]
    var label: Int
    var loss: GoldenNumber
    var grad: [GoldenNumber]
  }
  struct ProcessCase: Decodable {
    var name, category: String
    var scores, labels: [Double]
    var loss: GoldenNumber
    var grad: [GoldenNumber]
  }
  struct RankingCase: Decodable {
    var name: String
    var scores: [Double]
    var labels: [Int]
    var zeta, eps: Double
    var loss: GoldenNumber
    var grad, gradScale: [GoldenNumber]
  }
  struct ImplicitCase: Decodable {
    var name: String
    var logpi, logref: [Double]
    var beta: Double
    var label: Int
    var reward, loss: GoldenNumber
    var gradLogpi, gradLogref: [GoldenNumber]
  }
  struct SoftMinimumCase: Decodable {
    var name: String
    var scores: [Double]
    var temperature: Double
    var weights, rewards: [GoldenNumber]
    var sum: GoldenNumber
  }
  struct File: Decodable {
    var orm: [OutcomeCase]
    var prm: [ProcessCase]
    var pqm: [RankingCase]
    var iprm: [ImplicitCase]
    var pure: [SoftMinimumCase]
  }

  private let file: File
  private let tolerance = Tolerance(isLogAmplified: true)

  init() throws { file = try GoldenFile.read(File.self, from: "baselines.json") }

  private func expect(
    _ got: [Double], _ want: [GoldenNumber], scale: [Double]? = nil, _ name: String
  ) {
    #expect(got.count == want.count, "\(name)")
    for step in want.indices
    where !tolerance.accepts(got[step], want[step].value, scale: scale?[step]) {
      Issue.record("\(name)[\(step)]: \(got[step]), exactly \(want[step].value)")
    }
  }

  @Test func `the loss of an outcome is exact to the last digits`() throws {
    #expect(file.orm.count == 58)
    for golden in file.orm {
      let (loss, gradient) = try OutcomeObjective.lossAndGradient(
        of: golden.scores, isCorrect: golden.label == 1)
      expect([loss], [golden.loss], "\(golden.name) loss")
      expect(gradient, golden.grad, "\(golden.name) grad")
    }
  }

  @Test func `the loss of marked steps is exact to the last digits, soft marks too`() throws {
    #expect(file.prm.count == 60)
    for golden in file.prm {
      let (loss, gradient) = try ProcessObjective.lossAndGradient(
        of: golden.scores, targets: golden.labels.map { $0 })
      expect([loss], [golden.loss], "\(golden.name) loss")
      let scale = golden.category == "soft" ? golden.grad.map { max(abs($0.value), 1e-3) } : nil
      expect(gradient, golden.grad, scale: scale, "\(golden.name) grad")
    }
  }

  @Test func `the loss of ranked steps is exact to the last digits`() throws {
    #expect(file.pqm.count == 74)
    for golden in file.pqm {
      let objective = RankingObjective(margin: golden.zeta, epsilon: golden.eps)
      let (loss, gradient) = try objective.lossAndGradient(
        of: golden.scores, isRight: golden.labels.map { $0 == 1 })
      expect([loss], [golden.loss], "\(golden.name) loss")
      expect(gradient, golden.grad, scale: golden.gradScale.map(\.value), "\(golden.name) grad")
    }
  }

  @Test func `the loss of an implicit reward is exact to the last digits`() throws {
    #expect(file.iprm.count == 54)
    for golden in file.iprm {
      let (reward, loss, slope) = try ImplicitObjective(factor: golden.beta).lossAndSlope(
        policy: golden.logpi, reference: golden.logref, target: Double(golden.label))
      // Sums of log-probabilities round by their size, whatever the reward is.
      let size = (golden.logpi + golden.logref).reduce(0) { $0 + abs($1) }
      let extra = 1e-15 * golden.beta * size
      func isClose(_ got: Double, _ want: GoldenNumber) -> Bool {
        tolerance.accepts(got, want.value) || abs(got - want.value) <= extra
      }
      #expect(isClose(reward, golden.reward), "\(golden.name) reward")
      #expect(isClose(loss, golden.loss), "\(golden.name) loss")
      for want in golden.gradLogpi {
        let scale = max(1e-3 * golden.beta, abs(want.value))
        #expect(abs(slope - want.value) <= 1e-12 * scale + extra, "\(golden.name) grad")
      }
      for want in golden.gradLogref { #expect(abs(slope + want.value) <= 1e-12 + extra) }
    }
  }

  @Test func `steps that nobody has marked count for nothing`() throws {
    let (loss, gradient) = try ProcessObjective.lossAndGradient(
      of: [2, -1, 5], targets: [1, nil, 0])
    let (marked, slopes) = try ProcessObjective.lossAndGradient(of: [2, 5], targets: [1, 0])
    #expect(loss == marked && gradient == [slopes[0], 0, slopes[1]])
    let ranking = RankingObjective()
    let (all, ranked) = try ranking.lossAndGradient(of: [2, -1, 5], isRight: [true, nil, false])
    #expect(all == (try ranking.lossAndGradient(of: [2, 5], isRight: [true, false]).loss))
    #expect(ranked[1] == 0)
  }

  @Test func `what has no mean and what is no number is refused`() {
    #expect(throws: SurvivalError.emptyBatch) {
      try OutcomeObjective.lossAndGradient(of: [], isCorrect: true)
    }
    #expect(throws: SurvivalError.emptyBatch) {
      try ProcessObjective.lossAndGradient(of: [1], targets: [nil])
    }
    #expect(throws: SurvivalError.emptyBatch) {
      try RankingObjective().lossAndGradient(of: [1], isRight: [nil])
    }
    #expect(throws: SurvivalError.emptyBatch) {
      try ImplicitObjective().lossAndSlope(policy: [], reference: [], target: 1)
    }
    #expect(throws: SurvivalError.logitIsNotANumber(step: 1)) {
      try ProcessObjective.lossAndGradient(of: [1, .nan], targets: [1, 1])
    }
    #expect(throws: SurvivalError.notAProbability(step: 0, value: 2)) {
      try ProcessObjective.lossAndGradient(of: [1], targets: [2])
    }
    #expect(throws: SurvivalError.listsDiffer(predictions: 2, labels: 1)) {
      try ProcessObjective.lossAndGradient(of: [1, 2], targets: [1])
    }
  }

  @Test func `the soft minimum weighs the worst step most, exact to what its exponents allow`() {
    #expect(file.pure.count == 58)
    for golden in file.pure {
      let soft = SoftMinimum(temperature: golden.temperature)
      let terms = soft.terms(golden.scores)
      let reach = (golden.scores.map(abs).max() ?? 0) / golden.temperature
      let fields = [(soft.weights(golden.scores), golden.weights), (terms, golden.rewards)]
      for (got, want) in fields {
        let isClose = zip(got, want).map { got, want in
          Tolerance(
            absolute: tolerance.absolute + 4e-16 * abs(want.value) * reach, isLogAmplified: true
          )
          .accepts(got, want.value)
        }
        #expect(got.count == want.count && !isClose.contains(false), "\(golden.name)")
      }
      let scale = golden.rewards.reduce(0) { $0 + abs($1.value) }
      #expect(
        Tolerance(absolute: tolerance.absolute + 4e-16 * scale * reach, isLogAmplified: true)
          .accepts(soft(golden.scores), golden.sum.value, scale: scale), "\(golden.name)")
    }
    #expect(SoftMinimum()([]) == 0)
    #expect(SoftMinimum()([1, -.infinity]) == -.infinity)
    #expect(SoftMinimum()([1, .infinity]) == 1)
  }
}
