/// Which trajectory is scored next: a value, so that its order can be tested without threads.
struct ScoringPlan {
  /// The last is next.
  private var asked: [Int] = []
  /// Those asked for most recently, whose results the screen waits for.
  private var awaited: Set<Int> = []
  private var taken = BitSet()
  /// Taken and not yet done.
  private var underWay: Set<Int> = []
  /// Where the eye was last: from there on, then round the end.
  private var front = 0

  var hasAsked: Bool { !asked.isEmpty }

  /// What is done is done again: who asks for it has no curve of it any more.
  mutating func ask(for indices: [Int]) {
    asked = indices.filter { !underWay.contains($0) }.reversed()
    for index in asked { taken.remove(index) }
    awaited = Set(indices)
    if let first = indices.first { front = first }
  }

  func isAwaited(_ index: Int) -> Bool { awaited.contains(index) }

  /// Everything is to be scored again.
  mutating func forget() {
    taken = BitSet()
    underWay = []
    asked = awaited.sorted(by: >)
  }

  /// A job was done.
  mutating func settle(_ indices: [Int]) { underWay.subtract(indices) }

  /// A job was broken off.
  mutating func putBack(_ indices: [Int], isAsked: Bool) {
    settle(indices)
    for index in indices { taken.remove(index) }
    if isAsked { asked += indices.reversed().filter { !asked.contains($0) } }
  }

  /// Up to `size` trajectories to score together; those asked for never wait for others.
  mutating func take(
    _ size: Int, of count: Int, onlyAsked: Bool
  ) -> (indices: [Int], isAsked: Bool)? {
    var indices: [Int] = []
    while indices.count < size, let index = asked.popLast() {
      if index < count, taken.insert(index) { indices.append(index) }
    }
    if !indices.isEmpty {
      underWay.formUnion(indices)
      return (indices, true)
    }
    guard !onlyAsked else { return nil }
    while indices.count < size, let index = nextUnasked(of: count) {
      taken.insert(index)
      indices.append(index)
    }
    underWay.formUnion(indices)
    return indices.isEmpty ? nil : (indices, false)
  }

  private mutating func nextUnasked(of count: Int) -> Int? {
    if let index = taken.firstMissing(in: min(front, count)..<count) {
      front = index
      return index
    }
    return taken.firstMissing(in: 0..<min(front, count))
  }
}

/// A set of small numbers, one bit each, that grows with the largest.
struct BitSet {
  private var words: [UInt64] = []

  func contains(_ number: Int) -> Bool {
    let word = number >> 6
    return word < words.count && words[word] & 1 << UInt64(number & 63) != 0
  }

  /// - Returns: whether it was missing.
  @discardableResult mutating func insert(_ number: Int) -> Bool {
    guard !contains(number) else { return false }
    let word = number >> 6
    if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
    words[word] |= 1 << UInt64(number & 63)
    return true
  }

  mutating func remove(_ number: Int) {
    if number >> 6 < words.count { words[number >> 6] &= ~(1 << UInt64(number & 63)) }
  }

  /// The smallest number of the range that is not in it; O(range / 64).
  func firstMissing(in range: Range<Int>) -> Int? {
    var number = range.lowerBound
    while number < range.upperBound {
      guard number >> 6 < words.count else { return number }
      let missing = ~words[number >> 6] >> UInt64(number & 63)
      if missing != 0 {
        let found = number + missing.trailingZeroBitCount
        return found < range.upperBound ? found : nil
      }
      number = (number >> 6 + 1) << 6
    }
    return nil
  }
}
