/// The merging of byte-pair encoding.
///
/// Repeatedly merges the neighbours of lowest rank, leftmost first, until none merge.
/// Source: Sennrich et al. 2016, arXiv:1508.07909.
enum PairMerging {
  /// The length up to which scanning all pairs is faster than a heap.
  static let shortLength = 48

  /// Merges the first `count` of `symbols` in place and returns how many remain; O(n log n).
  ///
  /// `outcomes` has room for `count` words.
  static func merge(
    _ symbols: UnsafeMutablePointer<Int32>, count: Int, outcomes: UnsafeMutablePointer<UInt64>,
    by merges: borrowing MergeTable
  ) -> Int {
    guard count > 1 else { return count }
    for index in 0..<count - 1 {
      outcomes[index] = merges.outcome(symbols[index], symbols[index + 1])
    }
    outcomes[count - 1] = MergeTable.none
    if count <= shortLength {
      return mergeShort(symbols, count: count, outcomes: outcomes, by: merges)
    }
    return mergeLong(symbols, count: count, outcomes: outcomes, by: merges)
  }

  private static func mergeShort(
    _ symbols: UnsafeMutablePointer<Int32>, count: Int, outcomes: UnsafeMutablePointer<UInt64>,
    by merges: borrowing MergeTable
  ) -> Int {
    var count = count
    while count > 1 {
      var best = MergeTable.none
      var place = 0
      for index in 0..<count - 1 where outcomes[index] < best {
        best = outcomes[index]
        place = index
      }
      guard best != MergeTable.none else { break }
      symbols[place] = Int32(truncatingIfNeeded: best)
      count -= 1
      for index in place + 1..<max(count, place + 1) {
        symbols[index] = symbols[index + 1]
        outcomes[index] = outcomes[index + 1]
      }
      outcomes[count - 1] = MergeTable.none
      if place + 1 < count {
        outcomes[place] = merges.outcome(symbols[place], symbols[place + 1])
      }
      if place > 0 { outcomes[place - 1] = merges.outcome(symbols[place - 1], symbols[place]) }
    }
    return count
  }

  /// A linked list of the symbols and a heap of possible merges.
  private static func mergeLong(
    _ symbols: UnsafeMutablePointer<Int32>, count: Int, outcomes: UnsafeMutablePointer<UInt64>,
    by merges: borrowing MergeTable
  ) -> Int {
    var next = (1...Int32(count)).map { $0 }
    var previous = (-1..<Int32(count - 1)).map { $0 }
    var queue = MergeQueue(capacity: count)
    for place in 0..<count - 1 { queue.add(outcomes[place], at: place) }
    queue.order()
    while let (rank, place) = queue.removeFirst() {
      // Stale if the symbols have changed since; another entry then represents them.
      guard outcomes[place] != MergeTable.none, outcomes[place] >> 32 == rank else { continue }
      symbols[place] = Int32(truncatingIfNeeded: outcomes[place])
      let gone = Int(next[place])
      outcomes[gone] = MergeTable.none
      next[place] = next[gone]
      outcomes[place] = MergeTable.none
      let right = Int(next[place])
      if right < count {
        previous[right] = Int32(place)
        outcomes[place] = merges.outcome(symbols[place], symbols[right])
        queue.insert(outcomes[place], at: place)
      }
      let left = Int(previous[place])
      if left >= 0 {
        outcomes[left] = merges.outcome(symbols[left], symbols[place])
        queue.insert(outcomes[left], at: left)
      }
    }
    var left = 0
    var place = 0
    while place < count {
      symbols[left] = symbols[place]
      left += 1
      place = Int(next[place])
    }
    return left
  }
}

/// A heap of merges ordered by rank, then position; both packed in one word.
private struct MergeQueue {
  private var words: [UInt64] = []

  init(capacity: Int) { words.reserveCapacity(capacity) }

  private static func word(_ outcome: UInt64, _ place: Int) -> UInt64 {
    outcome & ~0xFFFF_FFFF | UInt64(truncatingIfNeeded: place)
  }

  /// Adds a merge without restoring the heap order, unless it is `none`.
  mutating func add(_ outcome: UInt64, at place: Int) {
    if outcome != MergeTable.none { words.append(Self.word(outcome, place)) }
  }

  /// Restores the heap order.
  mutating func order() {
    for index in stride(from: words.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  /// Inserts a merge, unless it is `none`.
  mutating func insert(_ outcome: UInt64, at place: Int) {
    guard outcome != MergeTable.none else { return }
    let word = Self.word(outcome, place)
    words.append(word)
    var index = words.count - 1
    while index > 0, words[(index - 1) / 2] > word {
      words[index] = words[(index - 1) / 2]
      index = (index - 1) / 2
    }
    words[index] = word
  }

  /// Removes and returns the first merge.
  mutating func removeFirst() -> (rank: UInt64, place: Int)? {
    guard let first = words.first, let last = words.popLast() else { return nil }
    if !words.isEmpty {
      words[0] = last
      sink(0)
    }
    return (first >> 32, Int(first & 0xFFFF_FFFF))
  }

  private mutating func sink(_ start: Int) {
    words.withUnsafeMutableBufferPointer { words in
      let word = words[start]
      var index = start
      while index * 2 + 1 < words.count {
        var child = index * 2 + 1
        if child + 1 < words.count, words[child + 1] < words[child] { child += 1 }
        guard words[child] < word else { break }
        words[index] = words[child]
        index = child
      }
      words[index] = word
    }
  }
}
