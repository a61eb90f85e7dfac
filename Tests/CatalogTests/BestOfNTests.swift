import Selection
import TestSupport
import Testing
import Trajectories

@testable import Catalog

/// Best-of-N in the overview, against choices made by hand.
struct BestOfNTests {
  /// Three questions: the best by S(T), the majority and the oracle each know another one.
  private static let answers: [(question: String, answer: String, survival: Double)] = [
    ("a", "5", 0.5), ("b", "7", 0.25), ("a", "6", 0.75), ("b", "5", 0.5), ("c", "1", 0.5),
    ("a", "5", 0.25), ("b", "5.0", 0.125),
  ]

  private func catalog(scored: Int = answers.count, reference: String? = "5") throws
    -> TrajectoryCatalog
  {
    let catalog = TrajectoryCatalog()
    catalog.append(
      Self.answers.enumerated().map { place, entry in
        Trajectory(
          id: "\(place)", problem: entry.question, steps: ["So \\boxed{\(entry.answer)}."],
          referenceAnswer: reference)
      })
    for (place, entry) in Self.answers.prefix(scored).enumerated() {
      catalog.setScore(try SmallSet.score([1 - entry.survival]), at: place)
    }
    return catalog
  }

  private func figures(_ catalog: TrajectoryCatalog) throws -> BestOfNFigures? {
    try #require(
      catalog.overview(of: .all(count: Self.answers.count), isBlind: false)
    ).bestOfN
  }

  private func right(_ curve: AccuracyCurve?) -> [Double]? {
    curve?.points.map { ($0.accuracy * 3).rounded() }
  }

  @Test func `choices among the first N are right as often as by hand, by computed outcomes`()
    throws
  {
    let figures = try #require(try figures(catalog()))
    #expect(figures.oracle.questions == 3)
    #expect(figures.oracle.points.map(\.candidates) == [1, 2, 3])
    // a takes 5, then 6; b takes 7, then 5; c has one candidate, which is wrong.
    #expect(right(figures.best) == [1, 1, 1])
    // a: 5, then a tie that 5 was first in; b: 7, a tie, then 5 twice.
    #expect(right(figures.majority) == [1, 1, 2])
    #expect(right(figures.oracle) == [1, 2, 2])
    #expect(figures.oracle.points.map(\.shortQuestions) == [0, 1, 1])
  }

  @Test func `best-of-N waits for every score, and nothing is judged without outcomes`() throws {
    let waiting = try #require(try figures(catalog(scored: 6)))
    #expect(waiting.best == nil)
    #expect(right(waiting.oracle) == [1, 2, 2])
    #expect(try figures(catalog(reference: nil)) == nil)
  }

  @Test func `blind, there are none`() throws {
    let overview = try catalog().overview(of: .all(count: Self.answers.count), isBlind: true)
    #expect(try #require(overview).bestOfN == nil)
  }

  @Test func `questions with one candidate have no curve`() throws {
    let overview = try catalog().overview(of: .listed([0, 1, 4]), isBlind: false)
    #expect(try #require(overview).bestOfN == nil)
  }
}
