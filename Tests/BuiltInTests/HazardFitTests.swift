import Foundation
import Survival
import TestSupport
import Testing

@testable import BuiltIn

struct HazardFitTests {
  /// Three trajectories, one of each label, over five features with values that floats hold exactly.
  private static func randomFit(seed: UInt64) -> HazardFit {
    var random = SeededGenerator(seed: seed)
    var set = TrainingSet()
    set.names = (0..<5).map { "feature \($0)" }
    for _ in 0..<9 {
      for column in Int32(0)..<5 where Bool.random(using: &random) {
        set.columns.append(column)
        set.values.append(Float(Int.random(in: -8...8, using: &random)) / 4)
      }
      set.offsets.append(set.columns.count)
    }
    let training = [
      TrainingSet.Example(rows: 0..<2, label: .correct, source: 0, weight: 0.5, question: 1),
      TrainingSet.Example(rows: 2..<6, label: .firstError(2), source: 0, weight: 2, question: 2),
      TrainingSet.Example(rows: 6..<9, label: .wrongSomewhere, source: 1, weight: 1, question: 3),
    ]
    var fit = HazardFit(
      set: set, training: training, validation: [], ridge: 0.25,
      prior: [0.5, -1, 0, 0.25, 2], active: [true, true, true, true, false])
    fit.firmness = [1, 30, 0.5, 1, 1]
    return fit
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `the gradient is what central differences of the loss give`(seed: UInt64) throws {
    let fit = Self.randomFit(seed: seed)
    var random = SeededGenerator(seed: seed + 100)
    let weights = (0..<5).map { _ in Double.random(in: -1.5...1.5, using: &random) }
    let gradient = try fit.objective(weights).gradient
    let width = 1e-5
    for index in 0..<4 {
      var (lower, upper) = (weights, weights)
      lower[index] -= width
      upper[index] += width
      let slope = (try fit.objective(upper).loss - fit.objective(lower).loss) / (2 * width)
      #expect(
        abs(gradient[index] - slope) < 1e-8 * max(1, abs(slope)), "weight \(index), seed \(seed)")
    }
    #expect(gradient[4] == 0, "an inactive weight must not move")
  }

  @Test func `the loss is the weighted mean of the three losses and the firm ridge`() throws {
    let fit = Self.randomFit(seed: 5)
    let weights = [1.0, 0.5, -0.25, 0.25, 1]
    let mean = try fit.meanLoss(weights, over: fit.training)
    // ½ · 0.25 · (1 · 0.5² + 30 · 1.5² + 0.5 · 0.25² + 1 · 0² + 1 · 1²)
    #expect(abs(try fit.objective(weights).loss - (mean + 8.59765625)) < 1e-12)
    let losses = try fit.training.map {
      try SurvivalObjective.loss(of: fit.set.logits(of: $0, weights: weights), label: $0.label)
    }
    #expect(abs(mean - (0.5 * losses[0] + 2 * losses[1] + losses[2]) / 3.5) < 1e-12)
  }

  /// One step each and one feature: three right, one wrong.
  private static func oneFeature(validation: [TrainingSet.Example] = []) -> HazardFit {
    var set = TrainingSet()
    set.names = ["always", "never active"]
    for _ in 0..<4 {
      set.columns += [0, 1]
      set.values += [1, 1]
      set.offsets.append(set.columns.count)
    }
    let training = (0..<4).map { row in
      TrainingSet.Example(
        rows: row..<row + 1, label: row == 0 ? .firstError(0) : .correct, source: 0, weight: 1,
        question: UInt64(row))
    }
    return HazardFit(
      set: set, training: training, validation: validation, ridge: 0, prior: [0, 0],
      active: [true, false])
  }

  @Test func `one weight goes to the value that can be worked out by hand`() throws {
    // −3 log(1 − h) − 2 log h is least at h = 2/5: L_W and L_z are the same for one step.
    let weights = try Self.oneFeature().run { _ in }
    #expect(abs(weights[0] - log(2.0 / 3)) < 0.01)
    #expect(weights[1] == 0)
  }

  @Test func `a stiff ridge keeps weights at the prior`() throws {
    var fit = Self.oneFeature()
    fit.prior = [3, 0]
    fit.ridge = 1e6
    #expect(abs(try fit.run { _ in }[0] - 3) < 1e-4)
  }

  @Test func `the weights that suit held-out questions best are returned, not the last ones`()
    throws
  {
    // Training pulls the logit from 2 down to log(2/3); what is held out is wrong, and wants it high.
    let heldOut = TrainingSet.Example(
      rows: 0..<1, label: .firstError(0), source: 0, weight: 1, question: 9)
    var fit = Self.oneFeature(validation: [heldOut])
    fit.start = [2, 0]
    fit.patience = 3
    var iterations = 0
    let weights = try fit.run { progress in
      iterations += 1
      #expect(progress.trainingLoss.isFinite)
    }
    #expect(weights == [2, 0])
    #expect(iterations == 4)
  }
}
