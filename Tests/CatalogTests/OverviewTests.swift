import Queries
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct OverviewTests {
  @Test(arguments: [51, 52, 53] as [UInt64], [false, true])
  func `filters find just what the figures count`(seed: UInt64, isBlind: Bool) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = SmallSet.random(120, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    let overview = try #require(catalog.overview(of: .all(count: 120), isBlind: isBlind))
    for (filter, count) in filters(overview) {
      let arrangement = Arrangement(filter: try Query(filter), isBlind: isBlind)
      let order = catalog.arrange(arrangement, now: 1000)
      #expect(order?.indices.count == count, "seed \(seed), \(filter)")
    }
  }

  private func filters(_ overview: OverviewFigures) -> [(String, Int)] {
    let pairs = overview.pairs
    let fixed = [
      ("verdict = error", overview.verdicts.firstError), ("scored", overview.scored),
      ("unlabelled", overview.verdicts.unlabelled),
      ("file_label = none", overview.fileLabels.noError),
      ("label = none and zhat = none", pairs.agreeOnNone),
      ("label = error and zhat = error and not differs", pairs.agreeOnStep),
      ("label = error and zhat = error and differs", pairs.otherStep),
      ("label = none and zhat = error", pairs.onlyModel),
      ("label = error and zhat = none", pairs.onlyLabel),
      ("zhat = none", overview.predictedRight),
      ("S >= 0.9", overview.survival(9)), ("S >= 0.2 and S < 0.3", overview.survival(2)),
      ("age <= 1000s and age > -2600s", overview.verdictHours[0] ?? 0),
    ]
    let matrix = overview.matrix.folded(to: 3)
    let cells = [
      ("label = 2 and zhat = 1", matrix[1][0]), ("label = 1 and zhat = none", matrix[0][4]),
      ("label > 3 and zhat > 3", matrix[3][3]), ("label = none and zhat = 2", matrix[4][1]),
    ]
    let bins = overview.reliability.bins.enumerated().map { place, bin in
      (
        place == 0
          ? "S <= 0.1 and label in (none, error)"
          : "S > 0.\(place) and S <= \(place == 9 ? "1" : "0.\(place + 1)") and label in (none, error)",
        bin.count
      )
    }
    let steps = overview.lengths.map { ("steps = \($0.key)", $0.value) }
    let labels = overview.labelledSteps.map { ("label = \($0.key + 1)", $0.value) }
    let predictions = overview.predictedSteps.map { ("zhat = \($0.key + 1)", $0.value) }
    let names = overview.generators.groups.map { ("generator = \"\($0.key)\"", $0.value.count) }
    let training = overview.trainingSteps.groups.map {
      ("training_step = \($0.key)", $0.value.count)
    }
    return fixed + cells + bins + [("conflict", overview.conflicts)] + steps + labels + predictions
      + names + training
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
      let score = catalog.item(at: row.index)?.score
      stream.add(row, question: row.trajectory?.question, score: score)
    }
    var overview = try #require(catalog.overview(of: .all(count: 60), isBlind: false))
    // Which candidates belong together only the catalog knows.
    overview.bestOfN = nil
    #expect(stream == overview)
  }
}

extension OverviewFigures {
  fileprivate func survival(_ tenth: Int) -> Int {
    survivalOfRight[tenth] + survivalOfWrong[tenth] + survivalOfUnknown[tenth]
  }
}
