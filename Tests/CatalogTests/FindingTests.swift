import Queries
import TestSupport
import Testing
import Trajectories

@testable import Catalog

@Suite struct FindingTests {
  @Test(arguments: [31, 32, 33, 34] as [UInt64])
  func `a search finds the nearest match in any order`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let trajectories = (0..<700).map { number in
      SmallSet.trajectory(number, text: Int.random(in: 0..<40, using: &random) == 0 ? "hit" : "")
    }
    let catalog = TrajectoryCatalog()
    catalog.append(trajectories)
    // Several blocks of a megabyte, so that two may find something at the same time.
    let file = try SmallSet.file(trajectories, padding: 10_000)
    let fromFiles = TrajectoryCatalog()
    fromFiles.fill(files: [file])
    let shuffled = (0..<UInt32(700)).shuffled(using: &random)
    let lists: [IndexList] = [
      .all(count: 700), .all(count: 700, without: [0, 5, 699]), .listed(shuffled),
      .listed(Array(shuffled.prefix(300)).sorted()), .listed(Array(shuffled.prefix(9))),
      .listed(shuffled.prefix(20).sorted()), .listed([3]),
    ]
    for list in lists {
      for _ in 0..<6 {
        let start = Int.random(in: 0..<list.count, using: &random)
        for forward in [true, false] {
          let expected = naive(trajectories, list, start, forward)
          let request = FindRequest(
            target: .text(try TextPattern("hit")), order: list, position: start, forward: forward)
          #expect(catalog.find(request) == expected, "seed \(seed)")
          #expect(fromFiles.find(request) == expected, "seed \(seed), from a file")
        }
      }
    }
  }

  private func naive(
    _ trajectories: [Trajectory], _ list: IndexList, _ start: Int, _ forward: Bool
  ) -> FindResult? {
    for distance in 1...list.count {
      let moved = forward ? start + distance : start - distance + list.count
      let position = moved % list.count
      guard trajectories[list[position]].problem.contains("hit") else { continue }
      return FindResult(
        index: list[position], step: 0,
        wrapped: forward ? position <= start : position >= start)
    }
    return nil
  }

  @Test func `the step is the first that matches, backwards the last`() throws {
    let catalog = TrajectoryCatalog()
    catalog.append([SmallSet.trajectory(0, steps: 3), SmallSet.trajectory(1, steps: 4)])
    func find(_ text: String, forward: Bool) throws -> FindResult? {
      catalog.find(
        FindRequest(
          target: .text(try TextPattern(text)), order: .all(count: 2), position: 0,
          forward: forward))
    }
    #expect(try find("step", forward: true) == FindResult(index: 1, step: 0, wrapped: false))
    #expect(try find("step", forward: false) == FindResult(index: 1, step: 3, wrapped: true))
    #expect(try find("what is 1", forward: false)?.step == 0)
    #expect(try find("nothing like it", forward: true) == nil)
  }

  @Test func `the next without a verdict comes after all that have one`() throws {
    let catalog = TrajectoryCatalog()
    let trajectories = (0..<4).map { SmallSet.trajectory($0) }
    catalog.append(trajectories)
    func next(_ forward: Bool = true) -> FindResult? {
      catalog.find(
        FindRequest(target: .unlabelled, order: .all(count: 4), position: 1, forward: forward))
    }
    #expect(next() == FindResult(index: 2, step: 0, wrapped: false))
    #expect(next(false) == FindResult(index: 0, step: 0, wrapped: false))
    for index in [0, 2, 3] {
      let digest = trajectories[index].digest
      catalog.setStandings([digest: SmallSet.standing(.noError, of: digest)])
    }
    #expect(next() == FindResult(index: 1, step: 0, wrapped: true))
    let digest = trajectories[1].digest
    catalog.setStandings([digest: SmallSet.standing(.noError, of: digest)])
    #expect(next() == nil)
  }
}
