import Glibc
import Queries
import Synchronization
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct FilterTests {
  private static let queries = [
    "steps > 3", "outcome = wrong and steps >= 2", "not labelled", "S < 0.5", "label = 1",
    "generator ~ m-1", "step ~ \"step 4\"", "note ~ 1 or marked", "file ~ 10", "training_step = 5",
    "question = q3", "7", "t-1", "differs", "entropy > 0 and not right", "readable", "number <= 10",
    "zhat = none and scored", "verdict = unsure", "file_label = none", "age > 97",
  ]

  @Test(arguments: [21, 22, 23, 24] as [UInt64], [false, true])
  func `a filter finds what a plain filter of rows does`(seed: UInt64, isBlind: Bool) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = SmallSet.random(60, &random)
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    try SmallSet.fill(catalog, trajectories, &random)
    let rows = catalog.rows(isBlind: isBlind)
    for source in Self.queries {
      let query = try Query(source)
      let order = catalog.arrange(Arrangement(filter: query, isBlind: isBlind), now: 100)
      let expected = rows.filter { query.accepts($0, now: 100) }.map(\.index)
      #expect(order.map { indices($0.indices) } == expected, "seed \(seed), \(source)")
    }
  }

  private func indices(_ list: IndexList) -> [Int] { (0..<list.count).map { list[$0] } }

  @Test func `blind, figures and file labels of what has no verdict are missing`() throws {
    let catalog = TrajectoryCatalog()
    let trajectories = (0..<2).map { SmallSet.trajectory($0, label: .noError) }
    catalog.append(trajectories)
    for index in 0..<2 { catalog.setScore(try SmallSet.score([0.25, 0.25]), at: index) }
    let digest = trajectories[1].digest
    catalog.setStandings([digest: SmallSet.standing(.unsure, of: digest)])
    for source in ["scored", "file_label = none", "S > 0"] {
      let blind = Arrangement(filter: try Query(source), isBlind: true)
      #expect(catalog.arrange(blind, now: 0)?.indices == .listed([1]), "\(source)")
      let seen = Arrangement(filter: try Query(source))
      #expect(catalog.arrange(seen, now: 0)?.indices == .listed([0, 1]), "\(source)")
    }
  }

  @Test func `parts come in order and grow`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append((0..<2000).map { SmallSet.trajectory($0) })
    let parts = Mutex<[ArrangedOrder]>([])
    let order = catalog.arrange(
      Arrangement(filter: try Query("problem ~ what")), now: 0,
      isCancelled: {
        // Makes the scan take longer than the pause between two parts.
        usleep(2000)
        return false
      },
      onPart: { part in parts.withLock { $0.append(part) } })
    #expect(order?.indices.count == 2000)
    #expect(parts.withLock { !$0.isEmpty })
    for part in parts.withLock({ $0 }) {
      #expect(!part.isComplete)
      #expect(part.indices == .listed((0..<UInt32(part.indices.count)).map { $0 }))
      #expect(part.examined >= part.indices.count)
    }
  }
}
