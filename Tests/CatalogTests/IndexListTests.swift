import TestSupport
import Testing

@testable import Catalog

@Suite struct IndexListTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func `positions and indices undo each other`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let count = Int.random(in: 0...60, using: &random)
      let kept = (0..<count).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
      let gaps = Set(0..<count).subtracting(kept).sorted().map { UInt32($0) }
      let shuffled = kept.shuffled(using: &random)
      let far = shuffled.map { UInt32($0) * 1_000_003 }
      check(.all(count: count, without: gaps), is: kept, seed)
      check(.listed(kept.map { UInt32($0) }), is: kept, seed)
      check(.listed(shuffled.map { UInt32($0) }), is: shuffled, seed)
      check(.listed(far), is: far.map { Int($0) }, seed)
    }
  }

  private func check(_ list: IndexList, is expected: [Int], _ seed: UInt64) {
    #expect(list.count == expected.count, "seed \(seed)")
    #expect((0..<list.count).map { list[$0] } == expected, "seed \(seed)")
    let positions = Dictionary(
      uniqueKeysWithValues: expected.enumerated().map { ($0.element, $0.offset) })
    for index in [-1, 1 << 33] + Array(0...65) + expected {
      #expect(list.position(of: index) == positions[index], "seed \(seed), index \(index)")
    }
    #expect(list.first == expected.first && list.last == expected.last)
    #expect(list.isAscending == (expected == expected.sorted()))
    #expect(list.sorted() == .listed(expected.sorted().map { UInt32($0) }) || list.isAscending)
    for bound in [0, 7, 30, 61] where list.isAscending {
      #expect(list.firstPosition(from: bound) == expected.count { $0 < bound })
    }
  }

  @Test func `2²⁸ + 1 trajectories in file order are a list like any other`() {
    let list = IndexList.all(count: 1 << 28 + 1, without: [5, 1 << 27])
    #expect(list.count == 1 << 28 - 1)
    #expect(list[5] == 6)
    #expect(list.last == 1 << 28)
    #expect(list.position(of: 1 << 28) == 1 << 28 - 2)
    #expect(list.position(of: 1 << 27) == nil)
  }
}
