import TestSupport
import Testing

@testable import Labeling

struct FacilityLocationTests {
  /// A symmetric matrix with 1 on the diagonal.
  private struct Matrix {
    var rows: [[Float]]

    init(count: Int, using generator: inout SeededGenerator) {
      rows = [[Float]](repeating: [Float](repeating: 1, count: count), count: count)
      for row in 0..<count {
        for column in 0..<row {
          // Few values, so that gains are often equal.
          let value = Float(Int.random(in: 0...4, using: &generator)) / 4
          (rows[row][column], rows[column][row]) = (value, value)
        }
      }
    }

    /// f(A), from its definition.
    func value(of set: [Int], _ weights: [Double], _ served: [Float]) -> Double {
      rows.indices.reduce(0) { sum, element in
        let best = set.map { rows[element][$0] }.max() ?? 0
        return sum + weights[element] * Double(max(best, served[element]))
      }
    }
  }

  private func picks(
    _ matrix: Matrix, _ weights: [Double], served: [Float] = []
  ) throws -> [Int] {
    let found = FacilityLocation(weights: weights, served: served) { matrix.rows[$0][$1] }
    var facilities = try #require(found)
    let picks = facilities.picks()
    return try #require(picks)
  }

  @Test func `lazy greedy picks what plain greedy picks, ties included`() throws {
    for seed in UInt64(1)...40 {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...14, using: &generator)
      let matrix = Matrix(count: count, using: &generator)
      // Quarters add up exactly in any order.
      let weights = (0..<count).map { _ in Double(Int.random(in: 0...4, using: &generator)) / 4 }
      let served = (0..<count).map { _ in Float(Int.random(in: 0...2, using: &generator)) / 4 }
      var plain: [Int] = []
      while plain.count < count {
        let rest = (0..<count).filter { !plain.contains($0) }
        let values = rest.map { matrix.value(of: plain + [$0], weights, served) }
        let best = try #require(values.max())
        plain.append(rest[try #require(values.firstIndex(of: best))])
      }
      #expect(try picks(matrix, weights, served: served) == plain, "seed \(seed)")
    }
  }

  @Test func `each beginning reaches 1 − 1/e of the best set of its size`() throws {
    for seed in UInt64(1)...20 {
      var generator = SeededGenerator(seed: seed)
      let count = 9
      let matrix = Matrix(count: count, using: &generator)
      let weights = (0..<count).map { _ in Double.random(in: 0...1, using: &generator) }
      let served = [Float](repeating: 0, count: count)
      let picks = try picks(matrix, weights)
      for size in 1...4 {
        let sets = (0..<1 << count).filter { $0.nonzeroBitCount == size }
        let best = sets.map { set in
          matrix.value(of: (0..<count).filter { set >> $0 & 1 == 1 }, weights, served)
        }.max()
        let reached = matrix.value(of: Array(picks.prefix(size)), weights, served)
        #expect(reached >= 0.632 * (try #require(best)), "seed \(seed), size \(size)")
      }
    }
  }

  @Test func `two equal texts are not both picked first`() throws {
    // 0 and 1 are the same text and the most uncertain ones; 2 stands alone.
    let rows: [[Float]] = [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    let found = FacilityLocation(weights: [0.75, 0.5, 0.25]) { rows[$0][$1] }
    var facilities = try #require(found)
    #expect(facilities.gain(of: 0) == 1.25)
    #expect(facilities.picks() == [0, 2, 1])
  }

  @Test func `what is labelled serves what is like it`() throws {
    let rows: [[Float]] = [[1, 0], [0, 1]]
    let found = FacilityLocation(weights: [0.9, 0.5], served: [1, 0]) { rows[$0][$1] }
    var facilities = try #require(found)
    #expect(facilities.picks() == [1, 0])
  }

  @Test func `nothing, one element, and weights that are none`() throws {
    var none = try #require(FacilityLocation(weights: []) { _, _ in 1 })
    #expect(none.picks() == [])
    var one = try #require(FacilityLocation(weights: [.nan]) { _, _ in 1 })
    #expect(one.gain(of: 0) == 0)
    #expect(one.picks() == [0])
    var odd = try #require(
      FacilityLocation(weights: [-1, .infinity, 0.5]) { $0 == $1 ? 1 : 0 })
    #expect(odd.picks() == [2, 0, 1])
    let cancelled = FacilityLocation(weights: [1], isCancelled: { true }) { _, _ in 1 }
    #expect(cancelled == nil)
    #expect(one.picks(isCancelled: { true }) == nil)
  }
}
