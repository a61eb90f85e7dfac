import Foundation
import TestSupport
import Testing

@testable import Survival

/// Laws that hold for every curve; a failure names its seed.
struct CurvePropertyTests {
  /// Up to 40 logits, mostly ordinary, some extreme or infinite.
  static func logits(seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...40, using: &generator)
    let widths = [3.0, 3, 30, 300, 2000]
    let width = widths[Int.random(in: 0..<widths.count, using: &generator)]
    return (0..<count).map { _ in
      switch Int.random(in: 0..<60, using: &generator) {
      case 0: .infinity
      case 1: -.infinity
      default: Double.random(in: -width...width / 2, using: &generator)
      }
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `the masses and the probability of none sum to one`(seed: UInt64) throws {
    let curve = try HazardCurve(logits: Self.logits(seed: seed))
    let sum = curve.mass.reduce(curve.noneProbability, +)
    #expect(abs(sum - 1) < 1e-11, "seed \(seed): \(sum)")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `survival is one less the masses so far`(seed: UInt64) throws {
    let curve = try HazardCurve(logits: Self.logits(seed: seed))
    var wrong = 0.0
    for step in 0..<curve.stepCount {
      wrong += curve.mass[step]
      #expect(abs(curve.survival[step] - (1 - wrong)) < 1e-11, "seed \(seed), step \(step)")
      #expect(abs(curve.wrongByStep[step] - wrong) < 1e-11, "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `log survival agrees with the plain product of one minus the hazards`(
    seed: UInt64
  ) throws {
    let logits = Self.logits(seed: seed).map { min(max($0, -6), 6) }
    let curve = try HazardCurve(logits: logits)
    var product = 1.0
    for (step, logit) in logits.enumerated() {
      product *= 1 - 1 / (1 + exp(-logit))
      let difference = abs(curve.logSurvival[step] - log(product))
      #expect(difference < 1e-11 * max(1, abs(log(product))), "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `the rewards telescope to the log probability of none`(seed: UInt64) throws {
    let curve = try HazardCurve(logits: Self.logits(seed: seed))
    #expect(curve.rewards.reduce(0, +) == curve.logNoneProbability, "seed \(seed)")
    #expect((curve.logSurvival.last ?? 0) == curve.logNoneProbability, "seed \(seed)")
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `log W agrees with log one minus S and with the log sum of the masses`(
    seed: UInt64
  ) throws {
    let curve = try HazardCurve(logits: Self.logits(seed: seed))
    var logSum = -Double.infinity
    for (logMass, logWrong) in zip(curve.logMass, curve.logWrongByStep) {
      logSum = LogArithmetic.logAddExp(logSum, logMass)
      let agree = logSum == logWrong || abs(logSum - logWrong) < 1e-10
      #expect(agree, "seed \(seed): \(logSum), \(logWrong)")
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `no value is ever not a number`(seed: UInt64) throws {
    let curve = try HazardCurve(logits: Self.logits(seed: seed))
    let values =
      curve.hazards + curve.rewards + curve.logSurvival + curve.logWrongByStep + curve.logMass
      + [curve.entropy]
    #expect(!values.contains { $0.isNaN }, "seed \(seed)")
    #expect(curve.entropy <= log(Double(curve.stepCount + 1)) + 1e-12, "seed \(seed)")
  }
}
