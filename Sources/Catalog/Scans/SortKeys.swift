import Queries
import Trajectories

/// The values of one sort key for many trajectories, as numbers that ascend in the wanted order.
struct SortRanks {
  /// Missing values come last in either direction.
  static let missing = UInt64.max

  /// Numbers, NaN if missing.
  static func ranks(_ numbers: [Double], descending: Bool) -> [UInt64] {
    numbers.map { number in
      guard !number.isNaN else { return missing }
      // −0 equals 0; inverting the sign bit puts negative numbers first.
      let bits = (number == 0 ? 0 : number).bitPattern
      let ascending = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
      return descending ? ~ascending : ascending
    }
  }

  /// Texts by their rank among all of them; equal texts share a rank.
  ///
  /// - Returns: `nil` if cancelled.
  static func ranks(
    _ texts: [String?], descending: Bool, isCancelled: () -> Bool
  ) -> [UInt64]? {
    var compared = 0
    let present = texts.indices.filter { texts[$0] != nil }
    let sorted = try? present.sorted { left, right in
      compared += 1
      if compared % 1024 == 0, isCancelled() { throw CancellationError() }
      return (texts[left] ?? "") < (texts[right] ?? "")
    }
    guard let sorted else { return nil }
    var ranks = [UInt64](repeating: missing, count: texts.count)
    var rank: UInt64 = 0
    for (place, element) in sorted.enumerated() {
      if place > 0, texts[sorted[place - 1]] != texts[element] { rank += 1 }
      ranks[element] = descending ? UInt64(sorted.count) - rank : rank
    }
    return ranks
  }
}

/// Sorts positions by ranks, byte by byte, keeping the order of equal ones.
///
/// O(n) for each of the up to 8 bytes that differ, with 4 bytes of memory a position beside the
/// result.
struct RadixSort {
  private(set) var places: [UInt32]
  private var other: [UInt32]

  /// All positions in their own order.
  init(count: Int) {
    places = (0..<UInt32(count)).map { $0 }
    other = places
  }

  /// Sorts by one key; call it for the least important key first.
  ///
  /// - Returns: `false` if cancelled.
  mutating func sort(by ranks: [UInt64], isCancelled: () -> Bool) -> Bool {
    let differing = ranks.reduce(0) { $0 | ($1 ^ ranks[0]) }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 255 != 0 {
      if !pass(ranks, shift, isCancelled) { return false }
    }
    return true
  }

  private mutating func pass(_ ranks: [UInt64], _ shift: UInt64, _ isCancelled: () -> Bool) -> Bool
  {
    var starts = [Int](repeating: 0, count: 257)
    for rank in ranks { starts[Int(rank >> shift & 255) + 1] += 1 }
    for value in 1...256 { starts[value] += starts[value - 1] }
    for (passed, place) in places.enumerated() {
      if passed & 0xFFFF == 0, isCancelled() { return false }
      let value = Int(ranks[Int(place)] >> shift & 255)
      other[starts[value]] = place
      starts[value] += 1
    }
    swap(&places, &other)
    return true
  }
}
