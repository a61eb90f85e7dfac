import TestSupport
import Testing

@testable import Survival

struct RankingTests {
  @Test func `scores need no scale`() throws {
    let ranking = try Ranking(
      scores: [-.infinity, -3, 7, .infinity], labels: [false, true, false, true])
    #expect(ranking.areaUnderROC() == 0.75)
    // Precision 1 at the first true label, 2/3 at the second.
    let precision = try #require(ranking.averagePrecision())
    #expect(abs(precision - 5.0 / 6) < 1e-15)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a weight of two is the same as two places`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 4...30, using: &generator)
    let scores = (0..<count).map { _ in Double(Int.random(in: 0...6, using: &generator)) }
    let labels = (0..<count).map { $0 % 2 == 0 || Bool.random(using: &generator) }
    let weights = (0..<count).map { _ in Int.random(in: 0...3, using: &generator) }
    let places = weights.indices.flatMap { Array(repeating: $0, count: weights[$0]) }
    let weighted = try Ranking(scores: scores, labels: labels)
    let repeated = try Ranking(
      scores: places.map { scores[$0] }, labels: places.map { labels[$0] })
    #expect(weighted.areaUnderROC(weights: weights) == repeated.areaUnderROC(), "seed \(seed)")
    let (got, want) = (weighted.averagePrecision(weights: weights), repeated.averagePrecision())
    #expect(abs((got ?? -1) - (want ?? -1)) < 1e-14, "seed \(seed)")
  }

  @Test func `one class alone has no area`() throws {
    let right = try Ranking(scores: [1, 2], labels: [true, true])
    #expect(right.areaUnderROC() == nil && right.averagePrecision() == 1)
    let wrong = try Ranking(scores: [1, 2], labels: [false, false])
    #expect(wrong.areaUnderROC() == nil && wrong.averagePrecision() == nil)
  }

  @Test func `NaN ranks nowhere and is refused`() {
    #expect(throws: SurvivalError.scoreIsNotANumber(place: 1)) {
      try Ranking(scores: [1, .nan], labels: [true, false])
    }
  }
}
