/// A stream of choices that is the same for the same seed on every machine (SplitMix64).
///
/// Only whole numbers are drawn from, so that no rounding of a processor can show.
struct Chance: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// An own stream for one place of a set: its neighbours share nothing with it.
  init(seed: UInt64, place: Int, attempt: Int = 0) {
    var mixing = Chance(seed: seed)
    mixing.state ^= mixing.next() &+ UInt64(truncatingIfNeeded: place)
    mixing.state ^= mixing.next() &+ UInt64(truncatingIfNeeded: attempt)
    state = mixing.next()
  }

  /// 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One of 0, …, `count` − 1; `count` must be positive.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True `percent` times of a hundred.
  mutating func percent(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the items, of which there must be some.
  mutating func choice<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// One of the items, each as often as its weight says.
  mutating func weighted<Item>(_ items: [(Item, Int)]) -> Item {
    var left = below(items.reduce(0) { $0 + $1.1 })
    for (item, weight) in items {
      left -= weight
      if left < 0 { return item }
    }
    return items[items.count - 1].0
  }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    var place = items.count - 1
    while place > 0 {
      items.swapAt(place, below(place + 1))
      place -= 1
    }
    return items
  }
}
