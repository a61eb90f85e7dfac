import Testing

@testable import Survival

/// Golden/crm.json: mpmath at 80 digits, analytic gradients.
struct GoldenObjectiveTests {
  struct Case: Decodable {
    var name: String
    var logits: [Double]
    var kind: String
    /// Counted from 1.
    var z: Int?
    var loss: GoldenNumber
    var grad, gradScale: [GoldenNumber]
    var LS, LW: GoldenNumber
    var Lz: GoldenNumber?
    var gradLS, gradLW: [GoldenNumber]
    var gradLz: [GoldenNumber]?

    var label: ObjectiveLabel {
      switch (kind, z) {
      case ("correct", _): .correct
      case (_, let step?): .firstError(step - 1)
      default: .wrongSomewhere
      }
    }
  }
  struct Batch: Decodable {
    var name: String
    var cases: [String]
    var loss: GoldenNumber
    var grads: [[GoldenNumber]]
  }
  struct File: Decodable {
    var cases: [Case]
    var batches: [Batch]
  }

  private let file: File
  private let tolerance = Tolerance(isLogAmplified: true)

  init() throws {
    file = try GoldenFile.read(File.self, from: "crm.json")
  }

  private func expect(
    _ got: [Double], _ want: [GoldenNumber], scale: [GoldenNumber]? = nil, _ name: String
  ) {
    #expect(got.count == want.count, "\(name)")
    for step in want.indices
    where !tolerance.accepts(got[step], want[step].value, scale: scale?[step].value) {
      Issue.record("\(name)[\(step)]: \(got[step]), exactly \(want[step].value)")
    }
  }

  @Test func `losses and gradients are exact to the last digits`() throws {
    #expect(file.cases.count == 212)
    for golden in file.cases {
      let (loss, gradient) = try SurvivalObjective.lossAndGradient(
        of: golden.logits, label: golden.label)
      expect([loss], [golden.loss], "\(golden.name) loss")
      expect(gradient, golden.grad, scale: golden.gradScale, "\(golden.name) grad")
      #expect(try SurvivalObjective.loss(of: golden.logits, label: golden.label) == loss)
    }
  }

  @Test func `each term of the loss is exact to the last digits`() throws {
    for golden in file.cases {
      let terms = try ObjectiveTerms(logits: golden.logits.span)
      expect([terms.allCorrect], [golden.LS], "\(golden.name) LS")
      expect([terms.someWrong], [golden.LW], "\(golden.name) LW")
      let gradients = golden.logits.map { terms.gradientOfSomeWrong(logit: $0) }
      expect(gradients, golden.gradLW, "\(golden.name) gradLW")
      expect(
        golden.logits.map(ObjectiveTerms.gradientOfAllCorrect), golden.gradLS,
        "\(golden.name) gradLS")
    }
  }

  @Test func `the term of a known first error is exact to the last digits`() throws {
    for golden in file.cases {
      guard let z = golden.z, let loss = golden.Lz, let gradient = golden.gradLz else { continue }
      let got = try ObjectiveTerms.firstError(at: z - 1, logits: golden.logits.span)
      expect([got], [loss], "\(golden.name) Lz")
      let gradients = golden.logits.enumerated().map { step, logit in
        ObjectiveTerms.gradientOfFirstError(at: z - 1, step: step, logit: logit)
      }
      expect(gradients, gradient, "\(golden.name) gradLz")
    }
  }

  @Test func `a batch is the mean over its trajectories`() throws {
    let named = Dictionary(uniqueKeysWithValues: file.cases.map { ($0.name, $0) })
    #expect(file.batches.count == 16)
    for batch in file.batches {
      let cases = try batch.cases.map { try #require(named[$0]) }
      let (loss, gradients) = try SurvivalObjective.meanLossAndGradients(
        of: cases.map { ($0.logits, $0.label) })
      expect([loss], [batch.loss], batch.name)
      #expect(gradients.count == batch.grads.count)
      for (index, golden) in cases.enumerated() {
        // Rounding is relative to the terms of the gradient, each divided by the batch's size.
        let scale = golden.gradScale.map { scale in
          var scale = scale
          scale.value /= Double(cases.count)
          return scale
        }
        expect(gradients[index], batch.grads[index], scale: scale, "\(batch.name) \(golden.name)")
      }
    }
  }
}
