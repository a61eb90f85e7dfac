import Queries
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct OverviewTests {
  @Test(arguments: [51, 52, 53] as [UInt64], [false, true])
  func `every bar's filter finds just what it counts`(seed: UInt64, isBlind: Bool) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = SmallSet.random(120, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    let overview = try #require(catalog.overview(of: .all(count: 120), isBlind: isBlind))
    let charts = overview.charts(now: 1000)
    #expect(charts.map(\.subject) == OverviewChart.Subject.allCases)
    for chart in charts {
      for bar in chart.bars {
        guard let filter = bar.filter else { continue }
        let arrangement = Arrangement(filter: try Query(filter), isBlind: isBlind)
        let order = catalog.arrange(arrangement, now: 1000)
        #expect(order?.indices.count == bar.count, "seed \(seed), \(filter)")
        #expect(bar.parts.isEmpty || bar.parts.reduce(0, +) == bar.count, "\(filter)")
      }
    }
  }

  @Test func `figures of a few trajectories are as counted by hand`() throws {
    let catalog = TrajectoryCatalog()
    let trajectories = [
      SmallSet.trajectory(0, steps: 4, label: .firstError(3), outcome: false, question: "q"),
      SmallSet.trajectory(1, steps: 2, label: .noError, outcome: true, question: "q"),
      SmallSet.trajectory(2, steps: 2),
    ]
    catalog.append(trajectories)
    catalog.setScore(try SmallSet.score([0, 0, 1, 0]), at: 0)
    catalog.setScore(try SmallSet.score([0, 0.25]), at: 1)
    let digest = trajectories[2].digest
    catalog.setStandings([digest: SmallSet.standing(.unsure, at: 7200, of: digest)])
    let overview = try #require(catalog.overview(of: .all(count: 3), isBlind: false))
    #expect(overview.shown == 3 && overview.steps == 8)
    #expect(overview.questions.count == 2)
    #expect(overview.labelledPlaces[7] == 1 && overview.predictedPlaces[5] == 1)
    #expect(overview.labelledSteps == [3: 1] && overview.predictedSteps == [2: 1])
    #expect(overview.survivalOfWrong[0] == 1 && overview.survivalOfRight[7] == 1)
    #expect(overview.hazardPlaces[5].mean.map { abs($0 - 0.625) < 0.01 } == true)
    #expect(overview.hazardPlaces[9].mean == nil)
    #expect(overview.pairs.otherStep == 1 && overview.pairs.agreeOnNone == 1)
    #expect(overview.verdictHours == [2: 1])
    #expect(overview.outcomes.shareRight == 0.5)
    let subset = catalog.overview(of: .listed([2, 0]), isBlind: false)
    #expect(subset?.lengths == [4: 1, 2: 1])
  }

  @Test func `a stream gives the same figures as the catalog`() throws {
    var random = SeededGenerator(seed: 54)
    let trajectories = SmallSet.random(60, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    var stream = OverviewFigures()
    for row in catalog.rows(isBlind: false) {
      let hazards = catalog.item(at: row.index)?.score?.curve.hazards ?? []
      stream.add(row, question: row.trajectory?.question, hazards: hazards)
    }
    #expect(stream == catalog.overview(of: .all(count: 60), isBlind: false))
  }

  @Test(
    arguments: zip(
      [0.0, 951_782_400, 1_795_392_000], ["1970-01-01", "2000-02-29", "2026-11-23"]))
  func `days are named as the calendar has them`(time: Double, name: String) {
    var overview = OverviewFigures()
    for offset in [0, 3 * 86_400.0] {
      var row = QueryRow()
      row.verdict = .unsure
      row.verdictTime = time + offset
      overview.add(row, question: nil)
    }
    let chart = overview.charts(now: 2e9).first { $0.subject == .progress }
    #expect(chart?.bars.first?.title == name)
  }

  @Test func `generators with quotes in their names are found, or have no filter`() {
    var overview = OverviewFigures()
    for name in ["a \"b\"", "it's", "'\"", ""] {
      var row = QueryRow()
      row.generator = name
      overview.add(row, question: nil)
    }
    let chart = overview.charts(now: 0).first { $0.subject == .generators }
    #expect(
      Set(chart?.bars.map { $0.filter ?? "-" } ?? [])
        == ["generator = 'a \"b\"'", "generator = \"it's\"", "-", "generator = \"\""])
  }
}
