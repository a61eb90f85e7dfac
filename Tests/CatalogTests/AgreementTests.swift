import Queries
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

@testable import Catalog

/// The overview's figures of how model and label agree, against the same counted plainly.
@Suite struct AgreementTests {
  private struct Case {
    var label: FirstError
    var score: TrajectoryScore
  }

  private static func cases(_ count: Int, seed: UInt64) throws -> [Case] {
    var random = SeededGenerator(seed: seed)
    return try (0..<count).map { _ in
      let steps = Int.random(in: 1...20, using: &random)
      let hazards = (0..<steps).map { _ in
        Double.random(in: 0...1, using: &random) * Double.random(in: 0...1, using: &random)
      }
      let label =
        Bool.random(using: &random)
        ? FirstError.noError : .step(.random(in: 0..<steps, using: &random))
      return Case(label: label, score: try SmallSet.score(hazards))
    }
  }

  private static func overview(_ cases: [Case], rule: PredictionRule?) -> OverviewFigures {
    var overview = OverviewFigures()
    for one in cases {
      let label = Label.known(one.label)
      var row = QueryRow()
      row.stepCount = one.score.curve.stepCount
      row.fileLabel = label
      row.figures = QueryFigures(one.score, rule: rule, fileLabel: label)
      overview.add(row, question: nil, score: one.score)
    }
    return overview
  }

  @Test(arguments: [71, 72, 73] as [UInt64])
  func `a threshold's figures are those that its rule would give`(seed: UInt64) throws {
    let cases = try Self.cases(150, seed: seed)
    let mixed = Self.overview(cases, rule: .map)
    for (place, threshold) in ThresholdFigures.thresholds.enumerated() {
      let rule = PredictionRule.threshold(threshold)
      let plain = try ProcessBenchScore(
        labels: cases.map(\.label), predictions: cases.map { $0.score.firstError(by: rule) })
      #expect(mixed.thresholds.score(at: place) == plain, "seed \(seed), \(threshold)")
      #expect(Self.overview(cases, rule: rule).pairs.score == plain, "seed \(seed), \(threshold)")
    }
  }

  @Test(arguments: [74, 75] as [UInt64])
  func `reliability and ranking are those of all values at once`(seed: UInt64) throws {
    let cases = try Self.cases(300, seed: seed)
    let counted = Self.overview(cases, rule: nil).reliability
    let exact = try Calibration(
      probabilities: cases.map { $0.score.curve.noneProbability },
      labels: cases.map { $0.label == .noError })
    #expect(counted.bins.map(\.count) == exact.bins.map(\.count))
    #expect(counted.bins.map(\.right) == exact.bins.map(\.positives))
    let auroc = try #require(counted.areaUnderROC)
    let exactAUROC = try #require(exact.areaUnderROC)
    #expect(abs(auroc - exactAUROC) < 0.001)
    for (one, other) in [
      (counted.brierScore, exact.brierScore),
      (counted.expectedCalibrationError, exact.expectedCalibrationError),
    ] {
      let difference = try #require(one) - #require(other)
      #expect(abs(difference) < 1e-12)
    }
  }

  @Test func `certain and impossible ones are ranked at the ends, ties count one half`() {
    var figures = ReliabilityFigures()
    for (survival, isRight) in [(0, false), (1, true), (0.5, true), (0.5, false)] {
      figures.add(survival: survival, isRight: isRight)
    }
    // 1 is above both; 0.5 is above 0 and ties with 0.5.
    #expect(figures.areaUnderROC == (2 + 1.5) / 4)
    #expect(figures.bins[0].count == 1 && figures.bins[4].count == 2 && figures.bins[9].count == 1)
    #expect(ReliabilityFigures().areaUnderROC == nil && ReliabilityFigures().brierScore == nil)
  }

  @Test func `late steps share a place, and folding keeps every count`() {
    var matrix = PredictionMatrix()
    for (row, column) in [(0, 0), (11, 12), (40, 999), (nil, 3), (5, nil), (nil, nil)]
      as [(Int?, Int?)]
    {
      matrix.add(row: FirstError(row), column: FirstError(column))
    }
    let late = PredictionMatrix.limit
    #expect(matrix[late, late] == 1 && matrix[11, late] == 1 && matrix[late + 1, late + 1] == 1)
    #expect(matrix.total == 6 && matrix.agreeing == 3)
    let folded = matrix.folded(to: 4)
    #expect(folded.count == 6 && folded.joined().reduce(0, +) == 6)
    #expect(folded[4][4] == 2 && folded[5][3] == 1 && folded[4][5] == 1 && folded[5][5] == 1)
  }

  @Test func `a second model's predictions are kept, filtered, sorted and read by the rule`() throws
  {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<3).map { SmallSet.trajectory($0, label: .firstError(1)) })
    for index in 0..<3 { catalog.setScore(try SmallSet.score([0.9, 0]), at: index) }
    #expect(catalog.setComparison(try SmallSet.score([0, 0.75]), at: 1))
    #expect(catalog.setComparison(try SmallSet.score([0.25, 0]), at: 2))
    func found(_ source: String) throws -> IndexList? {
      catalog.arrange(Arrangement(filter: try Query(source)), now: 0)?.indices
    }
    #expect(try found("zhat2 = 2") == .listed([1]))
    #expect(try found("zhat = 1 and zhat2 = none") == .listed([2]))
    #expect(try found("S2 < 30%") == .listed([1]))
    let sort = Arrangement(sort: try SortTerm.terms("S2 desc"))
    let order = try #require(catalog.arrange(sort, now: 0)?.indices)
    #expect((0..<3).map { order[$0] } == [2, 1, 0])
    let models = try #require(catalog.overview(of: .all(count: 3), isBlind: false)).models
    #expect(models[0, 1] == 1 && models[0, PredictionMatrix.side - 1] == 1 && models.total == 2)
    catalog.setRule(.threshold(0.8))
    #expect(try found("zhat2 = 1") == .listed([2]))
    let blind = Arrangement(filter: try Query("zhat2 = 1 or S2 > 0"), isBlind: true)
    #expect(catalog.arrange(blind, now: 0)?.indices.isEmpty == true)
  }
}
