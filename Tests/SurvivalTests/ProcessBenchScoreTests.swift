import Testing

@testable import Survival

struct ProcessBenchScoreTests {
  struct Case: Decodable {
    var name: String
    var labels, predictions: [Int]
    var accError, accCorrect, f1: GoldenNumber
  }
  struct File: Decodable {
    var processBench: [Case]
  }

  /// ProcessBench writes −1 where no step is wrong.
  private func steps(_ coded: [Int]) -> [FirstError] { coded.map { FirstError(code: $0) } }

  @Test func `accuracies and F1 equal the golden ones`() throws {
    let cases = try GoldenFile.read(File.self, from: "rl.json").processBench
    #expect(cases.count == 30)
    for golden in cases {
      let score = try ProcessBenchScore(
        labels: steps(golden.labels), predictions: steps(golden.predictions))
      let tolerance = Tolerance()
      #expect(tolerance.accepts(score.errorAccuracy ?? .nan, golden.accError.value))
      #expect(tolerance.accepts(score.correctAccuracy ?? .nan, golden.accCorrect.value))
      #expect(tolerance.accepts(score.f1 ?? .nan, golden.f1.value), "\(golden.name)")
    }
  }

  @Test func `a kind of trajectory that does not occur has no accuracy`() throws {
    let score = try ProcessBenchScore(
      labels: [.noError, .noError], predictions: [.noError, .step(3)])
    #expect(score.errorAccuracy == nil)
    #expect(score.correctAccuracy == 0.5)
    #expect(score.f1 == nil)
  }

  @Test func `lists of different length are refused`() {
    #expect(throws: SurvivalError.listsDiffer(predictions: 0, labels: 1)) {
      try ProcessBenchScore(labels: [.noError], predictions: [])
    }
  }
}
