import TestSupport
import Testing

@testable import Survival

struct CalibrationTests {
  struct Case: Decodable {
    var name: String
    var probabilities: [Double]
    var labels: [Int]
    var ece, brier, auroc, averagePrecision: GoldenNumber
    var binCounts: [Int]
  }
  struct File: Decodable {
    var calibration: [Case]
  }

  @Test func `calibration error, Brier score and both areas equal the golden ones`() throws {
    let cases = try GoldenFile.read(File.self, from: "rl.json").calibration
    #expect(cases.count == 46)
    for golden in cases {
      let calibration = try Calibration(
        probabilities: golden.probabilities, labels: golden.labels.map { $0 == 1 })
      let (name, tolerance) = (golden.name, Tolerance())
      #expect(calibration.bins.map(\.count) == golden.binCounts, "\(name)")
      #expect(
        Tolerance(absolute: 1e-13)
          .accepts(calibration.expectedCalibrationError ?? .nan, golden.ece.value), "\(name)")
      #expect(tolerance.accepts(calibration.brierScore ?? .nan, golden.brier.value), "\(name)")
      #expect(tolerance.accepts(calibration.areaUnderROC ?? .nan, golden.auroc.value), "\(name)")
      #expect(
        tolerance.accepts(
          calibration.averagePrecision ?? .nan, golden.averagePrecision.value), "\(name)")
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func `the ROC area is the fraction of pairs in order`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...40, using: &generator)
    let probabilities = (0..<count).map { _ in
      Double(Int.random(in: 0...8, using: &generator)) / 8
    }
    var labels = (0..<count).map { _ in Bool.random(using: &generator) }
    (labels[0], labels[1]) = (true, false)
    var (inOrder, pairs) = (0.0, 0.0)
    for (high, isTrue) in zip(probabilities, labels) where isTrue {
      for (low, isTrue) in zip(probabilities, labels) where !isTrue {
        pairs += 1
        inOrder += high > low ? 1 : high == low ? 0.5 : 0
      }
    }
    let area = try Calibration(probabilities: probabilities, labels: labels).areaUnderROC
    #expect(abs((area ?? .nan) - inOrder / pairs) < 1e-14, "seed \(seed)")
  }

  @Test func `without predictions nothing is claimed`() throws {
    let calibration = try Calibration(probabilities: [], labels: [])
    #expect(calibration.expectedCalibrationError == nil)
    #expect(calibration.brierScore == nil)
    #expect(calibration.areaUnderROC == nil)
    #expect(calibration.bins.allSatisfy { $0.meanProbability == nil && $0.positiveRate == nil })
  }

  @Test func `what is no probability is refused`() {
    #expect(throws: SurvivalError.notAProbability(step: 1, value: 1.5)) {
      try Calibration(probabilities: [0.5, 1.5], labels: [true, false])
    }
    #expect(throws: SurvivalError.listsDiffer(predictions: 1, labels: 0)) {
      try Calibration(probabilities: [0.5], labels: [])
    }
  }
}
