import Foundation
import TestSupport
import Testing

@testable import Survival

struct SurvivalObjectiveTests {
  static func labels(stepCount: Int) -> [ObjectiveLabel] {
    [.correct, .wrongSomewhere] + (0..<stepCount).map(ObjectiveLabel.firstError)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `the gradient agrees with differences of the loss`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...8, using: &generator)
    let center = Double.random(in: -60...6, using: &generator)
    let logits = (0..<count).map { _ in
      center + Double.random(in: -3...3, using: &generator)
    }
    for label in Self.labels(stepCount: count) {
      let gradient = try SurvivalObjective.lossAndGradient(of: logits, label: label).gradient
      for step in logits.indices {
        let difference = try Self.slope(of: logits, at: step, label: label)
        #expect(
          abs(gradient[step] - difference) < 1e-7,
          "seed \(seed), \(label), step \(step): \(gradient[step]), \(difference)")
      }
    }
  }

  /// The central difference of the loss, (f(x + d) − f(x − d)) / 2d.
  private static func slope(
    of logits: [Double], at step: Int, label: ObjectiveLabel
  ) throws -> Double {
    let width = 1e-4
    var (above, below) = (logits, logits)
    above[step] += width
    below[step] -= width
    let rise =
      try SurvivalObjective.loss(of: above, label: label)
      - SurvivalObjective.loss(of: below, label: label)
    return rise / (above[step] - below[step])
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `the losses are the logarithms of the curve's probabilities`(seed: UInt64) throws {
    let logits = CurvePropertyTests.logits(seed: seed)
    let curve = try HazardCurve(logits: logits)
    let none = try SurvivalObjective.loss(of: logits, label: .correct)
    #expect(none == 0 - curve.logNoneProbability, "seed \(seed)")
    let wrong = try SurvivalObjective.loss(of: logits, label: .wrongSomewhere)
    let logWrong = try #require(curve.logWrongByStep.last)
    #expect(Tolerance(isLogAmplified: true).accepts(wrong, 0 - logWrong), "seed \(seed)")
    for step in logits.indices {
      let loss = try ObjectiveTerms.firstError(at: step, logits: logits.span)
      #expect(Tolerance().accepts(loss, 0 - curve.logMass[step]), "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `no gradient is ever infinite or not a number`(seed: UInt64) throws {
    let logits = CurvePropertyTests.logits(seed: seed)
    for label in Self.labels(stepCount: logits.count) {
      let (loss, gradient) = try SurvivalObjective.lossAndGradient(of: logits, label: label)
      #expect(!loss.isNaN, "seed \(seed), \(label)")
      #expect(gradient.allSatisfy { $0.isFinite }, "seed \(seed), \(label)")
    }
  }

  @Test func `hazards of exactly zero make a wrong trajectory impossible`() throws {
    let logits = [-Double.infinity, -.infinity]
    let (loss, gradient) = try SurvivalObjective.lossAndGradient(of: logits, label: .wrongSomewhere)
    #expect(loss == .infinity)
    #expect(gradient == [-0.5, -0.5])
  }

  @Test func `a hazard that is no full double still has an exact gradient`() throws {
    // −h / (e^L_S − 1) = −e^(−740 + 39) but for terms of e^−39; e^−740 alone is subnormal.
    let gradient = try SurvivalObjective.lossAndGradient(of: [-39, -740], label: .wrongSomewhere)
      .gradient
    #expect(Tolerance().accepts(gradient[1], -exp(-701.0)), "\(gradient)")
  }

  @Test func `gradients add up in place with their weight`() throws {
    let logits = [-2.0, 0.5, -1]
    let expected = try SurvivalObjective.lossAndGradient(of: logits, label: .firstError(1))
    var gradient = [1.0, 1, 1]
    var span = gradient.mutableSpan
    let loss = try SurvivalObjective.addGradient(
      of: logits.span, label: .firstError(1), weight: 0.25, to: &span)
    #expect(loss == expected.loss)
    #expect(gradient == expected.gradient.map { 1 + 0.25 * $0 })
  }

  @Test(arguments: [-1, 2, Int.min, Int.max])
  func `a first error that is no step is refused`(step: Int) {
    #expect(throws: SurvivalError.noSuchStep(step: step, stepCount: 2)) {
      try SurvivalObjective.loss(of: [0, 0], label: .firstError(step))
    }
  }

  @Test func `what cannot be learned from is refused`() {
    #expect(throws: SurvivalError.logitIsNotANumber(step: 1)) {
      try SurvivalObjective.lossAndGradient(of: [0, .nan], label: .correct)
    }
    #expect(throws: SurvivalError.emptyBatch) {
      try SurvivalObjective.meanLossAndGradients(of: [])
    }
    #expect(throws: SurvivalError.gradientHasOtherLength(gradient: 1, logits: 2)) {
      var gradient = [0.0]
      var span = gradient.mutableSpan
      let logits = [0.0, 0]
      _ = try SurvivalObjective.addGradient(of: logits.span, label: .correct, to: &span)
    }
  }
}
