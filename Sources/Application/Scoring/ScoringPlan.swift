/// Which trajectory is scored next: a value, so that its order can be tested without threads.
struct ScoringPlan {
  /// The last is next.
  private var asked: [Int] = []
  /// Those asked for most recently, whose results the screen waits for.
  private var awaited: Set<Int> = []
  /// The one that the eye rests on, while nobody scores it alone; always the last of ``asked``.
  private var urgent: Int?
  private var taken = BitSet()
  /// Taken and not yet done, and how many are scored together with each, itself included.
  private var underWay: [Int: Int] = [:]
  /// Where the eye was last: from there on, then round the end.
  private var front = 0

  /// Whether whatever is being scored keeps the eye waiting.
  var isOvertaken: Bool { urgent != nil }

  /// Whether something that was asked for is not taken yet.
  var hasAsked: Bool { !asked.isEmpty }

  /// What is done is done again: who asks for it has no curve of it any more.
  ///
  /// - Parameters:
  ///   - indices: in the order in which they are wanted.
  ///   - isUrgent: whether the eye rests on the first, so that all else is to be broken off for it.
  mutating func ask(for indices: [Int], isUrgent: Bool = false) {
    urgent = isUrgent ? indices.first.flatMap { underWay[$0] == 1 ? nil : $0 } : nil
    asked = indices.filter { underWay[$0] == nil || $0 == urgent }.reversed()
    for index in asked { taken.remove(index) }
    awaited = Set(indices)
    if let first = indices.first { front = first }
  }

  /// One that was done is to be done again, soon.
  mutating func askAgain(for index: Int) {
    taken.remove(index)
    if !asked.contains(index) { asked.insert(index, at: asked.count - (urgent == nil ? 0 : 1)) }
  }

  /// These need not be done unless they are asked for.
  mutating func passOver(_ indices: Range<Int>) {
    for index in indices { taken.insert(index) }
    for index in asked where indices.contains(index) { taken.remove(index) }
  }

  func isAwaited(_ index: Int) -> Bool { awaited.contains(index) }

  /// Everything is to be scored again.
  mutating func forget() {
    taken = BitSet()
    underWay = [:]
    urgent = nil
    asked = awaited.sorted(by: >)
  }

  /// A job was done.
  mutating func settle(_ indices: [Int]) {
    for index in indices { underWay[index] = nil }
  }

  /// A job was broken off; what the screen still waits for is asked for again.
  mutating func putBack(_ indices: [Int]) {
    settle(indices)
    for index in indices.reversed() {
      taken.remove(index)
      if isAwaited(index) { askAgain(for: index) }
    }
  }

  /// Up to `size` trajectories to score together; those asked for come alone, so that each is on the
  /// screen as soon as it can be.
  mutating func take(
    _ size: Int, of count: Int, onlyAsked: Bool
  ) -> (indices: [Int], isAsked: Bool)? {
    if let index = nextAsked(of: count) {
      underWay[index] = 1
      return ([index], true)
    }
    guard !onlyAsked else { return nil }
    var indices: [Int] = []
    while indices.count < size, let index = nextUnasked(of: count) {
      taken.insert(index)
      indices.append(index)
    }
    for index in indices { underWay[index] = indices.count }
    return indices.isEmpty ? nil : (indices, false)
  }

  private mutating func nextAsked(of count: Int) -> Int? {
    while let index = asked.popLast() {
      if index == urgent { urgent = nil }
      if index < count, taken.insert(index) { return index }
    }
    return nil
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
