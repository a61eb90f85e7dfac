import Testing

@testable import Survival

struct PredictionRuleTests {
  @Test func `every rule is read from its own description`() {
    for rule in [PredictionRule.map, .median, .threshold(0.4), .threshold(1), .hazard(0.5)] {
      #expect(PredictionRule(argument: rule.description) == rule)
    }
    #expect(PredictionRule(argument: "threshold=0.4") == .threshold(0.4))
  }

  @Test(arguments: [
    "", "MAP", "mean", "threshold", "threshold=", "threshold=x", "threshold=nan", "threshold=0",
    "threshold=-1", "hazard=0", "hazard=1.5", "hazards=0.5", "threshold=1.5", "threshold=inf",
    "threshold=0.4=0.5", "=0.4",
  ])
  func `other arguments are refused`(argument: String) {
    #expect(PredictionRule(argument: argument) == nil)
  }

  @Test func `rules read the same curve differently`() throws {
    // S = 0.8, 0.48, 0.288; p = 0.2, 0.32, 0.192.
    let curve = try HazardCurve(hazards: [0.2, 0.4, 0.4])
    #expect(curve.firstError(by: .map) == .step(1))
    #expect(curve.firstError(by: .median) == .step(1))
    #expect(curve.firstError(by: .threshold(0.9)) == .step(0))
    #expect(curve.firstError(by: .threshold(0.3)) == .step(2))
    #expect(curve.firstError(by: .threshold(0.2)) == .noError)
    #expect(curve.firstError(by: .hazard(0.2)) == .step(1))
    #expect(curve.firstError(by: .hazard(0.4)) == .noError)
  }

  @Test func `of equally probable outcomes the first wins and none comes last`() throws {
    #expect(try HazardCurve(hazards: [0.5]).firstError(by: .map) == .step(0))
    #expect(try HazardCurve(hazards: [(0.5).nextDown]).firstError(by: .map) == .noError)
    #expect(try HazardCurve(hazards: [0.5, 1]).firstError(by: .map) == .step(0))
  }

  @Test func `survival of exactly one half is not below the median`() throws {
    #expect(try HazardCurve(hazards: [0.5]).firstError(by: .median) == .noError)
  }
}
