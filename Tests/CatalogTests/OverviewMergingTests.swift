import JSON
import Queries
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

import Catalog

/// Figures as a command counts them: rows from a stream, parts put together, printed as JSON.
@Suite struct OverviewMergingTests {
  /// A row as `stats` makes it, and its score.
  private static func counted(
    _ trajectory: Trajectory, _ random: inout SeededGenerator
  ) throws -> (row: QueryRow, score: TrajectoryScore?) {
    var row = QueryRow()
    row.stepCount = trajectory.steps.count
    row.outcome = trajectory.outcome
    row.fileLabel = trajectory.label
    row.generator = trajectory.generator
    row.trainingStep = TrainingStep.of(path: trajectory.source.file)
    if Bool.random(using: &random) {
      row.verdict = [.noError, .unsure, .firstError(0)].randomElement(using: &random)
      row.verdictTime = Double.random(in: 0...20_000, using: &random)
    }
    guard Bool.random(using: &random) else { return (row, nil) }
    let hazards = trajectory.steps.map { _ in Double.random(in: 0...1, using: &random) }
    let score = TrajectoryScore(
      model: "m", kind: .crm, curve: try HazardCurve(hazards: hazards), rule: .map)
    row.figures = QueryFigures(score, rule: nil, fileLabel: trajectory.label)
    if Bool.random(using: &random) {
      row.second = SecondFigures(
        firstError: Bool.random(using: &random) ? .step(0) : .noError, noneProbability: 0.5)
    }
    return (row, score)
  }

  private static func figures(
    _ count: Int, parts: Int, seed: UInt64
  ) throws -> (whole: OverviewFigures, parts: [OverviewFigures]) {
    var random = SeededGenerator(seed: seed)
    var whole = OverviewFigures()
    var pieces = [OverviewFigures](repeating: OverviewFigures(), count: parts)
    for trajectory in SmallSet.random(count, &random) {
      let (row, score) = try counted(trajectory, &random)
      whole.add(row, question: trajectory.question, score: score)
      let part = Int.random(in: 0..<parts, using: &random)
      pieces[part].add(row, question: trajectory.question, score: score)
    }
    return (whole, pieces)
  }

  @Test(arguments: [61, 62, 63, 64] as [UInt64])
  func `parts that are merged in any order equal the whole`(seed: UInt64) throws {
    let (whole, parts) = try Self.figures(200, parts: 5, seed: seed)
    for order in [parts, parts.reversed()] {
      var merged = OverviewFigures()
      for part in order { merged.add(part) }
      #expect(merged == whole, "seed \(seed)")
      #expect(JSONWriter.text(of: merged.json) == JSONWriter.text(of: whole.json), "seed \(seed)")
    }
  }

  @Test func `merging into an empty one and merging an empty one change nothing`() throws {
    let (whole, _) = try Self.figures(30, parts: 1, seed: 65)
    var merged = whole
    merged.add(OverviewFigures())
    #expect(merged == whole)
  }

  @Test func `more generators than have room are counted together, none is lost`() throws {
    let limit = GroupTable<String>.limit
    var halves = [OverviewFigures(), OverviewFigures()]
    for number in 0..<(limit + 10) {
      var row = QueryRow()
      row.generator = "g\(number)"
      halves[number % 2].add(row, question: nil)
    }
    var frequent = QueryRow()
    frequent.generator = "g1"
    halves[1].add(frequent, question: nil)
    var merged = halves[0]
    merged.add(halves[1])
    #expect(merged.generators.groups.count == limit && merged.generators.others.count == 10)
    #expect(merged.generators.groups["g1"]?.count == 2)
    let last = try #require(merged.json["generators"]?.array?.last)
    #expect(last["others"] == true && last["count"]?.integer == 10 && last["name"]?.isNull == true)
  }

  @Test func `figures that are no numbers are left out`() {
    var row = QueryRow()
    row.stepCount = 1
    row.figures = QueryFigures(
      firstError: .noError, noneProbability: .nan, entropy: 0, largestHazard: 0, smallestReward: 0)
    var overview = OverviewFigures()
    row.fileLabel = .noError
    for survival in [Double.nan, -1, 2, .infinity] {
      row.figures?.noneProbability = survival
      overview.add(row, question: nil)
    }
    #expect(overview.reliability.count == 0 && overview.reliability.areaUnderROC == nil)
    #expect(overview.scored == 4 && overview.hazardPlaces.allSatisfy { $0.mean == nil })
    #expect(overview.json["hazard_by_place"]?.array == [JSONValue](repeating: .null, count: 10))
  }
}
