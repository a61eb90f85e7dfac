import Annotations
import Labeling
import Queries
import Scoring
import Survival
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct LabelingOrderTests {
  private func order(
    _ catalog: TrajectoryCatalog, _ plan: LabelingPlan, filter: String? = nil, isBlind: Bool = false
  ) throws -> [Int] {
    let arrangement = Arrangement(
      filter: try filter.map { try Query($0) }, labeling: plan, isBlind: isBlind)
    let arranged = try #require(catalog.arrange(arrangement, now: 0))
    return (0..<arranged.indices.count).map { arranged.indices[$0] }
  }

  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func `without draws each order is that of its figure, and labelled ones come last`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = SmallSet.random(60, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    for isBlind in [false, true] {
      let rows = catalog.rows(isBlind: isBlind)
      for order in LabelingOrder.allCases where !order.isDiverse {
        let found = try self.order(
          catalog, LabelingPlan(order, randomShare: 0), isBlind: isBlind)
        #expect(found == naive(rows, order), "seed \(seed), \(order), blind \(isBlind)")
      }
    }
  }

  private func naive(_ rows: [QueryRow], _ order: LabelingOrder) -> [Int] {
    let keyed = rows.filter(\.isReadable).map { row in
      let priority = order.priority(
        of: LabelingFigures(
          entropy: row.figures?.entropy, noneProbability: row.figures?.noneProbability,
          outcome: row.outcome, disagreement: row.disagreement,
          labelLogProbability: row.figures?.fileLabelLogProbability))
      return (
        isLabelled: row.verdict != nil, isMissing: priority.isNaN,
        priority: priority.isNaN ? 0 : priority, rank: row.randomRank ?? 2, index: row.index
      )
    }
    return keyed.sorted { left, right in
      if left.isLabelled != right.isLabelled { return right.isLabelled }
      if left.isMissing != right.isMissing { return right.isMissing }
      if left.priority != right.priority { return left.priority > right.priority }
      return left.rank != right.rank ? left.rank < right.rank : left.index < right.index
    }.map(\.index)
  }

  @Test func `draws keep what the random order begins with in front`() throws {
    var random = SeededGenerator(seed: 31)
    let trajectories = SmallSet.random(80, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    let verdicts = Set(catalog.rows(isBlind: false).filter { $0.verdict != nil }.map(\.index))
    let drawn = try order(catalog, LabelingPlan(.random, randomShare: 0))
      .filter { !verdicts.contains($0) }
    for plan in LabelingOrder.allCases.map({ LabelingPlan($0, randomShare: 0.25) }) {
      let found = try order(catalog, plan)
      #expect(found.sorted() == (drawn + verdicts).sorted(), "\(plan)")
      let open = found.filter { !verdicts.contains($0) }
      #expect(open + found.filter(verdicts.contains) == found, "\(plan)")
      for end in stride(from: 8, to: open.count, by: 8) {
        let count = (end + verdicts.count) / 4 - verdicts.count / 4
        #expect(
          drawn.prefix(count).allSatisfy(Set(open.prefix(end)).contains), "\(plan), \(end)")
      }
    }
  }

  @Test func `of copies of an uncertain text one comes first, and the others behind other texts`()
    throws
  {
    let texts = [
      "Sue has apples and buys more", "Sue has apples and buys more",
      "the train leaves the station at noon", "a circle of radius r has the area",
    ]
    let trajectories = texts.enumerated().map { place, text in
      Trajectory(
        id: "\(place)", problem: text, steps: [text + String(repeating: " \(place)", count: 3)],
        source: SourceRecord(file: "t.jsonl"))
    }
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    for (index, logit) in [0.0, 0.1, -2, -2.5].enumerated() {
      let curve = try HazardCurve(logits: [logit])
      let score = TrajectoryScore(model: "m", kind: .crm, curve: curve, rule: .map)
      catalog.setScore(score, at: index)
    }
    #expect(try order(catalog, LabelingPlan(.uncertain, randomShare: 0)) == [0, 1, 2, 3])
    #expect(try order(catalog, LabelingPlan(.informative, randomShare: 0)) == [0, 2, 3, 1])
    #expect(
      try order(catalog, LabelingPlan(.informative, randomShare: 0), filter: "id != 0")
        == [1, 2, 3])
    let digest = trajectories[0].digest
    catalog.setStandings([digest: SmallSet.standing(.noError, of: digest)])
    #expect(try order(catalog, LabelingPlan(.informative, randomShare: 0)) == [2, 3, 1, 0])
  }

  @Test func `nothing shown gives nothing`() throws {
    let catalog = TrajectoryCatalog()
    #expect(try order(catalog, LabelingPlan(.informative)) == [])
    catalog.append([SmallSet.trajectory(0)])
    #expect(try order(catalog, LabelingPlan(.informative)) == [0])
    #expect(try order(catalog, LabelingPlan(.noise), filter: "steps > 1000") == [])
  }

  @Test func `a filter draws the same share that the random order begins with`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<200).map { SmallSet.trajectory($0) })
    let tenth = try #require(
      catalog.arrange(Arrangement(filter: try Query("random < 10%")), now: 0))
    let drawn = try order(catalog, LabelingPlan(.random))
    let found = (0..<tenth.indices.count).map { tenth.indices[$0] }
    #expect(found.count > 5 && found.count < 40)
    #expect(drawn.prefix(found.count).sorted() == found)
  }
}
