import Foundation
import Testing

@testable import Survival

struct HazardCurveTests {
  @Test func `a logit that is not a number is refused`() {
    #expect(throws: SurvivalError.logitIsNotANumber(step: 1)) {
      try HazardCurve(logits: [0, .nan])
    }
  }

  @Test(arguments: [-1e-300, (1.0).nextUp, .infinity, -.infinity])
  func `a hazard outside 0 to 1 is refused`(hazard: Double) {
    #expect(throws: SurvivalError.notAProbability(step: 2, value: hazard)) {
      try HazardCurve(hazards: [0, 1, hazard])
    }
  }

  @Test func `a hazard or reward that is not a number is refused`() {
    #expect(throws: SurvivalError.self) { try HazardCurve(hazards: [.nan]) }
    #expect(throws: SurvivalError.self) { try HazardCurve(rewards: [.nan]) }
  }

  @Test func `a reward above zero is refused`() {
    #expect(throws: SurvivalError.rewardAboveZero(step: 0, value: 0.5)) {
      try HazardCurve(rewards: [0.5])
    }
  }

  @Test func `a curve without steps says that none is wrong`() throws {
    let curve = try HazardCurve(logits: [])
    #expect(curve.noneProbability == 1)
    #expect(curve.entropy == 0)
    #expect(curve.mass.isEmpty)
    #expect(curve.firstError(by: .map) == .noError)
    #expect(curve.firstError(by: .median) == .noError)
  }

  @Test func `hazards of 0 and 1 are infinite logits`() throws {
    let curve = try HazardCurve(hazards: [0, 1])
    #expect(curve.logits == [-.infinity, .infinity])
    #expect(curve.survival == [1, 0])
  }

  @Test func `a hazard just beside one half has an exact logit`() throws {
    // log(h / (1 − h)) = 4 (h − 1/2) + O((h − 1/2)³), and nextUp is 2⁻⁵³ above.
    let curve = try HazardCurve(hazards: [(0.5).nextUp, 0.5])
    #expect(curve.logits == [4 * 0x1p-53, 0])
  }

  @Test func `a curve from rewards equals the curve of their logits`() throws {
    let logits = [-800.0, -30, -2, -1e-9, 0, 0.5, 40, 745]
    let original = try HazardCurve(logits: logits)
    let again = try HazardCurve(rewards: original.rewards)
    let tolerance = Tolerance()
    #expect(zip(original.hazards, again.hazards).allSatisfy { tolerance.accepts($0, $1) })
    #expect(again.rewards == original.rewards)
    // −800 has no reward as a double; from −30 on the logit comes back.
    #expect(again.logits[0] == -.infinity)
    #expect(
      zip(logits, again.logits).dropFirst().allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($0)) })
  }

  @Test func `an error says which step counted from one and what would be right`() {
    #expect(
      SurvivalError.notAProbability(step: 2, value: 1.5).description
        == "Value 3 is 1.5. Probabilities lie between 0 and 1.")
    #expect(SurvivalError.noSuchStep(step: .max, stepCount: 2).description.contains("2 steps"))
  }
}
