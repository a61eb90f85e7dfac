import Queries

/// Positions grouped by equal keys, in the order in which the keys first occur.
struct GroupOrder {
  var groups: [ArrangedGroup] = []
  /// All positions, group by group.
  private(set) var places: [UInt32]
  /// The group of each position.
  private(set) var groupOfPlace: [UInt32]

  /// Gathers in O(n); `nil` when cancelled.
  init?(keys: [UInt64], isCancelled: () -> Bool) {
    var numbers: [UInt64: UInt32] = [:]
    var sizes: [Int] = []
    groupOfPlace = []
    groupOfPlace.reserveCapacity(keys.count)
    for (place, key) in keys.enumerated() {
      if place % 16_384 == 0, isCancelled() { return nil }
      let number = numbers[key] ?? UInt32(sizes.count)
      if Int(number) == sizes.count {
        numbers[key] = number
        sizes.append(0)
      }
      sizes[Int(number)] += 1
      groupOfPlace.append(number)
    }
    var start = 0
    var next: [Int] = []
    for size in sizes {
      groups.append(ArrangedGroup(positions: start..<start + size, title: ""))
      next.append(start)
      start += size
    }
    places = [UInt32](repeating: 0, count: keys.count)
    for (place, group) in groupOfPlace.enumerated() {
      places[next[Int(group)]] = UInt32(place)
      next[Int(group)] += 1
    }
  }
}

/// Totals over the members of a group.
struct GroupSums: Sendable {
  private var right = 0
  private var wrong = 0
  private var labelled = 0
  private var scored = 0
  private var survival = 0.0
  private var steps = 0
  private var readable = 0

  /// When blind, answers of members without a verdict are not counted: a group may have only one
  /// member.
  mutating func add(_ row: QueryRow, isBlind: Bool) {
    if row.verdict != nil { labelled += 1 }
    if let outcome = row.outcome, !isBlind || row.verdict != nil {
      if outcome { right += 1 } else { wrong += 1 }
    }
    if let figures = row.figures {
      scored += 1
      survival += figures.noneProbability
    }
    guard row.isReadable else { return }
    readable += 1
    steps += row.stepCount
  }

  func put(into group: inout ArrangedGroup) {
    group.right = right
    group.wrong = wrong
    group.labelled = labelled
    group.meanSurvival = scored > 0 ? survival / Double(scored) : nil
    group.meanSteps = readable > 0 ? Double(steps) / Double(readable) : 0
  }
}
