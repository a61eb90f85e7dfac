import Testing

@testable import Survival

/// Golden/cases.json: mpmath at 80 digits.
struct GoldenCurveTests {
  struct Case: Decodable {
    var name: String
    var logits: [GoldenNumber]?
    var hazards: [GoldenNumber]?
    var h, r, logSurvival, S, W, logW, p, logp: [GoldenNumber]
    var pNone, logPNone, entropy: GoldenNumber
    var mapAccept, medianAccept: [GoldenStep]

    func curve() throws -> HazardCurve {
      if let logits { return try HazardCurve(logits: logits.map(\.value)) }
      return try HazardCurve(hazards: #require(hazards).map(\.value))
    }
  }
  struct File: Decodable {
    var cases: [Case]
  }

  private let cases: [Case]

  init() throws {
    cases = try GoldenFile.read(File.self, from: "cases.json").cases
  }

  @Test func `every array of a curve is exact to the last digits`() throws {
    let plain = Tolerance()
    let amplified = Tolerance(isLogAmplified: true)
    #expect(cases.count == 320)
    for golden in cases {
      let curve = try golden.curve()
      let fields: [(String, [Double], [GoldenNumber], Tolerance)] = [
        ("h", curve.hazards, golden.h, plain),
        ("r", curve.rewards, golden.r, plain),
        ("logSurvival", curve.logSurvival, golden.logSurvival, plain),
        ("S", curve.survival, golden.S, amplified),
        ("W", curve.wrongByStep, golden.W, plain),
        ("logW", curve.logWrongByStep, golden.logW, amplified),
        ("p", curve.mass, golden.p, amplified),
        ("logp", curve.logMass, golden.logp, plain),
        ("pNone", [curve.noneProbability], [golden.pNone], amplified),
        ("logPNone", [curve.logNoneProbability], [golden.logPNone], plain),
        (
          "entropy", [curve.entropy], [golden.entropy],
          Tolerance(
            absolute: 202_402 * Double.leastNonzeroMagnitude, isLogAmplified: true)
        ),
      ]
      for (field, got, want, tolerance) in fields {
        #expect(got.count == want.count, "\(golden.name) \(field)")
        for (step, pair) in zip(got, want).enumerated()
        where !tolerance.accepts(pair.0, pair.1.value) {
          Issue.record("\(golden.name) \(field)[\(step)]: \(pair.0), exactly \(pair.1.value)")
        }
      }
    }
  }

  @Test func `no zero of a curve is negative`() throws {
    for golden in cases {
      let curve = try golden.curve()
      let values =
        curve.hazards + curve.rewards + curve.logSurvival + curve.survival + curve.wrongByStep
        + curve.logWrongByStep + curve.mass + curve.logMass
        + [curve.noneProbability, curve.logNoneProbability, curve.entropy]
      #expect(!values.contains { $0 == 0 && $0.sign == .minus }, "\(golden.name)")
    }
  }

  @Test func `a curve keeps what it was made from`() throws {
    for golden in cases {
      let curve = try golden.curve()
      if let logits = golden.logits { #expect(curve.logits == logits.map(\.value)) }
      if let hazards = golden.hazards { #expect(curve.hazards == hazards.map(\.value)) }
    }
  }

  @Test func `predictions are the exact ones, or within a rounding of a tie`() throws {
    for golden in cases {
      let curve = try golden.curve()
      #expect(
        golden.mapAccept.map { FirstError($0.step) }.contains(curve.firstError(by: .map)),
        "\(golden.name)")
      for rule in [PredictionRule.median, .threshold(0.5)] {
        #expect(
          golden.medianAccept.map { FirstError($0.step) }.contains(curve.firstError(by: rule)),
          "\(golden.name)")
      }
    }
  }
}
